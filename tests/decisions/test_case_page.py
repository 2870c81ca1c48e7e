"""The case page: one plan, six tabs, each cut to what its reader may see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.models import PartOpening, Plan, VersionFile
from applications.services.filing import file_paper_plan, file_plan
from common import clock
from common.models import AuditEvent
from decisions.demo import typing
from decisions.services.issuing import issue_decision
from reviews.services.sheets import Item, answer_sheet, inquire
from tests.applications.test_paper_plan import on_paper, scan
from tests.cast import actor, membership, organisation, sign_in
from tests.plans import complete, filed, under_examination
from tests.plans import draft as plan_draft
from tests.responses import main_of

from .deciding import amend, download, examined, sealed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

TABS = ("case", "case_findings", "case_consultations", "case_decision", "case_letters", "case_history")
OPEN = {
    "officer": TABS,
    "decider": TABS,
    "auditor": TABS,
    "clerk": ("case", "case_letters", "case_history"),
    "nibn_officer": ("case", "case_history"),
}


def text(client, tab: str, plan: Plan, query: str = "") -> str:
    return client.get(reverse(tab, args=[plan.pk]) + query).content.decode()


def ask(case, key="effects"):
    return inquire(
        plan=case.fresh,
        items=[Item(key, None, "算定の考え方を補ってください。")],
        purpose="確認のため",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )


@pytest.mark.parametrize("who", OPEN)
def test_each_role_opens_the_tabs_the_table_allows(client, who):
    plan = under_examination().plan
    sign_in(client, who)
    found = {tab: client.get(reverse(tab, args=[plan.pk])).status_code for tab in TABS}
    assert found == {tab: 200 if tab in OPEN[who] else 403 for tab in TABS}


@pytest.mark.parametrize("who", ["lead", "reviewer", "consultee", "administrator"])
def test_the_office_page_is_not_for_others(client, who):
    plan = under_examination().plan
    sign_in(client, who)
    assert client.get(reverse("case", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("who", ["officer", "auditor", "nibn_officer"])
def test_a_draft_is_a_404(client, who):
    sign_in(client, who)
    assert client.get(reverse("case", args=[plan_draft().pk])).status_code == 404


@pytest.mark.parametrize("tail", ["draft/certification/", "consultations/mof/prepare/", ""])
def test_what_is_no_case_is_a_404(client, tail):
    sign_in(client, "officer")
    for pk in ("-" * 36, "00000000-0000-0000-0000-000000000000"):
        assert client.get(f"/cases/{pk}/{tail}").status_code == 404


def test_a_closed_tab_says_why(client):
    plan = under_examination().plan
    sign_in(client, "clerk")
    assert "「起案・決裁」は、いまの役割（事務局）では閲覧できません。" in text(client, "case_decision", plan)


class TestConfidential:
    SALES = "4,321,987,654"

    @pytest.fixture
    def plan(self):
        return under_examination(sales={"lead": "43億2198万7654円"}).plan

    @pytest.mark.parametrize(
        ("who", "sees"), [("officer", True), ("auditor", True), ("clerk", False), ("nibn_officer", False)]
    )
    def test_sales_are_the_ministrys_only(self, client, plan, who, sees):
        sign_in(client, who)
        pages = "".join(text(client, tab, plan) for tab in OPEN[who])
        assert (self.SALES in pages) is sees

    @pytest.mark.parametrize(("who", "sees"), [("officer", True), ("clerk", False)])
    def test_sales_of_another_year_are_doubted_to_the_ministry_alone(self, client, who, sees, monkeypatch):
        monkeypatch.setattr(typing, "last_closed_year", lambda _on: 2010)
        plan = under_examination().plan
        sign_in(client, who)
        assert ("見本製薬株式会社の国内売上高合計額は平成22年度の額" in text(client, "case", plan)) is sees


class TestActs:
    def test_the_officer_has_buttons_and_closed_acts_with_their_reasons(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        page = text(client, "case", plan)
        assert reverse("request_correction", args=[plan.pk]) in page
        assert "今はできない手続" in page
        assert "まだ回答を得ていません：財務大臣。" in page

    def test_the_auditor_reads_all_and_has_no_button(self, client):
        plan = under_examination().plan
        sign_in(client, "auditor")
        pages = "".join(text(client, tab, plan) for tab in TABS)
        assert "kk-acts" not in pages
        assert "write_findings" not in pages
        assert '<form method="post" action="/cases' not in pages

    def test_a_filed_plan_is_to_be_taken_up(self, client):
        plan = filed().plan
        sign_in(client, "officer")
        assert reverse("take_up_plan", args=[plan.pk]) in text(client, "case", plan)

    def test_the_checklist_names_what_is_missing(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        page = text(client, "case", plan)
        for words in (
            "基準（ア）の審査調書",
            "財務大臣の回答",
            "公正取引委員会への協議の要否：不要",
            "1号：独占禁止法",
        ):
            assert words in page


class TestMoney:
    def test_a_year_is_a_column_as_the_applicant_typed_it(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        page = text(client, "case", plan)
        grid = page[page.index('name="unit-costs-') :].split("</table>")[0]
        assert '<th scope="col">令和8年度</th>' in grid
        assert ">設備整備・機械装置費</th>" in grid
        assert "60,000,000円" in grid
        assert "うち補助対象経費" in grid
        assert "年度別・経費区分別の資金" not in page
        assert "基金からの補助（見込み）" in page[page.index('name="unit-funding-') :]

    def test_income_and_standard_amount_are_shown_where_they_are_said(self, client):
        case = complete()
        typed = {"income-equipment-2026": "1,234,000", "standard-equipment-2026": "70,000,000"}
        case.type("lead", "costs", typed, own=True)
        file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())
        sign_in(client, "officer")
        page = text(client, "case", case.plan)
        assert "1,234,000円" in page
        assert "70,000,000円" in page

    def test_a_grant_that_is_not_what_may_be_expected_is_told_before_filing_and_to_the_office(self, client):
        case = complete()
        sentence = (
            "調達方法の「基金からの補助（見込み）」は40,000,000円、計算した補助金の見込額は36,000,000円です。"
        )
        case.type(
            "lead", "funding", {"fund-2026-grant": "40,000,000", "fund-2026-own": "18,000,000"}, own=True
        )
        asked = "額が合っているか確かめてください。"
        told = f"調達方法（{organisation('lead').name}）：令和8年度：{sentence}{asked}"
        sign_in(client, "lead")
        assert told in text(client, "review_plan", case.plan)
        version = file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())
        assert told in [warned["text"] for warned in version.receipt.warnings]
        sign_in(client, "officer")
        page = text(client, "case", case.plan)
        assert told in page

    def test_what_agrees_is_not_doubted(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        assert "計算した補助金の見込額" not in text(client, "case", plan)


class TestVersions:
    def test_what_changed_is_shown_field_by_field(self, client):
        case = under_examination()
        before = "特になし。"
        amend(case)
        sign_in(client, "officer")
        page = text(client, "case", case.plan, "?version=2&against=1")
        assert "第1版から第2版への変更" in page
        assert "閲覧できる範囲に、変わった記載はありません。" in page
        assert before in page

    def test_a_changed_word_is_shown_before_and_after(self, client):
        case = under_examination()
        ask(case, "other")
        case.type("lead", "other", {"text": "薬価削除の手続を行います。"})
        case.agree("takasaki")
        sheet = case.plan.sheets.get()
        answer_sheet(
            sheet=sheet, answer="補いました。", membership=membership("lead"), arrived_at=clock.now()
        )
        sign_in(client, "officer")
        page = text(client, "case", case.plan, "?version=2&against=1")
        start = page.index("第1版から第2版への変更")
        assert page.index("特になし。", start) < page.index("薬価削除の手続を行います。", start)

    def test_what_is_typed_and_not_filed_is_not_shown(self, client):
        case = under_examination()
        ask(case, "other")
        case.type("lead", "other", {"text": "まだ提出していない記載"})
        sign_in(client, "officer")
        assert "まだ提出していない記載" not in text(client, "case", case.plan)


def test_what_is_typed_and_not_filed_does_not_move_the_jftc_question(client):
    case = under_examination(sales={"lead": "350億円", "takasaki": "80億円"})
    ask(case, "competition")
    plan = case.fresh
    plan.openings.all()
    party = case.party("lead")
    PartOpening.objects.filter(plan=plan).update(key="competition", party=party)
    case.type(
        "lead", "competition", {"restructuring": "yes", "structural_ヘ": "on", "change_ロ": "on"}, own=True
    )
    sign_in(client, "officer")
    assert "公正取引委員会への協議の要否：不要" in text(client, "case", case.plan)


class TestFiles:
    def test_a_file_opens_to_whom_the_table_shows_it(self):
        plan = under_examination().plan
        file = plan.versions.get().files.get()
        url = reverse("case_file", args=[plan.pk, file.pk])
        for who in ("officer", "clerk", "nibn_officer", "auditor"):
            assert download(signed_in(who), url).status_code == 200

    def test_a_confidential_one_is_a_404_to_the_clerk(self):
        case = under_examination()
        plan = case.plan
        shown = plan.versions.get().files.get()
        secret = VersionFile.objects.create(
            version=shown.version,
            party=case.party("lead"),
            document="financials",
            name="決算書.pdf",
            file=shown.file,
            confidential=True,
        )
        url = reverse("case_file", args=[plan.pk, secret.pk])
        answers = {}
        for who in ("officer", "auditor", "clerk", "nibn_officer"):
            answers[who] = download(signed_in(who), url).status_code
        assert answers == {"officer": 200, "auditor": 200, "clerk": 404, "nibn_officer": 404}


class TestHistory:
    def test_every_act_is_told_with_who_and_when(self, client):
        case = examined()
        issue_decision(decision=sealed(case), actor=actor("officer"))
        sign_in(client, "officer")
        page = text(client, "case_history", case.plan)
        for words in ("認定を決裁する", "決裁 律子", "施行する", "担当 正", "提出する", "見本 一郎"):
            assert words in page

    def test_nibn_reads_it_without_names(self, client):
        plan = under_examination().plan
        sign_in(client, "nibn_officer")
        page = text(client, "case_history", plan)
        assert "審査を始める" in page
        assert "担当 正" not in main_of(page)

    def test_who_applies_alone_agrees_with_nobody(self, client):
        plan = under_examination(partners=()).plan
        assert AuditEvent.objects.filter(act="agree_plan", case_id=plan.pk).exists()
        for who, name, words in (
            ("officer", "case_history", "提出する内容を確かめる"),
            ("lead", "plan", "提出する内容を確かめました"),
        ):
            client.logout()
            sign_in(client, who)
            page = main_of(text(client, name, plan))
            assert words in page
            assert "共同申請に同意し" not in page
            assert "共同申請に同意する" not in page

    def test_it_says_with_whom_a_consultation_was(self, client):
        case = examined()
        sign_in(client, "officer")
        page = main_of(text(client, "case_history", case.plan))
        for each in case.plan.consultations.all():
            assert f"<p>{each.get_body_display()}</p>" in page

    def test_the_clerk_reads_nothing_of_consultations_and_drafts(self, client):
        case = examined()
        sign_in(client, "clerk")
        page = text(client, "case_history", case.plan)
        assert AuditEvent.objects.filter(act="prepare_consultation", case_id=case.plan.pk).exists()
        assert "協議書を作成する" not in page
        assert "審査調書を書く" not in page


@pytest.mark.parametrize(("tab", "queries"), [
    ("case", 31), ("case_findings", 40), ("case_consultations", 30),
    ("case_decision", 29), ("case_letters", 29), ("case_history", 30),
])  # fmt: skip
@pytest.mark.parametrize("partners", [(), ("takasaki", "yoshino")])
def test_the_queries_of_a_tab_are_the_same_for_one_party_and_three(
    client, django_assert_num_queries, tab, queries, partners
):
    case = under_examination(partners=partners)
    for _ in range(1 + len(partners)):
        ask(case)
    case.find()
    sign_in(client, "officer")
    url = reverse(tab, args=[case.plan.pk])
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)


def test_a_paper_of_which_nothing_was_typed_has_a_preview_without_its_days(client):
    """It came as a scan alone; what is missing can't be approved, but can be looked at."""
    plan = on_paper()
    scan(plan)
    earlier = clock.now() - timedelta(days=1)
    file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=earlier)
    sign_in(client, "officer")
    page = client.get(reverse("case_findings", args=[plan.pk]), {"letter": "certification"})
    assert "（記載なし）から（記載なし）まで" in main_of(page.content.decode())
