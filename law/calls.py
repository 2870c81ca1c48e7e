"""A call (公募) and the standing intake (随時の受付): when applications are taken in, and who says so.

No statute orders how a call is made; its own text (公募要領) is what binds. For 認定 the statute takes in
at any time (基盤研法附則18条1項・24条1項), so its intake stands open and has no end to set.
"""

from datetime import datetime
from enum import StrEnum

from .acts import Facts, Reason
from .text import ja


class Phase(StrEnum):
    """Where a published call stands on the clock. The minute it closes lies outside."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


PHASE_LABELS = {Phase.OPEN: ja("受付中"), Phase.UPCOMING: ja("受付前"), Phase.CLOSED: ja("受付終了")}


def phase_of(opens_at: datetime, closes_at: datetime | None, at: datetime) -> Phase:
    if at < opens_at:
        return Phase.UPCOMING
    return Phase.CLOSED if closes_at is not None and closes_at <= at else Phase.OPEN


# Making and publishing


def intake_fits_the_scheme(facts: Facts) -> Reason | None:
    """認定 is bound to take in at any time; the other kinds take in only while a call runs."""
    if facts["standing"] == facts["certification"]:
        return None
    if facts["certification"]:
        text = ja("認定の制度は随時受け付けます。受付終了を定めることはできません。")
    else:
        text = ja("この制度は公募の期間だけ受け付けます。受付終了の日時を入れてください。")
    return Reason("wrong_intake", text)


def no_other_standing_intake(facts: Facts) -> Reason | None:
    if not (facts["standing"] and facts["stands_already"]):
        return None
    return Reason(
        "stands_already",
        ja(
            "この制度には、すでに随時の受付（又はその案）があります。書類を改めるときは、そちらに新しい版を加えてください。"
        ),
    )


def round_is_free(facts: Facts) -> Reason | None:
    if not facts["round_taken"]:
        return None
    return Reason("round_taken", ja("この制度には、同じ回の公募がすでにあります。別の回を入れてください。"))


def terms_are_known(facts: Facts) -> Reason | None:
    """A call may narrow what the scheme offers, never add to it."""
    if not facts["unknown_terms"]:
        return None
    return Reason(
        "unknown_terms",
        ja("この制度の定めにない支援メニュー又は年度です：")
        + "、".join(map(str, facts["unknown_terms"]))
        + ja("。"),
    )


def certification_is_not_narrowed(facts: Facts) -> Reason | None:
    """A company may apply for whatever the statute certifies: no intake leaves some of it out."""
    if not (facts["certification"] and facts["narrowed"]):
        return None
    return Reason(
        "narrowed",
        ja(
            "認定の制度の受付は、制度の定めるすべての支援メニューと年度を対象とします。選ばずに保存してください。"
        ),
    )


def publisher_is_another_person(facts: Facts) -> Reason | None:
    if facts["maker_id"] != facts["publisher_id"]:
        return None
    return Reason(
        "same_person",
        ja("案を最後に直した人は公表できません。別の担当官又は決裁者が、内容を確かめて公表してください。"),
    )


def call_is_as_seen(facts: Facts) -> Reason | None:
    if facts["as_seen"]:
        return None
    return Reason(
        "changed_since",
        ja("確かめている間に、案が直されました。画面を開き直し、内容を確かめてから公表してください。"),
    )


def opening_is_ahead(facts: Facts) -> Reason | None:
    """Nobody may find that a call has already been running when it is first told of."""
    if facts["standing"] or facts["opens_at"] >= facts["now"]:
        return None
    return Reason(
        "opening_passed",
        ja("受付開始の日時を過ぎています。案を直して、これからの日時にしてから公表してください。"),
    )


def guidelines_are_there(facts: Facts) -> Reason | None:
    if facts["standing"] or facts["has_guidelines"]:
        return None
    return Reason(
        "no_guidelines", ja("公募要領がありません。公募要領のファイルを加えてから公表してください。")
    )


def contact_is_named(facts: Facts) -> Reason | None:
    if facts["has_contact"]:
        return None
    return Reason("no_contact", ja("照会先がありません。案を直して、部署と連絡先を書いてください。"))


CAN_BE_MADE = (
    intake_fits_the_scheme,
    no_other_standing_intake,
    round_is_free,
    certification_is_not_narrowed,
    terms_are_known,
)
CAN_BE_PUBLISHED = (
    publisher_is_another_person,
    call_is_as_seen,
    opening_is_ahead,
    guidelines_are_there,
    contact_is_named,
)


# Documents


def change_is_told(facts: Facts) -> Reason | None:
    """What everyone may already have read is changed only with a word of what changed."""
    if facts["change_told"]:
        return None
    return Reason(
        "no_change_told", ja("何を変えたかを書いてください。下書きのある申請者に知らせ、公表します。")
    )


# The closing


def closing_has_not_come(facts: Facts) -> Reason | None:
    """A closed call stays closed: to open it again would favour whoever came late."""
    if facts["was"] is None:
        return Reason("no_closing", ja("随時の受付には、受付終了の日時がありません。"))
    if facts["now"] < facts["was"]:
        return None
    return Reason(
        "closed_already", ja("受付はすでに終わっています。終わった公募の受付終了は変えられません。")
    )


def new_closing_is_ahead(facts: Facts) -> Reason | None:
    """So no application that has arrived can come to lie outside."""
    if facts["closes_at"] > max(facts["now"], facts["opens_at"]):
        return None
    return Reason(
        "closing_passed",
        ja(
            "新しい受付終了は、受付開始より後で、これからの日時にしてください。到達した申請が受付の外になることはできません。"
        ),
    )


def closing_moves(facts: Facts) -> Reason | None:
    if facts["closes_at"] != facts["was"]:
        return None
    return Reason("same_closing", ja("いまの受付終了と同じ日時です。新しい日時を入れてください。"))


def nothing_is_proposed(facts: Facts) -> Reason | None:
    if not facts["proposed_already"]:
        return None
    return Reason(
        "proposed_already",
        ja("承認を待っている受付終了の変更があります。それを承認するか取りやめてからにしてください。"),
    )


def approver_is_another_person(facts: Facts) -> Reason | None:
    if facts["proposer_id"] != facts["approver_id"]:
        return None
    return Reason(
        "same_person", ja("変更を求めた人は承認できません。別の担当官又は決裁者が承認してください。")
    )


CAN_MOVE = (closing_has_not_come, new_closing_is_ahead)


# A draft whose call is over


def own_call_is_over(facts: Facts) -> Reason | None:
    if facts["call_over"]:
        return None
    return Reason("call_runs", ja("この下書きの公募は終わっていません。そのまま提出できます。"))


def next_call_takes_in(facts: Facts) -> Reason | None:
    if facts["next_open"]:
        return None
    return Reason(
        "no_next_call",
        ja(
            "この制度には、いま受け付けている公募がありません。次の公募が始まってから移してください。下書きは残ります。"
        ),
    )
