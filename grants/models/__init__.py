from .condition import Condition
from .examination import LineCheck, Remark
from .grant import Grant
from .version import GrantLine, GrantReceipt, GrantUnit, GrantVersion

__all__ = [
    "Condition",
    "Grant",
    "GrantLine",
    "GrantReceipt",
    "GrantUnit",
    "GrantVersion",
    "LineCheck",
    "Remark",
]
