"""Measurements. Each module here with a `run(*, small)` that returns figures is one: `./run bench NAME`."""
