"""取消し of a decision to grant (適正化法17条1項): on which grounds it may be."""

from enum import StrEnum

from .acts import article
from .text import ja


class Ground(StrEnum):
    OTHER_USE = "other_use"
    CONDITIONS = "conditions"
    LAW = "law"


GROUND_LABELS = {
    Ground.OTHER_USE: ja("補助金の他の用途への使用"),
    Ground.CONDITIONS: ja("交付の決定の内容又はこれに付した条件への違反"),
    Ground.LAW: ja("法令又はこれに基づく処分への違反"),
}
SOURCE = article("適正化法17条1項", "S17")
