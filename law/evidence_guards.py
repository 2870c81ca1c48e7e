"""What must be true before evidence is kept or changed. Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .text import ja


def lines_are_open(facts: Facts) -> Reason | None:
    """What a report was filed with stays as it was, until NIBN asks for that line to be mended."""
    if not facts["lines_filed"]:
        return None
    text = ja("実績を報告した経費の証憑は変えられません：{lines}。直しを求められた経費だけが開きます。")
    return Reason("evidence_filed", text.format(lines="、".join(facts["lines_filed"])))


def rows_are_as_seen(facts: Facts) -> Reason | None:
    """Two people keep the same grant's evidence: the second one sees what the first one wrote."""
    if not facts["changed_meanwhile"]:
        return None
    text = ja(
        "ほかの人が先に変えた証憑があります：{numbers}。開き直して、確かめてからもう一度保存してください。"
    )
    return Reason("evidence_changed", text.format(numbers="、".join(facts["changed_meanwhile"])))
