"""The office's own papers: the 審査調書 and the drafts of both letters, drawn as PDF by a Job."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import latest_version
from applications.services.starting import actor_of
from common import audit, canonical, clock, files, jobs
from common.schemas import check_content
from common.transitions import lock
from law.acts import Reason, Refused
from law.lifecycle import SchemeKind
from reviews.models import Ranking
from reviews.selectors import finding_facts

from ..contents import findings_record, ranking_record
from ..contents.header import Filed, Heading, new_document_id, organisation_address
from ..models import Decision, Issuer, WorkingPaper
from ..outcomes import OUTCOMES
from ..pdf import ContentInvalid, legible, render
from .letters import MINISTER, draft_letters

Kind = WorkingPaper.Kind
Outcome = Decision.Outcome


@transaction.atomic
def ask_for_paper(
    *, plan: Plan, kind: str, decision: Decision | None, membership: Membership
) -> WorkingPaper:
    """Fix what the paper says now, and let a Job draw it. `decision` is the draft to print, if any."""
    _refuse_without_such(plan, kind)
    lock(plan)
    contents = _contents(plan, kind, decision, membership)
    _refuse_incomplete(contents)
    paper = WorkingPaper.objects.create(
        plan=plan, kind=kind, contents=contents, asked_by=membership, asked_at=clock.now()
    )
    digest = canonical.sha256_hex(canonical.dumps(contents))
    facts = {"kind": kind, "sha256": digest}
    audit.record(act="ask_for_paper", subject=paper, actor=actor_of(membership), facts=facts)
    jobs.enqueue(kind="preview", key=f"preview:{paper.pk}", payload={"paper": str(paper.pk)}, case_id=plan.pk)
    return paper


# What is drawn of one plan; a call's plans are decided together, and so is what is printed of them.
OF_PLAN = (Kind.FINDINGS, Kind.CERTIFICATE, Kind.REFUSAL)


def _refuse_without_such(plan: Plan, kind: str) -> None:
    if kind not in OF_PLAN or plan.kind is not SchemeKind.CERTIFICATION:
        text = _("公募への応募は、全件をまとめて順位表で決めます。「公募の順位表」から PDF にしてください。")
        raise Refused(Reason("decided_by_ranking", text))


@transaction.atomic
def ask_for_ranking_paper(*, ranking: Ranking, membership: Membership) -> WorkingPaper:
    """Fix the ranking as it stands now, and let a Job draw it."""
    lock(ranking)
    ranking.refresh_from_db()
    contents = [ranking_paper(ranking)]
    _refuse_incomplete(contents)
    paper = WorkingPaper.objects.create(
        ranking=ranking, kind=Kind.RANKING, contents=contents, asked_by=membership, asked_at=clock.now()
    )
    facts = {"kind": paper.kind, "sha256": canonical.sha256_hex(canonical.dumps(contents))}
    audit.record(act="ask_for_paper", subject=paper, actor=actor_of(membership), facts=facts)
    jobs.enqueue(kind="preview", key=f"preview:{paper.pk}", payload={"paper": str(paper.pk)})
    return paper


def ranking_paper(ranking: Ranking) -> dict[str, Any]:
    issuer = Issuer.objects.select_related("organisation").get(pk=MINISTER)
    heading = Heading(
        kind="ranking",
        title=_("順位表"),
        document_id=new_document_id(),
        number=_("%(scheme)s-%(call)s-%(round)s")
        % {"scheme": ranking.call.scheme_id, "call": ranking.call.round, "round": ranking.round},
        document_number="",
        dated_on=clock.today(),
        issuer=issuer,
    )
    return ranking_record(
        heading=heading, ranking=ranking, addressee=organisation_address(issuer.organisation)
    )


def _contents(
    plan: Plan, kind: str, decision: Decision | None, membership: Membership
) -> list[dict[str, Any]]:
    if kind == Kind.FINDINGS:
        return [findings_paper(plan)]
    outcome = next(code for code, terms in OUTCOMES.items() if terms.letter.value == kind)
    return draft_letters(decision or imagined(plan, outcome, membership))[:1]


def imagined(plan: Plan, outcome: str, membership: Membership, day: date | None = None) -> Decision:
    """The decision that would be drafted from the findings now; it is never stored."""
    certifies = OUTCOMES[outcome].favours
    document = plan.scheme_version.document
    return Decision(
        plan=plan,
        version=latest_version(plan),
        outcome=outcome,
        drafted_by=membership,
        conditions=list(document["letters"]["certificate"]["conditions"]) if certifies else [],
        reasons="" if certifies else reasons_from_findings(plan),
        dated_on=day or clock.today(),
    )


def reasons_from_findings(plan: Plan) -> str:
    """What the refusal says in short, from the criteria found unfit; the officer may rewrite it."""
    unfit = finding_facts(plan)["criteria_unfit"]
    if not unfit:
        return _("申請の形式上の要件に適合せず、定めた期間内に補正されなかったため。")
    return _("%(criteria)sに適合すると認められないため。") % {"criteria": "、".join(unfit)}


def findings_paper(plan: Plan) -> dict[str, Any]:
    """The 審査調書 as the findings stand."""
    issuer = Issuer.objects.select_related("organisation").get(pk=MINISTER)
    filed = Filed(latest_version(plan))
    heading = Heading(
        kind="findings",
        title=_("審査調書"),
        document_id=new_document_id(),
        number=_("%(number)s-審査調書") % {"number": plan.number},
        document_number="",
        dated_on=clock.today(),
        issuer=issuer,
    )
    to = organisation_address(issuer.organisation)
    return findings_record(heading=heading, filed=filed, addressee=to, conclusion=conclusion_of(plan))


def conclusion_of(plan: Plan) -> str:
    facts = finding_facts(plan)
    if facts["criteria_open"]:
        words = {"criteria": "、".join(facts["criteria_open"])}
        return _("審査中（%(criteria)sの記載がまだです）。") % words
    if facts["criteria_unfit"]:
        words = {"criteria": "、".join(facts["criteria_unfit"])}
        return _("%(criteria)sに適合しないため、認定することができない。") % words
    return _("審査基準のいずれにも適合するため、認定することが適当である。")


def _refuse_incomplete(contents: list[dict[str, Any]]) -> None:
    for content in contents:
        try:
            check_content(content)
        except ContentInvalid as error:
            text = _(
                "文書に必要な記載がまだそろっていません（%(what)s）。審査調書と申請の記載を確かめてください。"
            )
            raise Refused(Reason("incomplete_paper", text % {"what": error})) from error


def print_paper(paper: WorkingPaper) -> Callable[[], object] | None:
    """Draw what was fixed; unsigned, for it decides nothing."""
    if paper.file_id is not None:
        return None
    stored = files.store_bytes(render(legible(paper.contents[0])), kind="pdf")
    return lambda: WorkingPaper.objects.filter(pk=paper.pk, file=None).update(file=stored)
