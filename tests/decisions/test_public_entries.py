"""What enters the public lists: 認定 and 採択 by their issue, unless a scheme names nobody."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from common.actor import SYSTEM_ACTOR
from decisions.demo.acting import actor_of
from decisions.models import Decision, PublicEntry
from decisions.services.issuing import issue_decision
from decisions.services.rankings import issue_ranking
from funds.services import load_document, publish_scheme_version
from tests.cast import actor, membership, organisation, person
from tests.decisions.deciding import REFUSAL, examined, sealed
from tests.decisions.test_rankings import approved as approved_ranking
from tests.decisions.test_rankings import two_plans
from tests.responses import main_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def certified(outcome="certification") -> Decision:
    decision = sealed(examined(fits=outcome != REFUSAL), outcome)
    return issue_decision(decision=decision, actor=actor("officer"))


def listed(client, code="certified") -> str:
    return main_of(client.get(reverse("public_list", args=[code])).content.decode())


def nobody_is_named() -> None:
    """A new version of the scheme keeps its applicants out of the lists."""
    publish_scheme_version(
        document=load_document("generic-base") | {"public": False},
        drafted_by=person("administrator"),
        published_by=person("decider"),
        actor=SYSTEM_ACTOR,
    )


def test_a_certification_by_its_issue_and_not_before(client):
    decision = sealed(examined())
    assert "まだありません" in listed(client)
    issue_decision(decision=decision, actor=actor("officer"))
    [entry] = PublicEntry.objects.all()
    assert (entry.number, entry.kind, entry.decision) == (f"{decision.number}-1", "certificate", decision)
    assert entry.number in listed(client)


def test_a_refusal_is_nobodys_business():
    certified(REFUSAL)
    assert not PublicEntry.objects.exists()


def test_of_a_call_only_who_was_adopted(client):
    call, best, other = two_plans()
    issue_ranking(ranking=approved_ranking(call), actor=actor_of(membership("officer")))
    page = listed(client, "adopted")
    assert "製剤ラインの整備" in page
    assert "包装の自動化" not in page
    assert "製剤ラインの整備" not in listed(client)
    assert PublicEntry.objects.get().decision.plan_id == best.plan.pk
    assert other.fresh.state == "not_adopted"


def test_a_contractor_is_not_listed():
    call, *_plans = two_plans("ecosystem-development")
    issue_ranking(ranking=approved_ranking(call), actor=actor_of(membership("officer")))
    assert not PublicEntry.objects.exists()


def test_a_scheme_that_names_nobody_is_kept_out_of_the_list_and_of_the_verification_page(client):
    nobody_is_named()
    decision = certified()
    letter = decision.documents.get(number=f"{decision.number}-1")
    page = client.get(reverse("verify_document", args=[letter.public_id])).content.decode()
    assert "発行されており、有効です" in page
    assert not PublicEntry.objects.exists()
    for secret in (letter.addressee.name, "見本の製造所集約"):
        assert secret not in main_of(page)


def test_what_was_issued_before_there_were_lists_is_entered_from_its_letter():
    """As the migration does it, which runs before any scheme could say that it names nobody."""
    nobody_is_named()
    decision = certified()
    sealed(examined(lead="yoshino", partners=()))
    migration = import_module("decisions.migrations.0005_public_entries_of_old")
    for _again in range(2):
        migration.enter(apps, None)
    [entry] = PublicEntry.objects.all()
    assert (entry.number, entry.dated_on) == (f"{decision.number}-1", decision.dated_on)
    assert entry.parties == [organisation("lead").name, organisation("takasaki").name]
    assert (entry.title, entry.scheme_id) == ("見本の製造所集約", "generic-base")
    assert " 集約" in entry.search
