"""The demo, made through the services: what the law forbids can't stand in it."""

from .building import build_demo

__all__ = ["build_demo"]
