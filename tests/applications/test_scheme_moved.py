"""A version published in the browser is told to everyone with a draft under the older one."""

import pytest

from accounts.models import Notice
from common.jobs import run_pending
from funds.schemes.services import (
    propose_scheme_draft,
    publish_scheme_draft,
    save_scheme_draft,
    start_scheme_draft,
)
from tests.cast import actor, person, sign_in
from tests.plans import draft, filed, scheme

pytestmark = pytest.mark.django_db


def publish(**changes):
    found = start_scheme_draft(actor=actor("administrator"), base=scheme().versions.latest("number"))
    save_scheme_draft(draft=found, revision=1, changes=changes, actor=actor("administrator"))
    propose_scheme_draft(draft=found, actor=actor("administrator"))
    publish_scheme_draft(draft=found, seen=found.sha256, actor=actor("administrator2"))
    run_pending()


def without_the_last_menu():
    return scheme().versions.latest("number").document["menus"][:1]


def told():
    return Notice.objects.filter(act="publish_scheme_version")


def test_the_people_of_every_draft_are_told_what_moved(client):
    plan = draft()
    publish(menus=without_the_last_menu())
    people = {person(who) for who in ("lead", "lead_member", "takasaki", "takasaki_member")}
    assert {notice.recipient for notice in told()} <= people
    assert person("lead") in {notice.recipient for notice in told()}
    notice = told().filter(recipient=person("lead")).get()
    assert "がなくなりました。" in notice.text
    assert notice.link == f"/plans/{plan.pk}/"
    sign_in(client, "lead")
    assert "制度の定めが変わりました" in client.get(notice.link).content.decode()


def test_what_was_filed_stays_under_its_own_version():
    filed()
    publish(menus=without_the_last_menu())
    assert not told().exists()


def test_what_touches_no_applicant_is_told_to_none():
    draft()
    publish(unconfirmed=["一つ"])
    assert not told().exists()
