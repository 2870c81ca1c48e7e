from .payee import PayeeAccount

__all__ = ["PayeeAccount"]
