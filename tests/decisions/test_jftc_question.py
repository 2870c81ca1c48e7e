"""Must the 公正取引委員会 be asked? From what two companies type to what may be certified (附則26条1項)."""

import zipfile
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation
from applications.services.filing import file_plan, take_up_plan
from applications.services.starting import agree_plan
from common import clock, files
from common.models import AuditEvent
from decisions.demo.acting import Case
from decisions.verification import read_embedded
from law.acts import Refused
from law.states import DecisionState
from reviews.models import Consultation, Resolution
from reviews.selectors import required_bodies, trigger_of
from reviews.services.consultations import close_consultation, prepare_consultation, resolve_doubts
from tests.api.asking import Program
from tests.cast import membership, organisation
from tests.plans import complete

from .deciding import amend, answered, do_jobs, draft, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

SALES = {"lead": "350億円", "takasaki": "80億円"}
UNTICKED = {"structural_ヘ": "", "change_ロ": ""}


def asked(
    lead: dict[str, str] | None = None,
    takasaki: dict[str, str] | None = None,
    *,
    fits: bool = True,
    **how: Any,
) -> Case:
    """350億 and 80億 that restructure, but for what is typed; examined, the MOF has answered."""
    case = complete(**({"sales": SALES, "restructures": True} | how))
    for who, typed in (("lead", lead), ("takasaki", takasaki)):
        case.type(who, "competition", typed or {}, own=True)
    for who in ("lead", *how.get("partners", ("takasaki",))):
        agree_plan(plan=case.fresh, membership=membership(who))
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    case.find(fits=fits)
    answered(case)
    return case


def certified_at_once(case: Case) -> list[str]:
    """Why not, or nothing."""
    try:
        decision = draft(case)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    assert decision.state == DecisionState.DRAFTED
    return []


def number_of(who: str) -> str:
    return str(organisation(who).corporate_number)


# One group


@pytest.mark.rule("N9", "O4")
@pytest.mark.parametrize("said", ["自社", "なし", "自社①"])
def test_the_same_word_of_two_companies_makes_no_group_and_nothing_is_certified(said):
    case = asked({"group_parent_name": said}, {"group_parent_name": said})
    found = trigger_of(case.fresh)
    assert found.required is None
    assert [dict(each.facts)["fact"] for each in found.missing] == ["group_parent"] * 2
    assert "当たりません" not in found.applicant
    assert certified_at_once(case) == ["jftc_unknown"]
    receipt = case.fresh.versions.get().receipt
    assert sum("最終親会社の法人番号がない" in each["text"] for each in receipt.warnings) == 2


@pytest.mark.rule("N9", "O4")
def test_two_companies_that_each_name_themselves_are_two_groups():
    case = asked()
    assert required_bodies(case.fresh, trigger_of(case.fresh)) == ["mof", "jftc"]
    assert certified_at_once(case) == ["consultations_open"]


@pytest.mark.rule("N9", "O4")
def test_one_number_of_the_top_parent_makes_one_group():
    lead = {"group_parent_name": "見本製薬㈱"}
    takasaki = {"group_parent_name": "見本製薬", "group_parent_number": number_of("lead")}
    case = asked(lead, takasaki)
    assert trigger_of(case.fresh).required is False


# 事業再編 has two halves


@pytest.mark.rule("N9")
@pytest.mark.parametrize(
    ("unticked", "halves"),
    [
        pytest.param(UNTICKED, ["structural", "change"], id="どちらも選ばれていない"),
        pytest.param({"change_ロ": ""}, ["change"], id="分野・方式の変更が選ばれていない"),
        pytest.param({"structural_ヘ": ""}, ["structural"], id="構造の変更が選ばれていない"),
    ],
)
def test_who_restructures_and_leaves_a_half_unticked_has_not_answered(unticked, halves):
    case = asked(unticked, unticked)
    found = trigger_of(case.fresh)
    assert (found.restructuring, found.required) == (None, None)
    assert [dict(each.facts)["fact"] for each in found.missing] == halves * 2
    assert certified_at_once(case) == ["jftc_unknown"]


@pytest.mark.rule("N9")
def test_who_restructures_nothing_has_answered_both_halves():
    case = asked(UNTICKED | {"restructuring": "no"}, UNTICKED | {"restructuring": "no"})
    assert (trigger_of(case.fresh).required, certified_at_once(case)) == (False, [])


# An officer asks although nothing that was filed requires it

SMALL = {"lead": "10億円", "takasaki": "20億円"}


def prepare(case: Case, because: str = "") -> Consultation:
    return prepare_consultation(
        plan=case.fresh,
        body="jftc",
        document_number="見本発第9号",
        dated_on=clock.today(),
        membership=membership("officer"),
        because=because,
    )


@pytest.mark.rule("N9")
def test_the_officer_asks_the_jftc_with_a_reason_and_waits_for_its_answer():
    case = asked(sales=SMALL)
    assert certified_at_once(asked(sales=SMALL, partners=("takasaki", "yoshino"))) == []
    with pytest.raises(Refused, match="理由"):
        prepare(case, "  ")
    consultation = prepare(case, "親会社の届出の状況から、額の確認を要するため。")
    assert certified_at_once(case) == ["consultations_open"]
    close_consultation(consultation=consultation, note="確認できた。", membership=membership("officer"))
    assert certified_at_once(case) == []


