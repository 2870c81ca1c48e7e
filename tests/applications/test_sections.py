"""What a plan says is its scheme's: sections, kinds, menus, words, caps."""

from dataclasses import replace

import pytest
from django.urls import reverse

from applications.models import Plan
from applications.parts.base import PartContext, check
from applications.parts.forms import CostsForm, FacilitiesForm, MeasureForm, PreconditionForm
from applications.parts.spec import SPECS, sections_of
from applications.readiness import check_filing
from applications.readout import readout
from applications.selectors import read_plan, subsidy_of
from common import clock
from decisions.demo import typing as t
from decisions.demo.acting import Case
from decisions.demo.office import ensure_office
from funds.sections import SECTIONS
from funds.services import known_schemes, load_document
from tests.cast import sign_in
from tests.plans import called, filed

NINE = known_schemes()
OF_KIND = {code: load_document(code)["kind"] for code in NINE}
COMMISSIONS = [code for code in NINE if OF_KIND[code] == "commission"]


def test_what_a_document_may_name_is_what_the_registry_knows():
    assert set(SPECS) == SECTIONS


@pytest.mark.parametrize(
    ("code", "items"), [("generic-base", "第5条第1項"), ("innovative-drug", "第4条第1項")]
)
@pytest.mark.rule("M3")
def test_a_section_stands_under_the_article_of_its_own_fund(code, items):
    articles = {key: spec.article for key, spec in sections_of(load_document(code)).items()}
    assert articles["applicant"] == f"省令{items}第1号"
    assert {text[:-2] for text in articles.values()} == {f"省令{items}第"}


@pytest.mark.parametrize("code", [code for code in NINE if OF_KIND[code] != "certification"])
def test_where_no_ordinance_lists_the_items_no_article_is_claimed(code):
    assert not any(spec.article for spec in sections_of(load_document(code)).values())


@pytest.mark.rule("N9")
def test_the_innovation_fund_asks_nothing_of_sales_and_consults_the_mof_alone():
    document = load_document("innovative-drug")
    assert document["consultations"] == ["mof"]
    assert not {"competition", "volumes", "products"} & set(document["sections"])


def under(reader, **said):
    """The same plan read under a scheme that says something else."""
    return replace(reader, scheme=reader.scheme | said, subsidy=None)


@pytest.mark.django_db
class TestEveryScheme:
    """Each is started, typed, checked and totalled, section by section."""

    @pytest.fixture(autouse=True)
    def office(self):
        ensure_office()

    @pytest.mark.parametrize("code", NINE)
    def test_a_plan_is_typed_checked_and_totalled(self, code):
        case = typed(code)
        reader = read_plan(case.fresh)
        found = check_filing(reader, [])
        assert found.unreadable == []
        lacking = [warned.text for warned in found.warnings if "記載がありません" in warned.text]
        assert lacking == []
        assert [part.key for part, _spec, _checked in reader.all()] == reader.scheme["sections"]
        assert 0 < subsidy_of(reader).amount <= 40_000_000

    @pytest.mark.rule("R5")
    def test_what_a_cap_leaves_goes_where_the_scheme_says(self):
        reader = read_plan(filed().plan)
        free = subsidy_of(reader).by_year
        most = sum(free.values()) - 1_000
        reader = under(reader, caps=[{"most": most}])
        assert subsidy_of(reader).by_year == {**free, max(free): free[max(free)] - 1_000}
        reader = under(reader, calculation={"caps": {"takes": "alike", "rest": "nobody"}})
        assert all(amount < free[year] for year, amount in subsidy_of(reader).by_year.items())

    @pytest.mark.parametrize("code", COMMISSIONS)
    def test_a_commission_never_says_subsidy(self, code, client):
        case = typed(code)
        sign_in(client, "lead")
        for key in case.plan.scheme.versions.get().document["sections"]:
            page = client.get(reverse("plan_part", args=[case.plan.pk, key])).content.decode()
            assert "補助" not in page, key
        reader = read_plan(case.fresh)
        trace = "".join(f"{line.label}{line.article}{line.inputs}" for line in subsidy_of(reader).trace)
        assert "補助" not in trace
        assert subsidy_of(reader).amount == 40_000_000 * 9 // 10  # the whole of what counts, no rate

    @pytest.mark.parametrize("code", [code for code in NINE if OF_KIND[code] != "certification"])
    def test_a_scheme_without_a_fund_never_says_certification(self, code, client):
        case = typed(code)
        sign_in(client, "lead")
        for key in case.plan.scheme.versions.get().document["sections"]:
            page = client.get(reverse("plan_part", args=[case.plan.pk, key])).content.decode()
            main = page[page.index("<main") : page.index("</main")]
            assert "認定" not in main, key

    def test_a_section_the_scheme_does_not_ask_for_is_a_404(self, client):
        case = typed("innovative-drug")
        sign_in(client, "lead")
        for key in ("competition", "volumes", "products", "precondition"):
            assert client.get(reverse("plan_part", args=[case.plan.pk, key])).status_code == 404


