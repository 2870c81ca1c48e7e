"""決裁, the first door: what is said is fixed here, and what can't be printed is refused here."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.starting import actor_of
from common import canonical, clock, jobs, numbers
from common.models import StoredFile
from common.schemas import check_content
from common.transitions import perform
from law.acts import Reason, Refused
from law.deadlines import era, fiscal_year

from ..about import about
from ..models import Approval, Decision, Document, Issuer
from ..pdf import ContentInvalid, preflight
from ..selectors import date_of
from .letters import Letter, Numbers, digest_of, draft_letters, letters_of
from .telling import tell_drafter


@dataclass(frozen=True)
class Elsewhere:
    """A 決裁 taken in the office's own system: number, day, who, scan."""

    number: str
    on: date
    approver: str
    scan: StoredFile


@transaction.atomic
def approve_decision(*, decision: Decision, membership: Membership, seen: str | None = None) -> Decision:
    """A different person than the drafter approves. Snapshot, numbers and the sealing Job are written.

    `seen` is the digest of the letters the decider was shown; another text is not approved unread.
    """
    return _approve(decision, decision.terms.approve, membership, seen=seen)


@transaction.atomic
def record_approval(*, decision: Decision, elsewhere: Elsewhere, membership: Membership) -> Decision:
    """Another person than the drafter records the 決裁 that the office took in its own system."""
    refuse_unsound(elsewhere, decision.drafted_at, [decision.drafted_by])
    return _approve(decision, decision.terms.record, membership, elsewhere=elsewhere)


def refuse_unsound(elsewhere: Elsewhere, drafted_at: datetime, own: Iterable[Membership]) -> None:
    """A 決裁 is another person's than the draft (`own`), not before it, and not still to come.

    The letter is dated on the day of the record or later (`date_of`), so never before its 決裁.
    """
    if elsewhere.on > clock.today():
        raise Refused(Reason("future", _("決裁日には、今日までの日を入れてください。")))
    drafted_on = clock.local(drafted_at).date()
    if elsewhere.on < drafted_on:
        text = _("決裁日が起案の日（%(day)s）より前です。決裁日を確かめてください。")
        raise Refused(Reason("before_draft", text % {"day": era(drafted_on)}))
    if any(_is_named(each.user.name, elsewhere.approver) for each in own):
        text = _(
            "決裁者に、起案した人の氏名が入っています。起案した人は決裁できません。決裁した人の氏名を入れてください。"
        )
        raise Refused(Reason("same_person", text))


def _is_named(name: str, text: str) -> bool:
    """Whether `text` ends with the name, alone or after titles; width and spaces make no difference."""
    words = unicodedata.normalize("NFKC", text).split()
    whole = "".join(unicodedata.normalize("NFKC", name).split())
    return whole in {"".join(words[start:]) for start in range(len(words))}


def _approve(
    decision: Decision,
    act: str,
    membership: Membership,
    *,
    seen: str | None = None,
    elsewhere: Elsewhere | None = None,
) -> Decision:
    matter = about(decision)
    matter.hold()
    now = clock.now()
    fixed = cache(lambda: _fix(decision, now, membership, seen))
    actor = actor_of(membership)
    row = perform(
        lifecycle=decision.lifecycle,
        act=act,
        subject=decision,
        actor=actor,
        facts=lambda: matter.facts(membership),
        changes=fixed,
        audit=lambda: {"sha256": fixed()["snapshot_sha256"]},
    )
    seal_what_is_approved(decision, now, membership, elsewhere)
    tell_drafter(decision, row, actor)
    return decision


def seal_what_is_approved(
    decision: Decision, now: datetime, membership: Membership, elsewhere: Elsewhere | None
) -> None:
    """Keep the 決裁 beside what was approved, and have the worker seal it."""
    Approval.objects.create(
        decision=decision,
        at=now,
        snapshot_sha256=decision.snapshot_sha256,
        drafter_id=decision.drafted_by.user_id,
        recorded_by=membership,
        **_by_whom(membership, elsewhere),
    )
    jobs.enqueue(
        kind="seal",
        key=f"seal:{decision.pk}",
        payload={"decision": str(decision.pk)},
        case_id=decision.case_id,
    )


def _by_whom(membership: Membership, elsewhere: Elsewhere | None) -> dict[str, Any]:
    if elsewhere is None:
        return {"approver_id": membership.user_id}
    return {
        "external_number": elsewhere.number,
        "external_on": elsewhere.on,
        "external_approver": elsewhere.approver,
        "external_scan": elsewhere.scan,
    }


