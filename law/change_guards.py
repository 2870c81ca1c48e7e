"""What must be true before a granted grant is changed (適正化法7条1項1号・3号). Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era
from .grant_guards import certification_is_in_force, decision_is_not_too_late
from .rules import rule
from .text import ja


@rule("S7")
def grant_runs(facts: Facts) -> Reason | None:
    """The conditions bind whoever was granted, until the amount is fixed."""
    if facts["grant_runs"]:
        return None
    return Reason(
        "grant_does_not_run",
        ja(
            "変更できる交付の決定がありません（決定の前か、取り下げられたか、廃止が承認されたか、額が確定しています）。"
        ),
    )


def nothing_else_is_changed(facts: Facts) -> Reason | None:
    """One at a time: each is held against what the grant stands on."""
    if not facts["change_open"]:
        return None
    return Reason(
        "change_open",
        ja(
            "終わっていない変更の手続がすでにあります。それを続けるか、取り下げるか、下書きを削除してから作成してください。"
        ),
    )


@rule("S14")
def completion_is_not_told(facts: Facts) -> Reason | None:
    if not facts["completion_told"]:
        return None
    return Reason(
        "completion_told",
        ja("完了の実績報告を提出した後は、補助事業の変更はできません（報告の内容で額を確定します）。"),
    )


@rule("S14")
def reported_years_stay(facts: Facts) -> Reason | None:
    """What was reported of a year that ended is what was spent in it."""
    if not facts["reported_lines"]:
        return None
    text = ja(
        "年度終了の実績報告を提出した年度の経費は変えられません：{lines}。決定されている額に戻してください。"
    )
    return Reason("year_reported", text.format(lines="、".join(facts["reported_lines"])))


def something_changes(facts: Facts) -> Reason | None:
    if facts["changes"]:
        return None
    return Reason(
        "nothing_changes", ja("いまの内容と同じです。変える経費、内容又は完了の予定日を入れてください。")
    )


def change_says_why(facts: Facts) -> Reason | None:
    if facts["why"].strip():
        return None
    return Reason("no_why", ja("変更の理由を書いてください。"))


def stop_has_its_day(facts: Facts) -> Reason | None:
    if facts["stops"] is False or facts["stop_on"] is not None:
        return None
    return Reason("no_stop_day", ja("中止又は廃止をする日を入れてください。"))


@rule("R8")
def lines_were_in_the_plan(facts: Facts) -> Reason | None:
    """流用 goes to costs that were there when the plan was made."""
    if not facts["unplanned"]:
        return None
    text = ja("計画になかった経費へは移せません：{lines}。先に、計画の変更について認定を受けてください。")
    return Reason("unplanned_line", text.format(lines="、".join(facts["unplanned"])))


@rule("S7", "R8")
def change_is_minor(facts: Facts) -> Reason | None:
    """軽微な変更: within the scheme's limit a notice suffices, and nothing else is a notice."""
    if not facts["needs_approval"]:
        return None
    text = ja("届出では足りません。承認を申請してください。{steps}")
    return Reason("needs_approval", text.format(steps="".join(facts["needs_approval"])))


@rule("N1")
def work_ends_in_time(facts: Facts) -> Reason | None:
    """The scheme's own last day of work."""
    last, ends = facts["work_last_on"], facts["ends_on"]
    if last is None or ends is None or ends <= last:
        return None
    return Reason(
        "work_too_late",
        ja("完了の予定日が、この制度の事業の最終日（{day}）を過ぎています。").format(day=era(last)),
        (("last", last),),
    )


@rule("S6", "S7")
def paid_stays_covered(facts: Facts) -> Reason | None:
    """A year's sum can't fall below what of it is paid: only what is still set aside may be given up."""
    if not facts["undercut"]:
        return None
    text = ja("すでに支払った額を下回るため、次の年度の額をここまで減らせません：{years}。")
    return Reason("undercut", text.format(years="、".join(facts["undercut"])))


@rule("S7")
def nothing_lowered_is_on_its_way(facts: Facts) -> Reason | None:
    if not facts["on_its_way"]:
        return None
    return Reason(
        "claim_runs",
        ja("概算払の請求が残っているため、額を減らすことや年度を移すことはできません。")
        + ja("申請者が請求を取り下げるか、振込の結果が分かってから進めてください。"),
    )


@rule("N1", "N2")
def more_money_rests_on_certification(facts: Facts) -> Reason | None:
    """附則17条3項: a higher sum is a new decision to support; moving or lowering one is not."""
    if not facts["raised"]:
        return None
    return certification_is_in_force(facts) or decision_is_not_too_late(facts)


def change_is_under_examination(facts: Facts) -> Reason | None:
    if facts["change_under_examination"]:
        return None
    return Reason(
        "not_under_examination",
        ja("変更の承認の申請が審査中ではありません（直しの求め、取下げ、決定済みのいずれかです）。"),
    )


def change_refusal_states_reasons(facts: Facts) -> Reason | None:
    if facts["reasons"].strip():
        return None
    return Reason("no_reasons", ja("承認しない理由を書いてください。通知書にそのまま記載します。"))


def approval_was_applied_for(facts: Facts) -> Reason | None:
    """A notice that was found to need approval does not become an application by itself."""
    if facts["applied_for"]:
        return None
    return Reason(
        "not_applied_for",
        ja("届け出られたものであり、承認の申請はまだありません。申請者の提出か取下げを待ってください。"),
    )


@rule("S14")
def nothing_rests_on_the_notice(facts: Facts) -> Reason | None:
    if not facts["rests_on_it"]:
        return None
    return Reason(
        "rests_on_it",
        ja("この届出の後に、別の変更又は実績報告があるため、承認を求め直すことはできません。"),
    )


def no_change_is_open(facts: Facts) -> Reason | None:
    """What is reported or fixed is held against what stands; first it must be known what that is."""
    if not facts["change_open"]:
        return None
    return Reason(
        "change_open",
        ja("変更の承認の手続が終わっていません。結果を待つか、申請者が取り下げてから進めてください。"),
    )
