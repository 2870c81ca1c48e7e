"""Measurements. Each module here with a `run()` that returns figures is one: `./run bench NAME`."""
