"""What the letters say of a case: the day, the ground, the reasons, the way they reach people."""

import json
from datetime import timedelta

import pytest

from applications.services.filing import file_plan, forward_plan, take_up_plan
from common import clock
from common.schemas import check_content
from decisions.about import about
from decisions.contents.consultation import consultation_letter
from decisions.contents.header import Filed, Heading
from decisions.models import Delivery, Issuer
from decisions.pdf.engine import engine
from decisions.services.letters import Numbers, letters_of
from decisions.services.papers import imagined
from reviews.models import Sheet
from reviews.services.consultations import prepare_consultation
from reviews.services.sheets import Item, close_correction, request_correction
from tests.cast import membership
from tests.plans import complete, party, under_examination

pytestmark = pytest.mark.django_db


def letters(plan, outcome):
    decision = imagined(plan, outcome, membership("officer"))
    contents = [letter.content for letter in letters_of(decision, Numbers("番号", "文書番号", "通知番号"))]
    for content in contents:
        check_content(content)
    return contents


def left_uncorrected(case, *items):
    """A correction of these items, asked for and never answered."""
    request_correction(
        plan=case.fresh,
        items=list(items),
        purpose="申請書の記載事項の補正",
        due_on=clock.today() + timedelta(days=14),
        membership=membership("officer"),
    )
    with clock.at(clock.now() + timedelta(days=15)):
        close_correction(sheet=Sheet.objects.get(plan=case.plan), membership=membership("officer"))
    return case.fresh


@pytest.mark.rule("D7")
@pytest.mark.parametrize(
    ("notice", "channel"),
    [
        ("electronic", Delivery.Channel.ELECTRONIC),
        ("paper", Delivery.Channel.PAPER),
        ("", Delivery.Channel.PAPER),
    ],
    ids=["chose it", "chose paper", "said nothing"],
)
def test_electronic_notice_goes_only_to_who_chose_it(data_directory, notice, channel):
    case = under_examination(notice=notice)
    decision = imagined(case.plan, "certification", membership("officer"))
    assert set(about(decision).channels().values()) == {channel}


@pytest.mark.rule("M4")
def test_the_day_of_an_application_through_nibn_is_the_day_it_was_handed_in(data_directory):
    case = complete()
    handed_in = clock.now()
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=handed_in, through_nibn=True)
    arrived = handed_in + timedelta(days=5)
    forward_plan(plan=case.fresh, membership=membership("nibn_officer"), arrived_at=arrived)
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    certificate = letters(case.fresh, "certification")[0]
    assert certificate["applied_on"] == clock.local(handed_in).date().isoformat()


def test_each_company_s_copy_has_its_own_sums_and_nobody_s_secrets(data_directory):
    """Letter, annex and the JSON that both are printed from: nothing of a partner, nothing confidential."""
    case = complete(sales={"lead": "98765432109円", "takasaki": "87654321098円"})
    own = {"lead": 71_111_000, "takasaki": 72_222_000}
    for who, yen in own.items():
        cell = {f"cost-equipment-2026-machinery-{kind}": f"{yen}" for kind in ("total", "eligible")}
        case.type(who, "costs", cell, own=True)
        case.type(who, "volumes", {"before-p0000001": f"{yen}123"}, own=True)
    case.file("lead")
    case.take_up()
    *certificates, notice = letters(case.fresh, "certification")
    names = {who: party(case.plan, who).organisation.name for who in own}
    told = {each["addressee"]["name"]: json.dumps(each, ensure_ascii=False) for each in certificates}
    assert set(told) == set(names.values())
    for who, name in names.items():
        [other] = set(own) - {who}
        assert str(own[who]) in told[name]
        assert f"{own[who]:,}" in told[name]
        for secret in (own[other], f"{own[other]:,}"):
            assert str(secret) not in told[name]
    for text in (*told.values(), json.dumps(notice)):
        for secret in ("98765432109", "87654321098", "98,765,432,109", "71111000123", "72222000123"):
            assert secret not in text