def typed(code: str) -> Case:
    document = load_document(code)
    case = Case.start(called(code), "見本の申請", "lead")
    menu = document["menus"][0]
    for key in document["sections"]:
        values = {
            "applicant": lambda: t.applicant(department="企画部", person="見本 花子", notice="electronic"),
            "measure": lambda: t.measure(
                title="見本の申請",
                content="内容。",
                kinds=tuple(kind["code"] for kind in document["measure"]["kinds"][:1]),
                menus=(menu["code"],),
                until="令和9-2-26",
            ),
            "products": lambda: t.product(
                "p0000001", name="見本錠", ingredient="見本塩酸塩", strength="5mg", kind="integration",
                pattern="site", makers=("甲", "乙"), place=1,
            ),
            "facilities": lambda: t.facility("f0000001", kind=menu["code"], name="見本ラボ"),
            "precondition": lambda: t.request("q0000001", name="見本錠"),
            "costs": lambda: t.costs(
                menu=menu["code"],
                categories=(menu["cost_categories"][0]["code"], menu["cost_categories"][-1]["code"]),
                years=range(2026, 2027),
                total=40_000_000,
            ),
            "funding": lambda: t.funding({2026: 40_000_000}, {2026: 18_000_000}),
            "effects": lambda: t.effects(range(2026, 2027)),
            "other": lambda: {"text": "特になし。"},
            "competition": lambda: t.competition(sales="10億円", parent="見本製薬", restructures=False),
            "volumes": lambda: t.volumes(iter(["p0000001"])),
        }[key]()  # fmt: skip
        case.type("lead", key, values, own=SPECS[key].per_party)
    return case


# Forms by the document


def context(code: str, **more) -> PartContext:
    return PartContext(scheme=load_document(code), **more)


def test_without_kinds_the_menus_say_what_the_measure_is():
    form = MeasureForm({}, context=context("biosimilar-facility"))
    assert not [name for name in form.fields if name.startswith("kind_")]
    assert "事業の名称" in check(form).lacks
    assert not any("種類" in lack for lack in check(form).lacks)


def test_a_plan_longer_than_the_call_allows_is_asked_about():
    days = t.day("starts_on", "令和8-12-1") | t.day("ends_on", "令和13-12-1")
    warned = check(MeasureForm(days, context=context("biosimilar-facility"))).warnings
    assert "最長5年間" in warned["ends_on"]
    fits = t.day("starts_on", "令和8-12-1") | t.day("ends_on", "令和13-11-30")
    assert "最長" not in check(MeasureForm(fits, context=context("biosimilar-facility"))).warnings["ends_on"]


def test_a_year_that_is_not_paid_for_says_so_when_it_is_typed():
    typed = {"cost-drug-substance-2027-building-total": "1億円"}
    checked = check(CostsForm(typed, context=context("biosimilar-facility", menus=("drug-substance",))))
    assert "支払われるのは令和8年度の費用だけ" in checked.warnings["year-2027"]


def test_the_facilities_are_read_and_read_out():
    typed = t.facility("f0000001", kind="incubation-lab", name="見本ラボ")
    checked = check(FacilitiesForm(typed, context=context("innovative-drug")))
    assert checked.errors == {}
    assert checked.lacks == []
    (row,) = checked.values["rows"]
    assert (row["size"], row["rooms"], row["opens_on"]) == (1_200, 8, "2028-04-01")
    (grid,) = readout("facilities", checked.values, context("innovative-drug"))
    assert "インキュベーションラボ" in grid.rows[0]
    assert check(FacilitiesForm({}, context=context("innovative-drug"))).lacks == ["整備する施設・設備"]


@pytest.mark.parametrize("size", ["広い", "-1", "12.5"])
def test_a_size_is_whole_square_metres(size):
    typed = t.facility("f0000001", kind="incubation-lab", name="見本ラボ") | {"rows-f0000001-size": size}
    assert check(FacilitiesForm(typed, context=context("innovative-drug"))).errors


def test_a_request_to_make_more_has_day_number_and_item():
    empty = check(PreconditionForm({}, context=context("supply-emergency")))
    assert empty.lacks == ["厚生労働省による増産要請"]
    half = check(PreconditionForm({"rows-q0000001-name": "見本錠"}, context=context("supply-emergency")))
    assert half.lacks == ["要請の日", "要請の文書番号"]


@pytest.mark.django_db
def test_what_is_frozen_are_the_typed_rows_of_the_facilities():
    ensure_office()
    case = typed("innovative-drug")
    case.agree("lead")
    case.file("lead")
    version = Plan.objects.get(pk=case.plan.pk).versions.get()
    facility = version.facility_lines.get()
    assert (facility.name, facility.size, str(facility.opens_on)) == ("見本ラボ", 1_200, "2028-04-01")
    assert not version.product_lines.exists()
    assert case.fresh.number.startswith("ID")
    assert clock.today() <= case.plan.due_on


def test_a_business_that_a_cabinet_order_names_later_is_one_more_kind():
    document = load_document("innovative-drug")
    assert document["measure"]["designated"] == []
    assert "定められた事業はありません" in document["measure"]["note"]
    named = {"code": "named", "short_name": "政令の事業", "name": "政令で定める事業"}
    later = document | {"measure": document["measure"] | {"designated": [named]}}
    form = MeasureForm({"kind_named": "on"}, context=PartContext(scheme=later))
    assert check(form).values["kinds"] == ["named"]


def test_only_what_an_ordinance_lists_is_marked_as_statutory():
    for code, marked in (("innovative-drug", True), ("biosimilar-facility", False)):
        form = MeasureForm({}, context=context(code))
        assert form.fields["title"].statutory is marked


@pytest.mark.parametrize("code", NINE)
def test_who_types_a_name_is_told_first_whether_anyone_will_read_it(code):
    def said(**also) -> str:
        return next(MeasureForm({}, context=PartContext(scheme=load_document(code) | also)).headings()).help

    beginning = {"certification": "認定を受けると", "adoption": "採択されると", "commission": ""}[
        OF_KIND[code]
    ]
    assert said().startswith(beginning)
    assert bool(said()) == bool(beginning)
    assert said(public=False) == ""
