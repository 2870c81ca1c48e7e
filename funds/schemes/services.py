"""The acts on a draft of a scheme's terms, until another person publishes it.

Lock order: the draft, its scheme.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notices import notify, people_holding
from common import canonical, clock
from common.actor import Actor
from common.transitions import begin, lock, perform
from law.acts import Act, Reason, Refused
from law.lifecycle import SCHEME_DRAFT, SchemeKind
from law.roles import Role

from .. import services as publishing
from ..calls.selectors import lacks_intake
from ..models import Scheme, SchemeDraft, SchemeDraftEdit, SchemeVersion
from .blank import blank_document
from .changes import Difference, differences
from .checks import Fault, faults_of
from .known import known_of
from .models import OPEN
from .places import Document
from .schema import shape_faults, unstorable

MOST_TOLD = 200


class Overtaken(Refused):
    """Others saved the same keys since: what stands there now, beside what was to be saved."""

    def __init__(self, by: Iterable[SchemeDraftEdit], overlaps: list[Difference]) -> None:
        names = "、".join(dict.fromkeys(edit.by.name for edit in by))
        text = _(
            "開いた後に、ほかの人（%(names)s）が同じところを保存しました。読み直してから保存してください。"
        )
        self.overlaps = overlaps
        super().__init__(Reason("stale", text % {"names": names}))


# Begin


@transaction.atomic
def start_scheme_draft(
    *,
    actor: Actor,
    code: str = "",
    kind: str = "",
    base: SchemeVersion | None = None,
    document: Document | None = None,
) -> SchemeDraft:
    """From nothing (`code` and `kind`), from a published version, or from a document that was brought."""
    if document is not None:
        _refuse_no_document(document)
        base = _latest(str(document.get("code", "")))
        content = dict(document)
    elif base is not None:
        content = dict(base.document) | {"valid_from": max(base.valid_from, clock.today()).isoformat()}
    else:
        _refuse_taken(code)
        content = blank_document(code, SchemeKind(kind).value)
    return _begun(content, base, actor)


def _begun(content: dict[str, Any], base: SchemeVersion | None, actor: Actor) -> SchemeDraft:
    now = clock.now()
    draft = SchemeDraft(
        code=content.get("code", ""),
        scheme=base.scheme if base else None,
        based_on=base,
        document=content,
        started_by_id=actor.user_id,
        started_at=now,
        saved_at=now,
    )
    _refuse_bad_code(draft.code)
    _refuse_second(draft.code)
    try:
        with transaction.atomic():
            begin(lifecycle=SCHEME_DRAFT, act="start_scheme_draft", subject=draft, actor=actor, facts={})
    except IntegrityError:
        _refuse_second(draft.code)
        raise
    return draft


def _latest(code: str) -> SchemeVersion | None:
    return SchemeVersion.objects.filter(scheme=code).select_related("scheme").order_by("-number").first()


def _refuse_no_document(document: Document) -> None:
    fault = unstorable(document)
    found = [fault] if fault else shape_faults(document)
    if found:
        raise Refused(*(each.reason for each in found[:20]))


def _refuse_bad_code(code: str) -> None:
    if (
        not SchemeDraft._meta.get_field("code").max_length >= len(code) > 0
        or not code.replace("-", "a").isalnum()
    ):
        text = _("制度のコードを、小文字の英字・数字・ハイフンで、40字までにしてください（例：drug-stock）。")
        raise Refused(Reason("code", text))
    if not code.isascii() or code != code.lower():
        raise Refused(
            Reason("code", _("制度のコードには、小文字の英字・数字・ハイフンだけを使ってください。"))
        )


def _refuse_taken(code: str) -> None:
    if found := Scheme.objects.filter(pk=code).first():
        text = _(
            "コード「%(code)s」は「%(name)s」が使っています。その制度の版から案を作るか、別のコードにしてください。"
        )
        raise Refused(Reason("code_taken", text % {"code": code, "name": found.name}))


def _refuse_second(code: str) -> None:
    if SchemeDraft.objects.filter(code=code, state__in=OPEN).exists():
        text = _("この制度には、作成中の案がすでにあります。一覧からその案を開いてください。")
        raise Refused(Reason("draft_already", text))


# Save


@transaction.atomic
def save_scheme_draft(
    *, draft: SchemeDraft, revision: int, changes: Mapping[str, Any], actor: Actor
) -> SchemeDraft:
    """Put new values under some keys of the document; None takes a key out.

    `revision` is the one that was read. What others saved since under other keys stays; under the
    same keys it is told (`Overtaken`) and nothing is saved.
    """
    lock(draft)
    draft.refresh_from_db()
    document = _with(draft.document, changes)
    _refuse_no_document(document)
    if document.get("code") != draft.code:
        raise Refused(
            Reason("code_changed", _("制度のコードは、案の途中では変えられません。元に戻してください。"))
        )
    moved = {key for key in {**document, **draft.document} if document.get(key) != draft.document.get(key)}
    _refuse_overtaken(draft, revision, moved, document)
    told = differences(draft.document, document)
    perform(
        lifecycle=SCHEME_DRAFT,
        act="save_scheme_draft",
        subject=draft,
        actor=actor,
        facts={},
        changes={
            "document": document,
            "revision": draft.revision + 1 if moved else draft.revision,
            "saved_at": clock.now() if moved else draft.saved_at,
        },
        audit=lambda: {"revision": draft.revision + 1, "keys": sorted(moved), "sha256": digest_of(document)},
    )
    if moved:
        _remember(draft, moved, told, actor)
    return draft


def draft_to_replace(document: Document) -> SchemeDraft | None:
    """The draft that a document brought from elsewhere could stand in, if one is being written."""
    _refuse_no_document(document)
    editable = {act.start for act in SCHEME_DRAFT.acts if act.name == "save_scheme_draft"}
    return SchemeDraft.objects.filter(code=document.get("code"), state__in=editable).first()


def replace_scheme_draft(
    *, draft: SchemeDraft, revision: int, document: Document, actor: Actor
) -> SchemeDraft:
    """Every key as the brought document has it; what it lacks is taken out."""
    changes = {key: document.get(key) for key in {**draft.document, **document}}
    return save_scheme_draft(draft=draft, revision=revision, changes=changes, actor=actor)


def _with(document: Document, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**document, **changes}.items() if value is not None}


def _refuse_overtaken(draft: SchemeDraft, revision: int, moved: set[str], document: Document) -> None:
    since = draft.edits.filter(revision__gt=revision).select_related("by")
    theirs = [edit for edit in since if moved & set(edit.keys)]
    if theirs:
        keys = {key for edit in theirs for key in edit.keys} & moved
        raise Overtaken(theirs, differences(_only(draft.document, keys), _only(document, keys)))


def _only(document: Document, keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key in keys}


def _remember(draft: SchemeDraft, moved: set[str], told: list[Difference], actor: Actor) -> None:
    SchemeDraftEdit.objects.create(
        draft=draft,
        revision=draft.revision,
        by_id=actor.user_id,
        at=draft.saved_at,
        keys=sorted(moved),
        changes=[list(astuple(each)) for each in told[:MOST_TOLD]],
    )


def digest_of(document: Document) -> str:
    return canonical.sha256_hex(canonical.dumps(document))


# Put forward, give back, publish, drop


@transaction.atomic
def propose_scheme_draft(*, draft: SchemeDraft, actor: Actor) -> SchemeDraft:
    """Freeze it as it stands and ask another administrator to publish it."""
    lock(draft)
    draft.refresh_from_db()
    row = perform(
        lifecycle=SCHEME_DRAFT,
        act="propose_scheme_draft",
        subject=draft,
        actor=actor,
        facts=lambda: draft_facts(draft, actor),
        changes={
            "sha256": digest_of(draft.document),
            "proposed_by_id": actor.user_id,
            "proposed_at": clock.now(),
            "note": "",
        },
        audit={"sha256": digest_of(draft.document), "revision": draft.revision},
    )
    others = people_holding(Role.ADMINISTRATOR).exclude(pk__in=hands_of(draft))
    notify(
        act=row,
        case=None,
        to=others,
        context=_words(draft, _("内容を確かめて、公開するか差し戻してください。")),
    )
    return draft


@transaction.atomic
def return_scheme_draft(*, draft: SchemeDraft, note: str, actor: Actor) -> SchemeDraft:
    """Give it back to whoever wrote it, with a word; also by one of them, who saw a mistake."""
    return _ended_with_a_word(draft, "return_scheme_draft", note, actor, to=hands_of(draft))


@transaction.atomic
def withdraw_scheme_draft(*, draft: SchemeDraft, note: str, actor: Actor) -> SchemeDraft:
    """Drop it; it stays on record, and another may be begun."""
    return _ended_with_a_word(draft, "withdraw_scheme_draft", note, actor, to=hands_of(draft))


def _ended_with_a_word(draft: SchemeDraft, act: str, note: str, actor: Actor, *, to: set[int]) -> SchemeDraft:
    row = perform(
        lifecycle=SCHEME_DRAFT,
        act=act,
        subject=draft,
        actor=actor,
        facts={"note": note},
        changes={"note": note},
    )
    people = User.objects.filter(pk__in=to - {actor.user_id}, is_active=True)
    notify(act=row, case=None, to=people, context=_words(draft, note))
    return draft


@transaction.atomic
def publish_scheme_draft(*, draft: SchemeDraft, seen: str, actor: Actor) -> SchemeVersion:
    """Make it the scheme's next version. `seen` is the SHA-256 of what the publisher was shown."""
    lock(draft)
    draft.refresh_from_db()
    row = perform(
        lifecycle=SCHEME_DRAFT,
        act="publish_scheme_draft",
        subject=draft,
        actor=actor,
        facts=lambda: draft_facts(draft, actor) | {"seen": seen, "proposed": draft.sha256},
        changes=lambda: {"version": _published(draft, actor), "published_by_id": actor.user_id},
        audit={"sha256": draft.sha256},
    )
    people = User.objects.filter(pk__in=hands_of(draft), is_active=True)
    notify(act=row, case=None, to=people, context=_words(draft, _("公開されました。")))
    _hint_at_intake(draft, row)
    return draft.version