@pytest.mark.rule("N9")
def test_the_letter_says_why_and_names_no_number_of_the_order():
    consultation = prepare(asked(sales=SMALL), "親会社の届出の状況から、額の確認を要するため。")
    do_jobs("consultation_package")
    consultation.refresh_from_db()
    text = " ".join(letter_of(consultation))
    assert "理由：親会社の届出の状況から、額の確認を要するため。" in text
    assert "第17条" not in text


def letter_of(consultation: Consultation) -> list[str]:
    with zipfile.ZipFile(files.path_of(consultation.package)) as package:
        [name] = [each for each in package.namelist() if each.startswith("協議書")]
        return list(read_embedded(package.read(name))["body"])


@pytest.mark.rule("N9")
def test_what_cannot_be_said_is_settled_by_the_answer_of_the_jftc():
    case = asked({"group_parent_name": "自社"}, {"group_parent_name": "自社"})
    prepare(case, "最終親会社の法人番号が確かめられないため。")
    Consultation.objects.filter(body="jftc").update(
        state="answered", sent_on=clock.today(), answered_on=clock.today(), answer="no_objection"
    )
    assert certified_at_once(case) == []


def test_the_page_asks_for_the_reason_only_where_nothing_requires_it():
    officer = signed_in("officer")
    small = reverse("prepare_consultation", args=[asked(sales=SMALL).plan.pk, "jftc"])
    page = officer.get(small).content.decode()
    assert "協議する理由" in page
    posted = {"document_number": "見本発第9号", "because": "額の確認を要するため。"} | day_of_today()
    assert officer.post(small, posted).status_code == 302
    assert Consultation.objects.get(body="jftc").because == "額の確認を要するため。"
    large = reverse("prepare_consultation", args=[asked(partners=("takasaki", "yoshino")).plan.pk, "jftc"])
    assert "協議する理由" not in officer.get(large).content.decode()


def day_of_today() -> dict[str, str]:
    today = clock.today()
    return {
        "dated_on_year": str(today.year),
        "dated_on_month": str(today.month),
        "dated_on_day": str(today.day),
    }


# Doubts

OF_ANOTHER_YEAR = {"sales_fiscal_year": "2020"}


@pytest.mark.rule("N9", "O4")
def test_a_doubt_closes_the_certification_until_an_officer_writes_how_it_was_settled():
    case = asked(OF_ANOTHER_YEAR, sales=SMALL)
    assert certified_at_once(case) == ["doubts_open"]
    with pytest.raises(Refused, match="どのように確かめたか"):
        resolve_doubts(plan=case.fresh, note=" ", membership=membership("officer"))
    with pytest.raises(Refused, match="担当官"):
        resolve_doubts(plan=case.fresh, note="決算公告で確かめた。", membership=membership("decider"))
    found = resolve_doubts(plan=case.fresh, note="決算公告で確かめた。", membership=membership("officer"))
    assert "令和2年度" in found.doubts[0]
    assert "決算公告" not in str(AuditEvent.objects.get(act="resolve_doubts").facts)
    assert certified_at_once(case) == []
    with pytest.raises(Refused, match="確かめていない点はありません"):
        resolve_doubts(plan=case.fresh, note="もう一度。", membership=membership("officer"))


@pytest.mark.rule("N9")
def test_the_answer_of_the_jftc_settles_a_doubt_too():
    case = asked(OF_ANOTHER_YEAR)
    assert set(certified_at_once(case)) == {"doubts_open", "consultations_open"}
    answered(case, "jftc")
    assert certified_at_once(case) == []


def test_a_word_on_an_older_version_settles_nothing_of_the_next():
    case = asked(OF_ANOTHER_YEAR, sales=SMALL)
    resolve_doubts(plan=case.fresh, note="決算公告で確かめた。", membership=membership("officer"))
    amend(case)
    case.find()
    assert certified_at_once(case) == ["doubts_open"]


def test_the_word_is_never_changed():
    case = asked(OF_ANOTHER_YEAR, sales=SMALL)
    resolve_doubts(plan=case.fresh, note="決算公告で確かめた。", membership=membership("officer"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.update(note="別の話")


def test_the_officer_writes_it_on_the_page():
    case = asked(OF_ANOTHER_YEAR, sales=SMALL)
    officer = signed_in("officer")
    page = reverse("case_consultations", args=[case.plan.pk])
    url = reverse("resolve_doubts", args=[case.plan.pk])
    assert url in officer.get(page).content.decode()
    assert "令和2年度" in officer.get(url).content.decode()
    assert officer.post(url, {"note": "決算公告で確かめた。"}).status_code == 302
    told = officer.get(page).content.decode()
    assert "決算公告で確かめた。" in told
    assert url not in told
    assert url not in signed_in("decider").get(page).content.decode()


def test_the_api_resolves_it_too():
    case = asked(OF_ANOTHER_YEAR, sales=SMALL)
    officer = Program("officer")
    answer = officer.act(f"plans/{case.plan.pk}/acts/resolve_doubts/", {"note": "決算公告で確かめた。"})
    assert answer.status_code == 200
    assert Resolution.objects.get().note == "決算公告で確かめた。"


@pytest.mark.rule("N9")
def test_a_register_mended_after_the_filing_takes_no_question_back():
    """The partner's parent is typed by the name that its own entry in the register gets only later."""
    typed = {"group_parent_name": "髙﨑ファーマ株式会社"}
    case = asked(typed | {"group_parent_number": number_of("takasaki")}, typed)
    assert case.fresh.versions.get().jftc_required == "open"
    Organisation.objects.filter(pk=organisation("takasaki").pk).update(name="髙﨑ファーマ株式会社")
    found = trigger_of(case.fresh)
    assert found.required is None
    assert "提出のときは" in str(found.missing[0])
