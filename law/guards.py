"""What must be true before an act. Each guard reads facts and answers None or a Reason.

Facts are a mapping gathered by the service that performs the act. A guard that needs a fact nobody
gathered fails loudly (KeyError): a forgotten question is never a yes.
"""

from .acts import Facts, Reason
from .rules import rule
from .text import ja


def listed(names: object) -> str:
    return "、".join(str(name) for name in names)  # type: ignore[attr-defined]


# Filing


def every_value_can_be_stored(facts: Facts) -> Reason | None:
    """What cannot be stored is refused; what is law or judgement only warns."""
    if not facts["unreadable"]:
        return None
    return Reason(
        "unreadable",
        ja("読み取れない値があります：") + listed(facts["unreadable"]) + ja("。該当の欄を直してください。"),
        (("parts", tuple(facts["unreadable"])),),
    )


@rule("N4")
def every_party_agrees(facts: Facts) -> Reason | None:
    """A joint application is one application by all its parties."""
    if not facts["parties_not_agreed"]:
        return None
    return Reason(
        "parties_not_agreed",
        ja("共同で申請する会社の同意がまだです：")
        + listed(facts["parties_not_agreed"])
        + ja("。各社の申請代表者に、申請画面で「共同申請に同意する」を押すよう依頼してください。"),
    )


def own_side_of_the_window(facts: Facts) -> Reason | None:
    if facts["intake_open"]:
        return None
    return Reason(
        "intake_closed",
        ja("この申請は、いま受付期間の外です。")
        + ja("受付が終わった公募の下書きは残り、次の公募が始まったら、そこに移して提出できます。"),
    )


def call_is_still_open(facts: Facts) -> Reason | None:
    """In a competition nobody improves what was filed once the others can no longer do so."""
    if facts["call_open"]:
        return None
    return Reason(
        "call_closed",
        ja("公募の受付が終わった後は、応募の内容を自ら修正できません。")
        + ja("直してほしい点があるときは、担当官から補正又は照会で依頼します。"),
    )


def every_party_withdraws(facts: Facts) -> Reason | None:
    """What all filed together, all take back together: no company undoes another's application."""
    if not facts["parties_not_withdrawing"]:
        return None
    return Reason(
        "parties_not_withdrawing",
        ja("共同の申請は、すべての会社が取下げに同意すると取り下げられます。まだ同意していない会社：")
        + listed(facts["parties_not_withdrawing"])
        + ja("。"),
    )


# On paper


def application_came_on_paper(facts: Facts) -> Reason | None:
    """Who filed in the portal speaks there for itself."""
    if facts["on_paper"]:
        return None
    return Reason(
        "not_on_paper",
        ja("電子申請された申請です。申請者が自分の画面で手続をするよう依頼してください。"),
    )


def letter_is_kept(facts: Facts) -> Reason | None:
    if facts["letter_kept"]:
        return None
    return Reason("no_scan", ja("届いた書面の写しがありません。読み取ったファイルを選んでください。"))


def stamp_can_be_true(facts: Facts) -> Reason | None:
    """A letter arrives after what it answers and not after now."""
    if facts["answers_at"] <= facts["stamped_at"] <= facts["now"]:
        return None
    return Reason(
        "stamp",
        ja("到達の日時には、求めた時（申請の到達）以後、現在までの日時を入れてください。")
        + ja("受付印の日時を確かめてください。"),
    )


# The two sheets


def sheet_names_items(facts: Facts) -> Reason | None:
    if facts["items"]:
        return None
    return Reason("no_items", ja("直してほしい箇所を一つ以上選び、内容を書いてください。"))


@rule("A7")
def correction_has_a_date(facts: Facts) -> Reason | None:
    """行政手続法7条: 相当の期間を定めて. What is reasonable is the officer's judgement."""
    due, today = facts["due_on"], facts["today"]
    if due is not None and due > today:
        return None
    return Reason("no_due_date", ja("補正の期限には、明日以降の日を入れてください。"))


@rule("A7")
def correction_names_a_provision(facts: Facts) -> Reason | None:
    """補正 covers only formal requirements that a law sets; anything else is an inquiry."""
    if all(item.get("provision") for item in facts["items"]):
        return None
    return Reason(
        "no_provision",
        ja("補正を求められるのは、法令に定められた申請の形式上の要件に限られます（行政手続法7条）。")
        + ja("箇所ごとに根拠の条項を書くか、「照会・修正の依頼」を使ってください。"),
    )


