"""A draft under an older version of its scheme: what moved is told, what was typed is kept."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from applications.scheme_changes import gone
from common import clock
from common.actor import SYSTEM_ACTOR
from common.models import AuditEvent
from decisions.demo import typing as t
from decisions.demo.acting import Case
from funds.schemes.changes import moved
from funds.services import load_document, publish_scheme_version
from tests.cast import person, sign_in
from tests.plans import draft, filed

GENERICS = load_document("generic-base")


def changed(**fields):
    return deepcopy(GENERICS) | fields


def menus(change):
    document = deepcopy(GENERICS)
    change(document["menus"])
    return document


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            menus(lambda rows: rows.pop()),
            "支援メニュー「品目統合や事業再編に向けた企業間での調整にかかる経費補助 等」がなくなりました。",
        ),
        (menus(lambda rows: rows[0].update(rate="2/3")), "の率が1/2から2/3に変わりました。"),
        (menus(lambda rows: rows[0]["cost_categories"].pop()), "経費区分「システム費」がなくなりました。"),
        (
            menus(lambda rows: rows[0]["cost_categories"].append({"code": "it", "name": "検証費"})),
            "経費区分「検証費」が加わりました。",
        ),
        (menus(lambda rows: rows[0].update(name="設備")), "の名称が「設備」に変わりました。"),
        (changed(caps=[{"most": 500_000_000}]), "上限額（申請全体）がなしから500,000,000円に変わりました。"),
        (
            changed(sections=[key for key in GENERICS["sections"] if key != "volumes"]),
            "項目「生産数量」がなくなりました。",
        ),
        (changed(sections=[*GENERICS["sections"], "facilities"]), "項目「施設・設備」が加わりました。"),
        (changed(documents=GENERICS["documents"][1:]), "必要な書類「直近の決算書」がなくなりました。"),
        (
            changed(fiscal_years=[2026, 2027]),
            "記入できる年度が変わりました（いまは、令和8年度、令和9年度）。",
        ),
        (
            changed(last_days=GENERICS["last_days"] | {"filing": "2030-06-28"}),
            "申請の最終日が令和12年9月30日から令和12年6月28日に変わりました。",
        ),
    ],
)
def test_each_thing_that_moves_is_one_sentence(now, sentence):
    (told,) = moved(GENERICS, now)
    assert told.endswith(sentence)


def test_where_nothing_moved_nothing_is_told():
    assert moved(GENERICS, deepcopy(GENERICS)) == []
    assert moved(GENERICS, changed(unconfirmed=[])) == []


def test_what_was_typed_into_a_box_that_went_is_found_by_its_label():
    typed = {"cost-equipment-2026-system-total": "100", "cost-equipment-2026-machinery-total": "200"}
    now = menus(lambda rows: rows[0]["cost_categories"].pop())
    (lost,) = gone(typed, "costs", GENERICS, now)
    assert lost.typed == "100"
    assert "システム費" in lost.label


def test_a_section_that_went_gives_up_all_its_boxes():
    now = changed(sections=[key for key in GENERICS["sections"] if key not in ("products", "volumes")])
    typed = t.product(
        "p0000001", name="見本錠", ingredient="塩", strength="5mg", kind="integration", pattern="site",
        makers=("甲", "乙"), place=1,
    )  # fmt: skip
    lost = gone(typed, "products", GENERICS, now)
    assert {each.typed for each in lost} == set(typed.values())


@pytest.mark.django_db
class TestOnThePages:
    @pytest.fixture
    def plan(self):
        plan = draft()
        costs = {"tax_basis": "excluded", "cost-equipment-2026-system-total": "1,000,000"}
        Case(plan).type("lead", "costs", costs, own=True)
        return plan

    def publish(self):
        document = menus(lambda rows: rows[0]["cost_categories"].pop())
        document["valid_from"] = (clock.today() - timedelta(days=1)).isoformat()
        publish_scheme_version(
            document=document,
            drafted_by=person("administrator"),
            published_by=person("decider"),
            actor=SYSTEM_ACTOR,
        )

    def test_it_is_told_until_it_is_seen_to_each_company_for_itself(self, plan, client):
        url = reverse("plan", args=[plan.pk])
        sign_in(client, "lead")
        assert "制度の定めが変わりました" not in client.get(url).content.decode()
        self.publish()
        for page in (url, reverse("plan_part", args=[plan.pk, "costs"])):
            shown = client.get(page).content.decode()
            assert "経費区分「システム費」がなくなりました。" in shown
            assert "この欄はなくなりました：資金（年度別）" in shown
            assert "1,000,000" in shown
        client.post(reverse("see_changes", args=[plan.pk]))
        assert "制度の定めが変わりました" not in client.get(url).content.decode()
        assert AuditEvent.objects.filter(act="see_changes").count() == 1
        sign_in(client, "takasaki")
        other = client.get(url).content.decode()
        assert "制度の定めが変わりました" in other
        assert "1,000,000" not in other

    def test_what_was_typed_stays_stored(self, plan, client):
        self.publish()
        sign_in(client, "lead")
        client.post(reverse("see_changes", args=[plan.pk]))
        own = plan.parts.get(key="costs", party__organisation=plan.lead)
        assert own.data["cost-equipment-2026-system-total"] == "1,000,000"

    def test_a_filed_plan_keeps_the_version_it_was_filed_under(self, client):
        case = filed()
        self.publish()
        sign_in(client, "lead")
        url = reverse("plan", args=[case.plan.pk])
        assert "制度の定めが変わりました" not in client.get(url).content.decode()
        answer = client.post(reverse("see_changes", args=[case.plan.pk]), follow=True).content.decode()
        assert "提出したときの定め" in answer
        assert not AuditEvent.objects.filter(act="see_changes").exists()

    def test_a_stranger_sees_nothing(self, plan, client):
        sign_in(client, "minohon")
        assert client.post(reverse("see_changes", args=[plan.pk])).status_code == 404
