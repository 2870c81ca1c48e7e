"""The calculator: a JSON document in, a JSON document out, with every step of the way.

It only reads and words; what is reckoned is reckoned by law.money, as the services do it.
"""

from .kinds import KINDS, calculate
from .reading import FIRST_DAY, LAST_DAY

__all__ = ["FIRST_DAY", "KINDS", "LAST_DAY", "calculate"]
