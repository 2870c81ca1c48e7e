"""One process of these tests, with Django set up before its module is read.

`python -m tests.processes.running MODULE WHAT ARGUMENTS`
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    module, what, *arguments = sys.argv[1:]
    getattr(import_module(module), what)(*arguments)
