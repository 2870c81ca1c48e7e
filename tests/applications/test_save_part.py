"""save_part: the one way a part is written, by whom, and what a second writer is told."""

import pytest

from applications.models import PartChange, Plan
from applications.selectors import read_plan
from applications.services.saving import save_part
from law.acts import Refused
from tests.cast import membership
from tests.plans import draft, filed, party, scheme

from .test_scheme_moved import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return draft().parts.get(key="measure")


def write(part, changes, who="lead"):
    return save_part(part=part, changes=changes, membership=membership(who))


def test_what_is_typed_is_kept_as_typed_and_the_version_rises_once(measure):
    saved = write(measure, {"title": ("", "髙﨑と𠮷野①"), "place": ("", "見本市")})
    measure.refresh_from_db()
    assert saved.saved == ["title", "place"]
    assert measure.data == {"title": "髙﨑と𠮷野①", "place": "見本市"}
    assert measure.version == saved.version == 1


def test_invalid_text_is_kept_too(measure):
    write(measure, {"starts_on_year": ("", "こんど")})
    measure.refresh_from_db()
    assert measure.data["starts_on_year"] == "こんど"


def test_who_changed_which_field_is_written_down_but_not_what(measure):
    write(measure, {"title": ("", "見本")})
    change = PartChange.objects.get()
    assert (change.field, change.by, change.version) == ("title", membership("lead"), 1)


def test_a_field_changed_meanwhile_is_a_conflict_and_the_others_are_saved(measure):
    write(measure, {"title": ("", "一郎の題"), "place": ("", "甲市")})
    saved = write(measure, {"title": ("", "惠の題"), "content": ("", "惠の内容")}, who="takasaki")
    measure.refresh_from_db()
    assert [(c.field, c.yours, c.theirs) for c in saved.conflicts] == [("title", "惠の題", "一郎の題")]
    assert measure.data == {"title": "一郎の題", "place": "甲市", "content": "惠の内容"}


def test_typing_the_same_twice_is_no_conflict(measure):
    write(measure, {"title": ("", "見本")})
    saved = write(measure, {"title": ("", "見本")}, who="takasaki")
    assert (saved.conflicts, saved.saved, saved.version) == ([], [], 1)


def test_emptying_a_field_removes_it(measure):
    write(measure, {"title": ("", "見本")})
    write(measure, {"title": ("見本", "")})
    measure.refresh_from_db()
    assert measure.data == {}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("unknown", "x", "様式にありません"),
        ("title", "あ" * 20_001, "文字数が多すぎます"),
        ("title", "a\0b", "使えない文字"),
        ("title", "\ud800", "使えない文字"),
    ],
)
def test_what_cannot_be_stored_is_told_and_nothing_else_is_lost(measure, field, text, sentence):
    saved = write(measure, {field: ("", text), "place": ("", "見本市")})
    measure.refresh_from_db()
    assert sentence in saved.refused[field]
    assert measure.data == {"place": "見本市"}


def test_line_ends_of_a_form_and_of_a_script_are_the_same_text(measure):
    write(measure, {"content": ("", "一行\r\n二行")})
    saved = write(measure, {"content": ("一行\n二行", "一行\n三行")})
    assert saved.saved == ["content"]


def test_a_partners_own_part_is_not_mine_to_write():
    plan = draft()
    costs = plan.parts.get(key="costs", party=party(plan, "takasaki"))
    with pytest.raises(Refused) as refused:
        write(costs, {"tax_basis": ("", "excluded")})
    assert refused.value.reasons[0].code == "part_closed"


def test_a_stranger_and_an_official_write_nothing(measure):
    for who in ("stranger", "officer"):
        with pytest.raises(Refused):
            write(measure, {"title": ("", "x")}, who=who)


def test_after_filing_every_part_is_closed():
    plan = filed().plan
    with pytest.raises(Refused, match="提出済み"):
        write(plan.parts.get(key="measure"), {"place": ("見本県見本市　見本工場", "x")})


def test_the_lists_show_the_measures_title_and_find_it_by_two_letters(measure):
    write(measure, {"title": ("", "造粒工程の統合")})
    plan = type(measure.plan).objects.get(pk=measure.plan_id)
    assert plan.title == "造粒工程の統合"
    assert " 造粒" in plan.search
    assert " 髙﨑" in plan.search


class TestRowsBeyondTheLimit:
    """How many items an application may list is the scheme's; one too many is told, none is dropped."""

    FULL = "対象とする品目は2件までです。不要な行を外してから追加してください。"

    @pytest.fixture
    def products(self):
        return draft().parts.get(key="products")

    def named(self, *rows):
        return {f"rows-{row}-name": ("", f"品目 {row}") for row in rows}

    def limit(self, most):
        publish(limits=scheme().versions.latest("number").document["limits"] | {"products": most})

    def rows(self, products):
        return [row["name"] for row in read_plan(Plan.objects.get()).values("products")["rows"]]

    def test_the_last_that_fits_is_saved_and_the_next_is_told(self, products):
        self.limit(2)
        saved = write(products, self.named("p0000001", "p0000002", "p0000003"))
        assert saved.saved == ["rows-p0000001-name", "rows-p0000002-name"]
        assert saved.refused == {"rows-p0000003-name": self.FULL}
        assert self.rows(products) == ["品目 p0000001", "品目 p0000002"]

    def test_one_taken_off_makes_room_for_another(self, products):
        self.limit(2)
        write(products, self.named("p0000001", "p0000002"))
        taken_off = {"rows-p0000001-name": ("品目 p0000001", "")}
        assert not write(products, taken_off | self.named("p0000003")).refused
        assert self.rows(products) == ["品目 p0000002", "品目 p0000003"]

    def test_what_stood_before_the_limit_fell_is_read_and_typed_on(self, products):
        write(products, self.named("p0000001", "p0000002", "p0000003"))
        self.limit(2)
        assert len(self.rows(products)) == 3
        more = {"rows-p0000003-ingredient": ("", "見本塩酸塩")} | self.named("p0000004")
        saved = write(products, more)
        assert (saved.saved, saved.refused) == (
            ["rows-p0000003-ingredient"],
            {"rows-p0000004-name": self.FULL},
        )
        assert len(self.rows(products)) == 3
