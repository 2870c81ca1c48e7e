"""What must be true of the register of assets and of their disposal (適正化法22条). Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .assets import HELD, MOST_YEARS, WITH_COUNTERPART, Standing
from .deadlines import era
from .money.yen import yen
from .rules import rule
from .text import ja


@rule("S22")
def grant_is_decided(facts: Facts) -> Reason | None:
    if facts["grant_is_decided"]:
        return None
    text = ja(
        "効力のある交付の決定がないため、財産の手続はできません（決定の前か、取り下げられたか、取り消されています）。"
    )
    return Reason("grant_not_decided", text)


@rule("S22", "R8")
def register_is_open(facts: Facts) -> Reason | None:
    """Until the report on completion is accepted the company keeps it; then it is what the amount was fixed on."""
    if facts["by_office"] or not facts["locked"]:
        return None
    text = ja(
        "完了の実績報告が確認された後は、台帳の記載を自社では変えられません。訂正する点を担当の窓口に申し出てください。"
    )
    return Reason("register_closed", text)


@rule("S22", "R8")
def late_correction_says_why(facts: Facts) -> Reason | None:
    if facts["reason"].strip() or not (facts["locked"] or facts["by_office"]):
        return None
    return Reason("no_reason", ja("訂正の理由を書いてください。前の記載とともに残ります。"))


def day_has_come(facts: Facts) -> Reason | None:
    """取得年月日 is the day it was had, not planned."""
    if facts["acquired_on"] <= facts["today"]:
        return None
    return Reason("acquired_later", ja("取得年月日には、今日までの日を入れてください。"))


@rule("R8")
def tax_is_within_the_price(facts: Facts) -> Reason | None:
    if 0 < facts["without_tax"] <= facts["with_tax"]:
        return None
    text = ja("取得価額は、税抜の額を1円以上で、税込の額を税抜の額以上で入れてください。")
    return Reason("tax_upside_down", text)


@rule("S22")
def share_is_within_the_rate(facts: Facts) -> Reason | None:
    """What of the grant stands in one thing is at the most the rate of what it cost."""
    most = int(facts["rate"] * facts["with_tax"])
    if 0 < facts["share"] <= most:
        return None
    text = ja(
        "この財産に充てた補助金の額は、1円以上、取得価額（税込）に補助率を掛けた額（{most}）以下で入れてください。"
    )
    return Reason("share_above_rate", text.format(most=yen(most)), (("most", most),))


@rule("S22")
def no_disposal_is_open(facts: Facts) -> Reason | None:
    if not facts["disposal_open"]:
        return None
    text = ja(
        "この財産には、終わっていない処分の承認の手続があります。結果を待つか、取り下げてから進めてください。"
    )
    return Reason("disposal_open", text)


@rule("S22")
def asset_stands_in_the_register(facts: Facts) -> Reason | None:
    if facts["asset_registered"]:
        return None
    text = ja("この財産は、すでに処分されたか、台帳から抹消されています。")
    return Reason("asset_gone", text)


@rule("S22")
def restriction_runs(facts: Facts) -> Reason | None:
    """22条 asks for an approval of what is restricted, and of nothing else."""
    if facts["standing"] in HELD:
        return None
    if facts["standing"] is Standing.OVER:
        text = ja("処分の制限は{day}に終わりました。承認を受けずに処分できます。")
        return Reason("restriction_over", text.format(day=era(facts["restricted_until"])))
    return Reason("not_restricted", ja("この財産には処分の制限がありません。承認を受けずに処分できます。"))


def disposal_says_why(facts: Facts) -> Reason | None:
    if facts["why"].strip():
        return None
    return Reason("no_why", ja("処分をする理由を書いてください。"))


def disposal_has_its_counterpart(facts: Facts) -> Reason | None:
    if facts["kind"] not in WITH_COUNTERPART or facts["counterpart"].strip():
        return None
    return Reason("no_counterpart", ja("この処分では、相手方の名称を書いてください。"))


@rule("S22")
def approval_comes_before_the_disposal(facts: Facts) -> Reason | None:
    """承認を受けないで…してはならない: what is done already can't be approved."""
    if facts["planned_on"] > facts["today"]:
        return None
    text = ja(
        "処分の予定日には、明日以降の日を入れてください。処分は、承認を受けた後でなければできません（適正化法22条）。"
    )
    return Reason("planned_before", text)


def disposal_is_under_examination(facts: Facts) -> Reason | None:
    if facts["disposal_under_examination"]:
        return None
    text = ja("財産の処分の承認の申請が審査中ではありません（直しの求め、取下げ、決定済みのいずれかです）。")
    return Reason("not_under_examination", text)


def disposal_refusal_states_reasons(facts: Facts) -> Reason | None:
    if facts["reasons"].strip():
        return None
    return Reason("no_reasons", ja("承認しない理由を書いてください。通知書にそのまま記載します。"))


@rule("S22")
def refused_while_restricted(facts: Facts) -> Reason | None:
    """After the period there is nothing to refuse."""
    found = restriction_runs(facts)
    if found is None:
        return None
    text = ja("処分の制限が終わっているため、不承認とすることはできません。申請者に取下げを求めてください。")
    return Reason("restriction_over", text)


def years_can_be(facts: Facts) -> Reason | None:
    if 0 < facts["years"] <= MOST_YEARS:
        return None
    text = ja("処分の制限の期間は、1年から{most}年までの整数で入れてください。")
    return Reason("years_absurd", text.format(most=MOST_YEARS))


def period_says_why(facts: Facts) -> Reason | None:
    if facts["reason"].strip():
        return None
    return Reason("no_reason", ja("その年数とする根拠（耐用年数の表の区分など）を書いてください。"))


def asset_is_restricted_at_all(facts: Facts) -> Reason | None:
    if facts["is_guarded"]:
        return None
    text = ja("制度の定める単価に満たない財産には、処分の制限の期間を定めません。")
    return Reason("not_guarded", text)
