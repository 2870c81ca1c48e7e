"""draft_call: a call that nobody but the office sees yet."""

import pytest
from django.urls import reverse

from accounts.models import Notice
from common.models import AuditEvent, Job
from funds.calls.selectors import published_calls
from funds.calls.services.making import draft_call, revise_call
from funds.models import Call, Scheme, SchemeDraft
from funds.schemes.services import propose_scheme_draft, publish_scheme_draft, start_scheme_draft
from law.acts import Refused
from tests.cast import actor, membership, person, sign_in
from tests.funds.calls.making import CODE, codes, drafted, fresh, paper, text_of
from tests.funds.schemes.drafting import new_fund_scheme
from tests.plans import scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_a_draft_is_written_and_shown_to_nobody_outside():
    call = drafted(papers=False, budget=3_500_000_000, menus=("drug-product",), fiscal_years=())
    assert (call.state, call.kind, call.made_by, call.published_by) == (
        "draft",
        "round",
        person("officer"),
        None,
    )
    assert (call.budget, call.menus, call.revision) == (3_500_000_000, ["drug-product"], 1)
    assert call not in published_calls()


def test_it_leaves_one_line_with_no_typed_word():
    call = drafted(papers=False)
    line = AuditEvent.objects.get(subject_id=str(call.pk))
    assert (line.act, line.from_state, line.to_state, line.actor_id) == (
        "draft_call",
        "",
        "draft",
        person("officer").pk,
    )
    assert line.facts == {}


@pytest.mark.parametrize(
    ("code", "said", "reason"),
    [
        pytest.param(CODE, {"closes_at": None}, "wrong_intake", id="a round without an end"),
        pytest.param("generic-base", {}, "wrong_intake", id="a fund with an end"),
        pytest.param(CODE, {"menus": ("no-such",)}, "unknown_terms", id="a menu the scheme has not"),
        pytest.param(CODE, {"fiscal_years": (1999,)}, "unknown_terms", id="a year the scheme has not"),
    ],
)
def test_what_the_scheme_does_not_allow_is_refused(code, said, reason):
    with pytest.raises(Refused) as refused:
        drafted(code, papers=False, **({"round": 9} | said))
    assert codes(refused) == [reason]
    assert not Call.objects.filter(scheme=code, state="draft").exists()


def test_a_fund_has_one_standing_intake_which_takes_everything():
    fund = scheme()
    assert fund.calls.get().kind == "standing"
    with pytest.raises(Refused) as refused:
        draft_call(
            scheme=fund,
            text=text_of(round=2, closes_at=None, menus=("equipment",)),
            membership=membership("officer"),
        )
    assert codes(refused) == ["stands_already", "narrowed"]


def test_a_round_is_given_once_until_its_draft_is_withdrawn():
    drafted(papers=False)
    with pytest.raises(Refused) as refused:
        drafted(papers=False)
    assert codes(refused) == ["round_taken"]


@pytest.mark.parametrize("who", ["decider", "clerk", "nibn_officer", "administrator", "lead"])
def test_only_an_officer_drafts(who):
    with pytest.raises(Refused) as refused:
        draft_call(scheme=Scheme.objects.get(code=CODE), text=text_of(), membership=membership(who))
    assert codes(refused) == ["role"]


def test_a_stranger_finds_no_draft(client):
    call = drafted(papers=False)
    assert client.get(reverse("public_call", args=[call.pk])).status_code == 404
    sign_in(client, "lead")
    assert client.get(reverse("public_call", args=[call.pk])).status_code == 404
    assert client.get(reverse("call", args=[call.pk])).status_code == 403