def correction_names_a_clause(facts: Facts) -> Reason | None:
    """Where no statute sets the form, the call does."""
    if all(item.get("provision") for item in facts["items"]):
        return None
    return Reason(
        "no_clause",
        ja("補正を求めるときは、箇所ごとに公募要領のどの定めによるかを書いてください。")
        + ja("定めのないものは「照会・修正の依頼」を使ってください。"),
    )


@rule("A32")
def inquiry_names_purpose_and_person(facts: Facts) -> Reason | None:
    if facts["purpose"] and facts["responsible"]:
        return None
    return Reason(
        "no_purpose",
        ja("照会・修正の依頼には、趣旨と責任者の氏名を書いてください（行政手続法35条1項）。"),
    )


@rule("A33")
def applicant_has_not_declined(facts: Facts) -> Reason | None:
    """Once the applicant says no, the same request is not made again."""
    if not facts["declined_items"]:
        return None
    return Reason(
        "declined",
        ja("申請者が応じない旨を明らかにした求めです：")
        + listed(facts["declined_items"])
        + ja("。同じ求めを続けることはできません（行政手続法33条）。"),
    )


def question_names_purpose_and_person(facts: Facts) -> Reason | None:
    if facts["purpose"] and facts["responsible"]:
        return None
    return Reason("no_purpose", ja("照会には、趣旨と責任者の氏名を書いてください。"))


def bidder_has_not_declined(facts: Facts) -> Reason | None:
    if not facts["declined_items"]:
        return None
    return Reason(
        "declined",
        ja("応募者が応じない旨を明らかにした照会です：") + listed(facts["declined_items"]) + ja("。"),
    )


@rule("A7")
def correction_date_has_passed(facts: Facts) -> Reason | None:
    if facts["due_on"] is not None and facts["today"] > facts["due_on"]:
        return None
    return Reason("not_yet_due", ja("補正の期限がまだ過ぎていません。期限の翌日から打ち切れます。"))


# Findings and decisions


@rule("A5")
def every_criterion_is_found(facts: Facts) -> Reason | None:
    if not facts["criteria_open"]:
        return None
    return Reason(
        "criteria_open",
        ja("審査調書の記載が済んでいない基準があります：") + listed(facts["criteria_open"]) + ja("。"),
    )


@rule("N5", "A5")
def every_finding_is_on_the_current_version(facts: Facts) -> Reason | None:
    """What is certified or refused is the application as it is now, so that is what the criteria are put to."""
    if not facts["findings_stale"]:
        return None
    return Reason(
        "findings_stale",
        ja("前の版についての所見のままの基準があります：")
        + listed(facts["findings_stale"])
        + ja("。最新の版を確かめ、所見を書き直すか、同じであればその旨を記録してください。"),
    )


@rule("N5")
def every_criterion_fits(facts: Facts) -> Reason | None:
    """The Minister certifies when (a) and (b) both hold; nothing else may decide."""
    if not facts["criteria_unfit"]:
        return None
    return Reason(
        "criteria_unfit",
        ja("適合しないとした基準があります：")
        + listed(facts["criteria_unfit"])
        + ja("。この所見のままでは認定できません。"),
    )


@rule("N5", "A7")
def some_ground_of_refusal(facts: Facts) -> Reason | None:
    """Bound both ways: what fits is certified (認定をするものとする), unless a formal defect was left uncorrected."""
    if facts["criteria_unfit"] or facts["formal_defect"]:
        return None
    return Reason(
        "no_ground",
        ja("適合しないとした基準も、期限までに補正されなかった形式上の不備もないため、不認定にできません。")
        + ja("順位、平均点、予算の残額は不認定の理由になりません。"),
    )


@rule("A7")
def no_formal_defect_is_left(facts: Facts) -> Reason | None:
    """行政手続法7条: what lacks its form is corrected or refused; there is no third answer, so it is not certified."""
    if not facts["formal_defect"]:
        return None
    return Reason(
        "formal_defect",
        ja("期限までに補正されなかった形式上の不備が残っているため、認定できません（行政手続法7条）。")
        + ja(
            "補正を改めて求めるか、不認定とするか、補正によらずに不備がなくなったときは、その経緯を記録してください。"
        ),
    )


