"""The pages of the register and of a disposal, from the company's first line to NIBN's letter."""

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from decisions.models import Decision, Document
from grants.models import Asset, Disposal
from tests.decisions.deciding import do_jobs, signed_in
from tests.grants import granting as g
from tests.grants import owning as o
from tests.grants import reporting as r
from tests.grants.test_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def day(name: str, on: date) -> dict[str, str]:
    return r.boxes_of_day(name, on.isoformat())


def line(grant, **more: str) -> dict[str, str]:
    said = o.said(grant)
    boxes = {
        "name": "凍結乾燥機",
        "kind": "machine",
        "gained": "bought",
        "place": "第二工場",
        "quantity": "1",
        "cost_with_tax": "11,000,000",
        "cost_without_tax": "10,000,000",
        "line": str(said.line),
        "share": "5,000,000",
    }
    return boxes | day("acquired_on", clock.today()) | more


def test_a_company_registers_mends_and_takes_out(grant):
    lead = signed_in("lead")
    page = text(lead.get(reverse("grant", args=[grant.pk])))
    assert "台帳に登録された財産はまだありません。" in page
    register = reverse("assets", args=[grant.pk])
    assert "登録された財産はまだありません" in text(lead.get(register))
    add = reverse("register_asset", args=[grant.pk])
    refused = text(lead.post(add, line(grant, share="5,500,001")))
    assert "補助率を掛けた額（5,500,000円）以下" in refused
    lead.post(add, line(grant))
    asset = Asset.objects.get()
    shown = text(lead.get(reverse("asset", args=[asset.pk])))
    assert "期間の設定待ち" in shown
    lead.post(reverse("correct_asset", args=[asset.pk]), line(grant, name="乾燥機", seen="1"))
    shown = text(lead.get(reverse("asset", args=[asset.pk])))
    assert "凍結乾燥機 → <strong>乾燥機</strong>" in shown
    answer = lead.post(reverse("correct_asset", args=[asset.pk]), line(grant, seen="1"))
    assert "ほかの人がこの財産の記載を変えました" in text(answer)
    lead.post(reverse("remove_asset", args=[asset.pk]), {"reason": "二重"})
    assert "登録された財産はまだありません" in text(lead.get(register))


def test_nibn_sets_the_period_and_takes_the_register_along(grant):
    asset = o.registered(grant)
    desk = signed_in("nibn_officer")
    page = desk.get(reverse("grant_asset", args=[asset.pk]))
    assert reverse("set_asset_period", args=[asset.pk]) in page.content.decode()
    words = {"years": "10", "reason": "耐用年数の表の区分による。"}
    desk.post(reverse("set_asset_period", args=[asset.pk]), words)
    assert "処分制限中" in text(desk.get(reverse("grant_assets", args=[grant.pk])))
    correct = reverse("correct_grant_asset", args=[asset.pk])
    desk.post(correct, line(grant, place="第三工場", reason="申出による訂正。"))
    assert "第二工場 → <strong>第三工場</strong>" in text(desk.get(reverse("grant_asset", args=[asset.pk])))
    taken = reverse("take_list", args=["assets", "csv"])
    answer = desk.get(f"{taken}?grant={grant.pk}")
    told = b"".join(answer).decode("utf-8-sig")
    assert "凍結乾燥機" in told
    assert "11000000" in told
    assert desk.get(f"{taken}?grant=nothing").status_code == 404


def asking(**more: str) -> dict[str, str]:
    boxes = {
        "kind": "transfer",
        "counterpart": "見本機械株式会社",
        "proceeds": "4,000,001",
        "remaining": "3,000,000",
        "why": o.WHY,
    }
    return boxes | day("planned_on", date(2027, 3, 31)) | more


def drafted(**more: str) -> dict[str, str]:
    return {"document_number": "", "issue": "hand", **day("dated_on", clock.today()), **more}


def test_a_disposal_goes_from_the_company_to_its_letter(grant):
    asset = o.with_period(o.registered(grant))
    lead, desk, head = (signed_in(who) for who in ("lead", "nibn_officer", "nibn_decider"))
    lead.post(reverse("file_disposal", args=[asset.pk]), asking())
    disposal = Disposal.objects.get()
    standing = reverse("disposal", args=[disposal.pk])
    assert "次は基盤研の番です" in text(lead.get(standing))
    case = reverse("disposal_case", args=[disposal.pk])
    assert "2,000,000円" in text(desk.get(case))
    asks = {"texts": "残存価額の根拠を示してください。\n\n相手方の住所を書いてください。"}
    asks |= day("due_on", date(2026, 12, 20))
    desk.post(reverse("ask_disposal_correction", args=[disposal.pk]), asks)
    shown = text(lead.get(standing))
    assert "相手方の住所を書いてください。" in shown
    assert "財産処分の申請の直し" in text(lead.get(reverse("plan", args=[grant.plan_id])))
    lead.post(reverse("correct_disposal", args=[disposal.pk]), asking(remaining="2,900,000"))
    draft = reverse("draft_disposal_decision", args=[disposal.pk, "disposal"])
    words = drafted(conditions="契約書の写しを提出すること。", repays="on")
    preview = text(desk.post(draft, words | {"preview": "1"}))
    assert "財産処分承認通知書（案）" in preview
    assert "金　２,０００,０００　円を納付すること" in preview
    desk.post(draft, words)
    decision = Decision.objects.get(outcome="disposal")
    page = head.get(case)
    head.post(reverse("approve_decision", args=[decision.pk]), {"seen": page.context["seen"]})
    do_jobs("seal")
    desk.post(reverse("issue_decision", args=[decision.pk]))
    assert Disposal.objects.get().state == "approved"
    assert Document.objects.get(decision=decision).issued_at
    assert "承認されました" in text(lead.get(standing))
    assert "財産処分承認通知書" in text(lead.get(reverse("grant", args=[grant.pk])))
    assert "処分を承認済み" in text(lead.get(reverse("assets", args=[grant.pk])))


def test_a_refusal_is_drafted_with_its_reasons(grant):
    disposal = o.filed(o.registered(grant))
    desk = signed_in("nibn_officer")
    draft = reverse("draft_disposal_decision", args=[disposal.pk, "non_disposal"])
    assert "承認しない理由を書いてください" in text(desk.post(draft, drafted(reasons="")))
    assert "財産処分不承認通知書（案）" in text(
        desk.post(draft, drafted(reasons="必要がない。", preview="1"))
    )


def test_another_company_sees_neither(grant):
    asset = o.registered(grant)
    disposal = o.filed(asset)
    stranger = signed_in("takasaki")
    for name, thing in (("asset", asset), ("disposal", disposal), ("assets", grant)):
        assert stranger.get(reverse(name, args=[thing.pk])).status_code == 404
