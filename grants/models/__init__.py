from .asset import Asset, AssetRevision, Disposal, DisposalVersion
from .change import GrantChange
from .condition import Condition
from .evidence import (
    Evidence,
    EvidenceCheck,
    EvidenceFile,
    EvidenceUpload,
    FiledEvidence,
    UploadedPaper,
)
from .examination import LineCheck, Remark
from .grant import Grant
from .report import PerformanceReport, ReportPaper
from .version import GrantLine, GrantReceipt, GrantUnit, GrantVersion

__all__ = [
    "Asset",
    "AssetRevision",
    "Condition",
    "Disposal",
    "DisposalVersion",
    "Evidence",
    "EvidenceCheck",
    "EvidenceFile",
    "EvidenceUpload",
    "FiledEvidence",
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
    "UploadedPaper",
]