@rule("A7")
def clearing_says_how(facts: Facts) -> Reason | None:
    if facts["note"].strip():
        return None
    return Reason("no_note", ja("不備がどのようになくなったかを、確かめた資料とともに書いてください。"))


@rule("A8")
def refusal_states_reasons(facts: Facts) -> Reason | None:
    if facts["reasons"]:
        return None
    return Reason("no_reasons", ja("不認定の理由を書いてください（行政手続法8条1項・2項）。"))


@rule("N8", "N9")
def every_consultation_is_answered(facts: Facts) -> Reason | None:
    if not facts["consultations_open"]:
        return None
    return Reason(
        "consultations_open",
        ja("認定の前に協議しなければならない相手から、まだ回答を得ていません：")
        + listed(facts["consultations_open"])
        + ja("。回答を記録してから進めてください。"),
    )


@rule("N9", "O3", "O4")
def jftc_question_is_settled(facts: Facts) -> Reason | None:
    """附則26条1項: certification comes after the consultation, so its need must be known first."""
    if facts["jftc_required"] is not None:
        return None
    return Reason(
        "jftc_unknown",
        ja("公正取引委員会への協議が必要かどうか、まだ判定できません：")
        + listed(facts["jftc_missing"])
        + ja("。"),
    )


@rule("N8", "N9")
def opinions_are_weighed(facts: Facts) -> Reason | None:
    if not facts["opinions_unweighed"]:
        return None
    return Reason(
        "opinions_unweighed",
        ja("意見のあった協議について、どう考慮したかを起案に書いてください：")
        + listed(facts["opinions_unweighed"])
        + ja("。"),
    )


def decision_is_on_the_current_version(facts: Facts) -> Reason | None:
    if facts["version_is_current"]:
        return None
    return Reason(
        "stale_version",
        ja("起案の後に申請が修正されました。起案を廃案とし、最新の版で起案し直してください。"),
    )


def nothing_is_out_with_the_applicant(facts: Facts) -> Reason | None:
    if not facts["sheets_open"]:
        return None
    return Reason(
        "sheet_open",
        ja("回答を待っている補正または照会があります。")
        + ja("回答を待つか、照会を撤回するか、期限の過ぎた補正を打ち切ってください。"),
    )


def plan_is_under_examination(facts: Facts) -> Reason | None:
    if facts["plan_under_examination"]:
        return None
    return Reason(
        "not_under_examination",
        ja("申請が審査中ではありません（審査の開始前、補正待ち、取下げ、処分済みのいずれかです）。"),
    )


def approver_is_another_person(facts: Facts) -> Reason | None:
    if facts["approver_id"] != facts["drafter_id"]:
        return None
    return Reason("same_person", ja("起案した人は決裁できません。別の決裁者が決裁してください。"))


def letter_is_sealed_as_approved(facts: Facts) -> Reason | None:
    if facts["snapshot_matches"]:
        return None
    return Reason("snapshot_differs", ja("決裁された内容と文書の内容が一致しません。施行できません。"))


def date_on_the_letter_has_come(facts: Facts) -> Reason | None:
    if facts["dated_on"] <= facts["today"]:
        return None
    return Reason("not_yet_dated", ja("文書の日付（施行日）より前に施行することはできません。"))


@rule("T1", "T2")
def wording_is_cleared(facts: Facts) -> Reason | None:
    """教示 and the letters' fixed words: a block marked 要法務確認 never leaves a production system."""
    if facts["specimen"] or not facts["uncleared_blocks"]:
        return None
    return Reason(
        "uncleared_wording",
        ja("法務確認の済んでいない文言があります：") + listed(facts["uncleared_blocks"]) + ja("。"),
    )


# Reviewers


def reviewer_has_no_known_interest(facts: Facts) -> Reason | None:
    if not facts["interests"]:
        return None
    return Reason(
        "interest",
        ja("利害関係があるため割り当てられません：") + listed(facts["interests"]) + ja("。"),
    )


# Consultations


def package_is_ready(facts: Facts) -> Reason | None:
    if facts["package_ready"]:
        return None
    return Reason(
        "package_pending", ja("協議書一式を作成しています。できあがってから送付を記録してください。")
    )


def answer_follows_sending(facts: Facts) -> Reason | None:
    if facts["sent_on"] <= facts["answered_on"] <= facts["today"]:
        return None
    return Reason("answer_date", ja("回答日は、送付日以後、今日までの日を入れてください。"))
