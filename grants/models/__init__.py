from .change import GrantChange
from .condition import Condition
from .examination import LineCheck, Remark
from .grant import Grant
from .report import PerformanceReport, ReportPaper
from .version import GrantLine, GrantReceipt, GrantUnit, GrantVersion

__all__ = [
    "Condition",
    "Grant",
    "GrantChange",
    "GrantLine",
    "GrantReceipt",
    "GrantUnit",
    "GrantVersion",
    "LineCheck",
    "PerformanceReport",
    "Remark",
    "ReportPaper",
]