@pytest.mark.rule("N7")
def test_nibn_is_told_under_the_article_that_wants_it_told(data_directory):
    *certificates, notice = letters(under_examination().plan, "certification")
    assert (notice["law"]["article"], notice["certified_under"]) == ("附則第24条第5項", "附則第24条第3項")
    assert [row["addressee"] for row in notice["certificates"]] == [
        letter["addressee"]["name"] for letter in certificates
    ]


@pytest.mark.rule("A7", "A8")
def test_a_defect_left_uncorrected_is_told_with_its_provision_and_its_fact(data_directory):
    case = under_examination()
    item = Item("measure", None, "完了予定日が書かれていません。", "省令第5条第1項第2号")
    letter = letters(left_uncorrected(case, item), "refusal")[0]
    (reason,) = letter["reasons"]
    assert "行政手続法第7条、省令第5条第1項第2号" in reason["criterion"]
    assert "完了予定日が書かれていません。" in reason["fact"]
    assert letter["law"]["article"] == "附則第24条第1項"


@pytest.mark.rule("A8")
def test_what_was_asked_of_another_party_stays_with_that_party(data_directory):
    case = under_examination()
    theirs = party(case.plan, "takasaki")
    item = Item("competition", theirs.pk, "売上高の年度が違います。", "省令第5条第1項第5号")
    own, other = letters(left_uncorrected(case, item), "refusal")
    assert "売上高" not in own["reasons"][0]["fact"]
    assert "売上高の年度が違います。" in other["reasons"][0]["fact"]


@pytest.mark.rule("N9", "O3", "O4")
def test_the_jftc_is_told_which_number_of_the_order_holds(data_directory):
    case = under_examination(sales={"lead": "300億円", "takasaki": "60億円"}, restructures=True)
    body = _consultation(case, "jftc")["body"][0]
    assert "施行令（平成16年政令第356号）附則第17条第2号に掲げるもの" in body
    assert "附則第26条第1項の規定により、申請書の写しを送付し、協議します。" in body


@pytest.mark.rule("N8")
def test_the_minister_of_finance_is_consulted_under_article_25(data_directory):
    letter = _consultation(under_examination(), "mof")
    assert letter["addressee"]["representative_title"] == "財務大臣"
    assert (
        "附則第24条第1項の認定をしようとするので、同法附則第25条の規定により、協議します。"
        in letter["body"][0]
    )


def _consultation(case, body):
    consultation = prepare_consultation(
        plan=case.fresh,
        body=body,
        document_number="見本発第1号",
        dated_on=clock.today(),
        membership=membership("officer"),
    )
    heading = Heading(
        kind="consultation",
        title="協議書",
        document_id="0" * 32,
        number="番号",
        document_number="見本発第2号",
        dated_on=clock.today(),
        issuer=Issuer.objects.get(pk="mhlw"),
    )
    filed = Filed(consultation.version)
    enclosed = [{"name": "申請書の写し.pdf", "size": 1, "sha256": "0" * 64}]
    letter = consultation_letter(heading=heading, filed=filed, consultation=consultation, contents=enclosed)
    check_content(letter)
    return letter


@pytest.mark.parametrize(
    ("seal", "notice", "said"),
    [
        ("pressed", "paper", "pressed"),
        ("pressed", "electronic", "electronic"),
        ("omitted", "paper", "omitted"),
        ("omitted", "electronic", "omitted"),
        (None, "paper", "electronic"),
    ],
)
def test_how_a_letter_is_sealed_is_its_issuers_for_this_kind_and_paper_alone_is_pressed(
    data_directory, seal, notice, said
):
    case = under_examination(notice=notice)
    Issuer.objects.filter(pk="mhlw").update(seals={"certificate": seal} if seal else {"refusal": "pressed"})
    content = next(each for each in letters(case.plan, "certification") if each["kind"] == "certificate")
    assert content["seal"] == said
    shown = engine().write_html(content)
    assert ("公印を省略）" in shown, "（公印省略）" in shown) == (said == "electronic", said == "omitted")
    assert ("data-pressed" in shown) == (said == "pressed")
