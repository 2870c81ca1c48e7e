"""docs/visibility.md: who sees which part, at which stage."""

from collections.abc import Iterator

from law.authorities import Authority
from law.visibility import CAPACITIES, KIND_LABELS, Capacity, Sight, Stage
from law.visibility import table as cells

from .markdown import note, table
from .markdown import page as joined

WORDS = {Sight.YES: "○", Sight.NO: "—", Sight.NAMELESS: "名を伏せて"}
STAGES = {Stage.DRAFT: "提出前", Stage.FILED: "提出後", Stage.ENDED: "終了後"}
CAPACITY_LABELS = {
    Capacity.OWNER: "本人（その会社）",
    Capacity.PARTY: "共同申請の他社",
    Capacity.MINISTRY: "厚生労働省",
    Capacity.CLERK: "事務局",
    Capacity.NIBN: "基盤研",
    Capacity.REVIEWER: "審査委員",
    Capacity.CONSULTEE: "協議先",
    Capacity.AUDITOR: "監査",
    Capacity.ADMINISTRATOR: "管理者",
    Capacity.STRANGER: "その他の者",
}


def page() -> str:
    head = ["記載", "段階", *(CAPACITY_LABELS[capacity] for capacity in CAPACITIES)]
    return joined(
        "# だれが何を見るか",
        note("law/visibility.py"),
        "画面、API、書き出し、PDF、検索、エラーの文は、すべてこの表を通ります。審査委員と協議先は、割り当てられた申請についてだけです。",
        table(head, _rows(Authority.NIBN)),
        "基金によらない制度の交付は、厚生労働省が行います。交付に関するものは、次の表によります。",
        table(head, _rows(Authority.MINISTRY)),
    )


def _rows(authority: Authority) -> Iterator[list[str]]:
    for kind, stage, sights in cells(authority):
        yield [KIND_LABELS[kind], STAGES[stage], *(WORDS[sight] for sight in sights)]
