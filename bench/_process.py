"""One process of a bench, with Django set up before its module is read.

`python -m bench._process MODULE NUMBERS`
"""

import sys
from importlib import import_module

import django

django.setup()  # also where a worker of the process reads this module again

if __name__ == "__main__":
    module, *numbers = sys.argv[1:]
    import_module(f"bench.{module}").main(*map(int, numbers))