def _fix(decision: Decision, now: datetime, membership: Membership, seen: str | None) -> dict[str, Any]:
    """Money before numbers: the order of locks that every act keeps."""
    _refuse_unseen(decision, seen)
    about(decision).bind(membership)
    fixed = fix(decision, now)
    write_documents(decision, fixed)
    return fixed.values


@dataclass(frozen=True)
class Fixed:
    """What approval fixes: the decision's values, and the letters it will leave with."""

    values: dict[str, Any]
    letters: list[Letter]


def fix(decision: Decision, now: datetime) -> Fixed:
    """Draw the numbers, write every letter's content, and hash the whole: what is approved."""
    decision.dated_on = date_of(decision)
    drawn = _draw(decision)
    letters = letters_of(decision, drawn)
    _refuse_incomplete(letters)
    _refuse_undrawable(letters)
    content = _snapshot(decision, drawn, letters)
    check_content(content, "decision.v1")
    snapshot = canonical.dumps(content).decode()
    values = {
        "number": drawn.own,
        "document_number": drawn.document,
        "dated_on": decision.dated_on,
        "approved_at": now,
        "snapshot": snapshot,
        "snapshot_sha256": canonical.sha256_hex(snapshot.encode()),
    }
    return Fixed(values, letters)


def write_documents(decision: Decision, fixed: Fixed) -> None:
    for letter in fixed.letters:
        _write_document(decision, letter, fixed.values["snapshot_sha256"])


def _refuse_unseen(decision: Decision, seen: str | None) -> None:
    if seen is not None and seen != digest_of(draft_letters(decision)):
        text = _("画面を開いた後に、通知書の内容が変わりました。内容を読み直してから決裁してください。")
        raise Refused(Reason("not_as_seen", text))


# Numbers


def _draw(decision: Decision) -> Numbers:
    year = fiscal_year(decision.dated_on)
    prefix = about(decision).document["prefix"]
    mark = decision.terms.mark
    own = numbers.draw(series=f"decision:{prefix}{mark}:{year}", form=f"{prefix}{mark}{year}-{{:04d}}")
    document = decision.document_number or _document_number(decision, "decision")
    notice = _document_number(decision, "nibn_notice") if decision.terms.tells_nibn else ""
    return Numbers(own, document, notice)


def _document_number(decision: Decision, kind: str) -> str:
    """The next of the office's series that no letter has; gaps are allowed there."""
    issuer = Issuer.objects.get(pk=about(decision).issuer)
    form = issuer.document_series.replace("{mmdd}", f"{decision.dated_on:%m%d}").replace("{n}", "{}")
    series = f"document:{issuer.pk}:{decision.dated_on.isoformat()}"
    number = numbers.draw(series=series, form=form)
    while not numbers.claim(number=number, kind=kind, subject=decision.pk):
        number = numbers.draw(series=series, form=form)
    return number


def _snapshot(decision: Decision, drawn: Numbers, letters: list[Letter]) -> dict[str, Any]:
    return {
        "schema": "kikin/decision",
        "schema_version": 1,
        "decision": str(decision.pk),
        "number": drawn.own,
        "outcome": decision.outcome,
        **about(decision).snapshot,
        "letters": [letter.content for letter in letters],
    }


# The letters


def _refuse_incomplete(letters: Iterable[Letter]) -> None:
    """The letter's schema says what it must say; what the application left out can't be certified."""
    for letter in letters:
        try:
            check_content(letter.content)
        except ContentInvalid as error:
            text = _(
                "通知書に必要な記載が申請にありません（%(what)s）。申請者に補正または修正を求めてください。"
            )
            raise Refused(Reason("incomplete_letter", text % {"what": error})) from error


def _refuse_undrawable(letters: Iterable[Letter]) -> None:
    missing = preflight([text for letter in letters for text in texts_of(letter.content)])
    if missing:
        text = _(
            "印字できる字形のない文字があります：%(marks)s。申請者に確かめ、別の字体に直してから決裁してください。"
        )
        raise Refused(Reason("undrawable", text % {"marks": "　".join(missing)}))


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def _write_document(decision: Decision, letter: Letter, digest: str) -> Document:
    content = letter.content | {"snapshot_sha256": digest}
    return Document.objects.create(
        public_id=content["document_id"],
        kind=letter.kind,
        decision=decision,
        addressee=letter.addressee,
        issuer_id=about(decision).issuer,
        number=content["number"],
        document_number=content["document_number"],
        dated_on=decision.dated_on,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
    )