def test_an_officer_makes_one_on_the_page(client):
    sign_in(client, "officer")
    page = client.get(reverse("draft_call"))
    assert f"?scheme={CODE}" in page.content.decode()
    typed = {
        "round": "１",
        "name": "第1次公募",
        "summary": "支援します。",
        "opens_on_year": "令和9",
        "opens_on_month": "4",
        "opens_on_day": "1",
        "opens_time": "９時",
        "closes_on_year": "令和9",
        "closes_on_month": "4",
        "closes_on_day": "30",
        "closes_time": "17:00",
        "budget": "35億円",
        "contact": "見本課",
    }
    address = reverse("draft_call") + f"?scheme={CODE}"
    early = client.post(address, typed | {"closes_on_month": "3"})
    assert "受付終了は、受付開始より後の日時にしてください。" in early.content.decode()
    assert "時刻は「14:00」のように" in client.post(address, typed | {"opens_time": "25:00"}).content.decode()
    client.post(address, typed)
    call = Call.objects.get(name="第1次公募")
    assert call.opens_at.isoformat() == "2027-04-01T00:00:00+00:00"
    assert call.closes_at.isoformat() == "2027-04-30T08:00:00+00:00"
    assert call.budget == 3_500_000_000
    again = client.post(address, typed)
    assert "同じ回の公募がすでにあります" in again.content.decode()
    assert "第1次公募" in again.content.decode()


def test_a_funds_page_asks_for_no_end(client):
    sign_in(client, "officer")
    page = client.get(reverse("draft_call") + "?scheme=generic-base").content.decode()
    assert "closes_time" not in page
    assert "受け付ける支援メニュー" not in page


class TestWaiting:
    """Whoever may publish is told once the draft waits for them and for nothing else."""

    def told(self) -> set[str]:
        rows = Notice.objects.filter(title__startswith="公募の案が公表を待っています")
        return {notice.act for notice in rows.filter(recipient=person("decider"))}

    def test_a_call_waits_once_its_guidelines_are_there(self):
        call = drafted(papers=False)
        assert self.told() == set()
        paper(call)
        assert self.told() == {"add_call_document"}
        assert not Notice.objects.filter(recipient=person("officer")).exists()
        assert Job.objects.filter(kind="mail").count() == Notice.objects.count()

    def test_a_draft_without_a_contact_waits_once_it_has_one(self):
        call = drafted(contact="")
        assert self.told() == set()
        revise_call(call=call, text=text_of(), membership=membership("officer"))
        assert self.told() == {"revise_call"}

    def test_nobody_is_told_twice(self):
        call = drafted()
        revise_call(call=fresh(call), text=text_of(summary="改めた内容"), membership=membership("officer"))
        assert self.told() == {"add_call_document"}

    def test_a_standing_intake_waits_at_once(self):
        waiting = start_scheme_draft(actor=actor("administrator"), document=new_fund_scheme())
        proposed = propose_scheme_draft(draft=waiting, actor=actor("administrator"))
        publish_scheme_draft(draft=proposed, seen=proposed.sha256, actor=actor("administrator2"))
        drafted(new_fund_scheme()["code"], papers=False, closes_at=None)
        assert self.told() == {"draft_call"}


class TestHint:
    """A new scheme of 認定 takes nothing in before its standing intake: said where it would be missed."""

    @pytest.fixture
    def code(self) -> str:
        draft = start_scheme_draft(actor=actor("administrator"), document=new_fund_scheme())
        draft = propose_scheme_draft(draft=draft, actor=actor("administrator"))
        publish_scheme_draft(draft=draft, seen=draft.sha256, actor=actor("administrator2"))
        return str(draft.code)

    def test_the_officers_are_told_with_the_way_there(self, code):
        notice = Notice.objects.get(act="publish_scheme_draft", recipient=person("officer"))
        assert notice.link == f"{reverse('draft_call')}?scheme={code}"

    @pytest.mark.parametrize(("who", "way"), [("officer", "draft_call"), ("administrator", "calls")])
    def test_the_pages_say_so_until_it_is_made(self, client, code, who, way):
        sign_in(client, who)
        drafts = reverse("scheme_draft", args=[SchemeDraft.objects.get(code=code).pk])
        for page in (reverse("scheme", args=[code]), drafts):
            shown = client.get(page).content.decode()
            assert "まだ申請を受け付けていません" in shown
            assert f'href="{reverse(way)}' in shown
        drafted(code, papers=False, closes_at=None)
        assert "まだ申請を受け付けていません" not in client.get(page).content.decode()

    def test_a_scheme_that_takes_in_says_nothing(self, client):
        sign_in(client, "officer")
        assert "まだ申請を受け付けていません" not in client.get("/schemes/generic-base/").content.decode()
