"""Calls for tests, made through the services by the demo's own people."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.services import add_person, give_membership
from common import clock
from common.actor import SYSTEM_ACTOR
from funds.calls.services.making import CallText, draft_call, publish_call
from funds.calls.services.papers import add_call_document
from funds.models import Call, CallDocumentVersion, Scheme
from law.roles import Role
from tests.cast import membership
from tests.plans import PDF
from tests.worlds import kept

CODE = "biosimilar-facility"


def text_of(**said) -> CallText:
    """It opens in an hour and closes in ten days."""
    now = clock.now().replace(second=0, microsecond=0)
    return CallText(
        **{
            "round": 1,
            "name": "見本の公募",
            "opens_at": now + timedelta(hours=1),
            "closes_at": now + timedelta(days=10),
            "summary": "施設の整備を支援します。",
            "contact": "見本課",
        }
        | said
    )


@kept
def drafted(code: str = CODE, *, by: str = "officer", papers: bool = True, **said) -> Call:
    scheme = Scheme.objects.get(code=code)
    call = draft_call(scheme=scheme, text=text_of(**said), membership=membership(by))
    if papers:
        paper(call)
    return fresh(call)


@kept
def published(code: str = CODE, **said) -> Call:
    call = drafted(code, **said)
    return publish_call(call=call, seen=call.revision, membership=membership("decider"))


@kept
def running(code: str = CODE, *, days: int = 10, **said) -> Call:
    """One that opened an hour ago."""
    with clock.at(clock.now() - timedelta(hours=2)):
        return published(code, **said)


def paper(
    call: Call, kind: str = "guidelines", title: str = "公募要領", content: bytes = PDF
) -> CallDocumentVersion:
    return add_call_document(
        call=call, kind=kind, title=title, upload=upload(content), membership=membership("officer")
    )


def upload(content: bytes = PDF, name: str = "公募要領.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def second_officer():
    """Another officer of the ministry, who is no decider."""
    person = add_person(email="second@mhlw.example", name="次席 担当", actor=SYSTEM_ACTOR)
    give_membership(
        user=person, organisation=membership("officer").organisation, role=Role.OFFICER, actor=SYSTEM_ACTOR
    )
    return person.memberships.select_related("user", "organisation").get()


def fresh(call: Call) -> Call:
    return Call.objects.select_related("scheme", "made_by").get(pk=call.pk)


def later(call: Call, **by) -> datetime:
    assert call.closes_at is not None
    return call.closes_at + timedelta(**by)


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]
