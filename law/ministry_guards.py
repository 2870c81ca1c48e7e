"""What must be true of a grant of the ministry's own money. As law/guards.py: facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era, fiscal_year, fiscal_year_label, last_payment_of_year
from .grant_guards import decision_is_not_too_late
from .rules import rule
from .text import ja


def adoption_stands(facts: Facts) -> Reason | None:
    """採択 with 内示 rests on no article; without it nobody may ask."""
    if facts["adopted"]:
        return None
    return Reason(
        "not_adopted",
        ja("この計画は採択されていないため、交付の申請も決定もできません。採択の通知を確かめてください。"),
    )


def what_is_granted_was_adopted(facts: Facts) -> Reason | None:
    """Asked again on the day of issue; a refusal rests on nothing."""
    return None if facts["denies"] else adoption_stands(facts)


def more_money_rests_on_adoption(facts: Facts) -> Reason | None:
    """A higher sum is a new decision to support; lowering one is not."""
    if not facts["raised"]:
        return None
    return adoption_stands(facts) or decision_is_not_too_late(facts)


def lines_were_adopted(facts: Facts) -> Reason | None:
    """流用 goes to costs that were there when the plan was adopted; another plan is not what won its call."""
    if not facts["unplanned"]:
        return None
    text = ja("採択された計画になかった経費へは移せません：{lines}。")
    return Reason("unplanned_line", text.format(lines="、".join(facts["unplanned"])))


@rule("Z43")
def work_stays_in_its_year(facts: Facts) -> Reason | None:
    """What is not done in its year is carried over only with the 財務大臣's approval (繰越し)."""
    ends, year = facts["ends_on"], facts["fiscal_year"]
    if ends is None or fiscal_year(ends) == year:
        return None
    text = ja(
        "完了の予定日を{year}のうちにしてください。翌年度への繰越しには別の承認が要ります（財政法14条の3・42条・43条）。"
    )
    return Reason("beyond_its_year", text.format(year=fiscal_year_label(year)))


# Payment: made in the ministry's own system, recorded here


@rule("Y4")
def paid_on_a_day_of_its_year(facts: Facts) -> Reason | None:
    """予決令4条: a year's money is paid until 30 April after it; nothing is recorded before it happened."""
    first, last = facts["claimed_on"], min(facts["today"], last_payment_of_year(facts["fiscal_year"]))
    if first <= facts["day"] <= last:
        return None
    text = ja(
        "支払の日は、請求の日（{first}）から{last}までです。{year}の予算の支払は翌年度の4月30日までです（予決令4条）。"
    )
    words = {"first": era(first), "last": era(last), "year": fiscal_year_label(facts["fiscal_year"])}
    return Reason("day_out_of_year", text.format(**words))


def recorder_decided_none_of_it(facts: Facts) -> Reason | None:
    if facts["recorder"] not in facts["approvers"]:
        return None
    text = ja("交付を決裁した人は、その支払を記録できません。ほかの担当官に依頼してください。")
    return Reason("decided_it", text)


def payment_has_its_reference(facts: Facts) -> Reason | None:
    if facts["reference"].strip():
        return None
    return Reason("no_reference", ja("支払をした仕組みでの番号（支払決議書の番号など）を入れてください。"))


def mending_says_why(facts: Facts) -> Reason | None:
    if facts["why"].strip():
        return None
    return Reason("no_why", ja("記録を取り消す理由を書いてください。"))


def nothing_rests_on_the_payment(facts: Facts) -> Reason | None:
    """What was ordered back counts from the days on which it was paid."""
    if not facts["returns_ordered"]:
        return None
    return Reason("ordered_back", ja("支払った額について返還を命じているため、支払の記録は取り消せません。"))


# The year's money


def appropriation_is_of_its_year(facts: Facts) -> Reason | None:
    """An appropriation ends with its year: it is promised on a day of that year and of no other."""
    if fiscal_year(facts["day"]) == facts["fiscal_year"]:
        return None
    text = ja("{year}の予算による交付の決定は、その年度のうちにします（{day}にはできません）。")
    words = {"year": fiscal_year_label(facts["fiscal_year"]), "day": era(facts["day"])}
    return Reason("other_year", text.format(**words))


def another_person_confirms_the_sum(facts: Facts) -> Reason | None:
    if facts["drafter"] != facts["confirmer"]:
        return None
    return Reason("same_person", ja("自分が記入した予算は、自分では確認できません。"))
