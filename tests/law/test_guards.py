"""What must be true before an act: each guard with the case that opens it and the one that closes it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from law import guards as g

TODAY = date(2026, 11, 21)


def closed(reason, code, *words):
    assert reason is not None
    assert reason.code == code
    for word in words:
        assert word in reason.text
    return True


class TestOnPaper:
    NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)

    def test_who_filed_in_the_portal_speaks_there(self):
        assert g.application_came_on_paper({"on_paper": True}) is None
        assert closed(g.application_came_on_paper({"on_paper": False}), "not_on_paper", "自分の画面")

    def test_no_letter_counts_without_its_scan(self):
        assert g.letter_is_kept({"letter_kept": True}) is None
        assert closed(g.letter_is_kept({"letter_kept": False}), "no_scan")

    @pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (3, True), (4, False)])
    def test_a_letter_arrives_after_what_it_answers_and_not_ahead_of_now(self, days, fits):
        facts = {
            "answers_at": self.NOW,
            "stamped_at": self.NOW + timedelta(days),
            "now": self.NOW + timedelta(3),
        }
        reason = g.stamp_can_be_true(facts)
        assert reason is None if fits else closed(reason, "stamp", "受付印")


class TestFiling:
    def test_what_cannot_be_stored_is_refused_by_name(self):
        assert g.every_value_can_be_stored({"unreadable": []}) is None
        assert closed(
            g.every_value_can_be_stored({"unreadable": ["資金"]}), "unreadable", "資金", "直してください"
        )

    @pytest.mark.rule("N4")
    def test_two_or_more_apply_jointly_when_each_has_agreed(self):
        assert g.every_party_agrees({"parties_not_agreed": []}) is None
        assert closed(g.every_party_agrees({"parties_not_agreed": ["乙社"]}), "parties_not_agreed", "乙社")

    def test_a_scheme_that_takes_nothing_in_says_so(self):
        assert g.own_side_of_the_window({"intake_open": True}) is None
        assert closed(g.own_side_of_the_window({"intake_open": False}), "intake_closed")

    def test_what_all_filed_together_all_take_back_together(self):
        assert g.every_party_withdraws({"parties_not_withdrawing": []}) is None
        reason = g.every_party_withdraws({"parties_not_withdrawing": ["乙社"]})
        assert closed(reason, "parties_not_withdrawing", "乙社")

    def test_a_question_nobody_asked_is_never_a_yes(self):
        with pytest.raises(KeyError):
            g.every_party_agrees({})


class TestTheTwoSheets:
    def test_a_sheet_without_items_asks_nothing(self):
        assert g.sheet_names_items({"items": [{}]}) is None
        assert closed(g.sheet_names_items({"items": []}), "no_items")

    @pytest.mark.rule("A7")
    @pytest.mark.parametrize(
        ("due", "open_"),
        [(date(2026, 11, 22), True), (date(2026, 11, 21), False), (None, False)],
        ids=["tomorrow", "today", "no day"],
    )
    def test_a_correction_sets_a_reasonable_period(self, due, open_):
        assert (g.correction_has_a_date({"due_on": due, "today": TODAY}) is None) == open_

    @pytest.mark.rule("A7")
    def test_a_correction_is_for_what_a_law_demands_of_the_form(self):
        assert g.correction_names_a_provision({"items": [{"provision": "省令5条1項3号"}]}) is None
        assert closed(
            g.correction_names_a_provision({"items": [{"provision": ""}]}), "no_provision", "照会・修正の依頼"
        )

    @pytest.mark.rule("A32")
    def test_guidance_tells_its_purpose_and_who_answers_for_it(self):
        assert g.inquiry_names_purpose_and_person({"purpose": "確認", "responsible": "担当"}) is None
        assert closed(
            g.inquiry_names_purpose_and_person({"purpose": "確認", "responsible": ""}), "no_purpose", "35条"
        )

    @pytest.mark.rule("A33")
    def test_guidance_ends_at_the_applicants_no(self):
        assert g.applicant_has_not_declined({"declined_items": []}) is None
        assert closed(
            g.applicant_has_not_declined({"declined_items": ["目標の根拠"]}), "declined", "目標の根拠", "33条"
        )

    @pytest.mark.rule("A7")
    @pytest.mark.parametrize(
        ("today", "open_"),
        [(date(2026, 11, 20), False), (date(2026, 11, 21), False), (date(2026, 11, 22), True)],
        ids=["the day before", "the last day", "the day after"],
    )
    def test_a_correction_lapses_only_after_its_last_day(self, today, open_):
        facts = {"due_on": date(2026, 11, 21), "today": today}
        assert (g.correction_date_has_passed(facts) is None) == open_


class TestFindingsAndDecisions:
    @pytest.mark.rule("A5")
    def test_nothing_is_decided_before_every_criterion_is_found(self):
        assert g.every_criterion_is_found({"criteria_open": []}) is None
        assert closed(
            g.every_criterion_is_found({"criteria_open": ["基準（ア）"]}), "criteria_open", "基準（ア）"
        )

    @pytest.mark.rule("N5", "A5")
    def test_what_was_found_of_an_older_version_decides_nothing(self):
        assert g.every_finding_is_on_the_current_version({"findings_stale": []}) is None
        assert closed(
            g.every_finding_is_on_the_current_version({"findings_stale": ["基準（ア）"]}),
            "findings_stale",
            "基準（ア）",
        )

    @pytest.mark.rule("N5")
    def test_a_plan_that_does_not_fit_cannot_be_certified(self):
        assert g.every_criterion_fits({"criteria_unfit": []}) is None
        assert closed(g.every_criterion_fits({"criteria_unfit": ["基準（イ）"]}), "criteria_unfit")

    @pytest.mark.rule("N5")
    def test_a_plan_that_fits_cannot_be_refused_for_rank_or_lack_of_money(self):
        facts = {"criteria_unfit": [], "formal_defect": False}
        assert closed(g.some_ground_of_refusal(facts), "no_ground", "予算の残額は不認定の理由になりません")

    @pytest.mark.rule("N5", "A7")
    @pytest.mark.parametrize(
        "facts",
        [
            {"criteria_unfit": ["基準（イ）"], "formal_defect": False},
            {"criteria_unfit": [], "formal_defect": True},
        ],
        ids=["a criterion does not fit", "a formal defect was left uncorrected"],
    )
    def test_a_refusal_has_a_ground(self, facts):
        assert g.some_ground_of_refusal(facts) is None

    @pytest.mark.rule("A7")
    def test_a_plan_with_a_formal_defect_is_not_certified_there_is_no_third_answer(self):
        assert g.no_formal_defect_is_left({"formal_defect": False}) is None
        assert closed(g.no_formal_defect_is_left({"formal_defect": True}), "formal_defect", "7条")

    @pytest.mark.rule("A7")
    def test_a_defect_that_ended_otherwise_is_cleared_with_a_word(self):
        assert g.clearing_says_how({"note": "登記情報連携で確認した。"}) is None
        assert closed(g.clearing_says_how({"note": " 　"}), "no_note")

    @pytest.mark.rule("A8")
    def test_a_refusal_shows_its_reasons(self):
        assert g.refusal_states_reasons({"reasons": "適合しないため"}) is None
        assert closed(g.refusal_states_reasons({"reasons": ""}), "no_reasons", "8条")

    @pytest.mark.rule("N8", "N9")
    def test_certification_waits_for_every_required_answer(self):
        assert g.every_consultation_is_answered({"consultations_open": []}) is None
        reason = g.every_consultation_is_answered({"consultations_open": ["財務大臣", "公正取引委員会"]})
        assert closed(reason, "consultations_open", "財務大臣、公正取引委員会")

    @pytest.mark.rule("N9")
    @pytest.mark.parametrize("known", [True, False])
    def test_a_settled_question_of_the_jftc_closes_nothing(self, known):
        assert g.jftc_question_is_settled({"jftc_required": known, "jftc_missing": []}) is None

    @pytest.mark.rule("N9")
    def test_without_the_figures_nobody_can_say_whether_the_jftc_is_asked(self):
        facts = {"jftc_required": None, "jftc_missing": ["乙社の国内売上高合計額が入力されていません。"]}
        assert closed(g.jftc_question_is_settled(facts), "jftc_unknown", "乙社")

    @pytest.mark.rule("N8", "N9")
    def test_an_opinion_of_the_consulted_must_be_weighed(self):
        assert g.opinions_are_weighed({"opinions_unweighed": []}) is None
        assert closed(g.opinions_are_weighed({"opinions_unweighed": ["財務大臣"]}), "opinions_unweighed")

    def test_a_decision_on_an_older_version_is_drafted_anew(self):
        assert g.decision_is_on_the_current_version({"version_is_current": True}) is None
        assert closed(g.decision_is_on_the_current_version({"version_is_current": False}), "stale_version")

    def test_nothing_is_decided_while_an_answer_is_awaited(self):
        assert g.nothing_is_out_with_the_applicant({"sheets_open": False}) is None
        assert closed(g.nothing_is_out_with_the_applicant({"sheets_open": True}), "sheet_open")

    def test_a_withdrawn_plan_is_not_decided(self):
        assert g.plan_is_under_examination({"plan_under_examination": True}) is None
        assert closed(g.plan_is_under_examination({"plan_under_examination": False}), "not_under_examination")

    def test_the_drafter_never_approves(self):
        assert g.approver_is_another_person({"approver_id": 1, "drafter_id": 2}) is None
        assert closed(g.approver_is_another_person({"approver_id": 1, "drafter_id": 1}), "same_person")

    def test_what_is_issued_is_what_was_approved(self):
        assert g.letter_is_sealed_as_approved({"snapshot_matches": True}) is None
        assert closed(g.letter_is_sealed_as_approved({"snapshot_matches": False}), "snapshot_differs")

    @pytest.mark.parametrize(("dated_on", "open_"), [(TODAY, True), (date(2026, 11, 22), False)])
    def test_a_letter_is_not_issued_before_its_own_date(self, dated_on, open_):
        assert (g.date_on_the_letter_has_come({"dated_on": dated_on, "today": TODAY}) is None) == open_

    @pytest.mark.rule("T1", "T2")
    def test_wording_that_no_lawyer_has_cleared_leaves_only_as_a_specimen(self):
        blocks = {"uncleared_blocks": ["教示"]}
        assert g.wording_is_cleared({"specimen": True, **blocks}) is None
        assert g.wording_is_cleared({"specimen": False, "uncleared_blocks": []}) is None
        assert closed(g.wording_is_cleared({"specimen": False, **blocks}), "uncleared_wording", "教示")


class TestReviewersAndConsultations:
    def test_a_known_interest_closes_the_assignment(self):
        assert g.reviewer_has_no_known_interest({"interests": []}) is None
        assert closed(
            g.reviewer_has_no_known_interest({"interests": ["甲社に所属"]}), "interest", "甲社に所属"
        )

    def test_nothing_is_sent_before_the_package_is_whole(self):
        assert g.package_is_ready({"package_ready": True}) is None
        assert closed(g.package_is_ready({"package_ready": False}), "package_pending")

    @pytest.mark.parametrize(
        ("answered", "open_"),
        [(date(2026, 11, 9), False), (date(2026, 11, 10), True), (TODAY, True), (date(2026, 11, 22), False)],
        ids=["before it was sent", "the same day", "today", "tomorrow"],
    )
    def test_an_answer_comes_after_the_letter_and_not_from_the_future(self, answered, open_):
        facts = {"sent_on": date(2026, 11, 10), "answered_on": answered, "today": TODAY}
        assert (g.answer_follows_sending(facts) is None) == open_