def _hint_at_intake(draft: SchemeDraft, row: Act) -> None:
    """Officers make the intake; without it the new scheme takes nothing in, and nobody would know."""
    if lacks_intake(draft.version.scheme):
        text = _("随時の受付がまだありません。公表するまで申請を受け付けません。案を作成してください。")
        link = f"{reverse('draft_call')}?{urlencode({'scheme': draft.code})}"
        notify(
            act=row, case=None, to=people_holding(Role.OFFICER), context=_words(draft, text) | {"link": link}
        )


def _published(draft: SchemeDraft, actor: Actor) -> SchemeVersion:
    return publishing.publish_scheme_version(
        document=draft.document,
        drafted_by=draft.proposed_by,
        published_by=User.objects.get(pk=actor.user_id),
        actor=actor,
    )


def _words(draft: SchemeDraft, text: str) -> dict[str, str]:
    return {"name": str(draft), "text": text, "link": reverse("scheme_draft", args=[draft.pk])}


# What is known of it


def hands_of(draft: SchemeDraft) -> set[int]:
    """Whoever began, edited or put it forward: none of them publishes it."""
    editors = set(draft.edits.values_list("by", flat=True))
    return (editors | {draft.started_by_id, draft.proposed_by_id}) - {None}


def faults_in(draft: SchemeDraft) -> list[Fault]:
    return faults_of(draft.document, known_of(draft.code))


def draft_facts(draft: SchemeDraft, actor: Actor) -> dict[str, Any]:
    latest = _latest(draft.code)
    return {
        "faults": [fault.text for fault in faults_in(draft)],
        "same_as_published": bool(latest and latest.sha256 == digest_of(draft.document)),
        "overtaken": (latest.pk if latest else None) != draft.based_on_id,
        "had_a_hand": actor.user_id in hands_of(draft),
    }
