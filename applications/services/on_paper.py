"""What a company without an account sends on paper after its application, entered by a desk.

Each letter is kept with its scan and its stamp; the day on the stamp counts, not the day it was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock, files
from common.models import StoredFile
from common.transitions import lock, perform
from law.acts import Reason, Refused

from ..documents import PAPER_SCAN
from ..models import Attachment, PaperLetter, Plan, PlanParty, PlanVersion
from ..selectors import document_of, lifecycle_of
from .ending import end_case
from .filing import refile
from .opening import Opened, close_parts, open_again
from .starting import actor_of
from .telling import tell_assignee, tell_parties


@dataclass(frozen=True)
class Paper:
    """A letter as it came: its scan, what the file was called, the stamp it bears."""

    scan: StoredFile
    name: str
    stamped_at: datetime

    def facts(self, plan: Plan, answers_at: datetime) -> dict[str, Any]:
        """A stamp tells the minute, so what it answers is read to the minute too."""
        return {
            "on_paper": is_on_paper(plan),
            "letter_kept": True,
            "stamped_at": self.stamped_at,
            "answers_at": answers_at.replace(second=0, microsecond=0),
            "now": clock.now(),
        }

    @property
    def audit(self) -> dict[str, Any]:
        return {"sha256": self.scan.sha256, "stamped_at": self.stamped_at}


def is_on_paper(plan: Plan) -> bool:
    return plan.channel == Plan.Channel.PAPER


def receive(*, plan: Plan, upload: UploadedFile, stamped_at: datetime) -> Paper:
    """Store the scan, under the same limits as that of the application itself."""
    document = document_of(plan)
    kinds = next(each["kinds"] for each in document["documents"] if each["code"] == PAPER_SCAN)
    limits = files.Limits(max_bytes=document["limits"]["file_bytes"], kinds=frozenset(map(files.Kind, kinds)))
    return Paper(files.store(upload=upload, limits=limits), files.label(upload.name), stamped_at)


def keep(paper: Paper, plan: Plan, act: str, membership: Membership, about: UUID | None = None) -> None:
    """Runs in the act's transaction."""
    PaperLetter.objects.create(
        plan=plan,
        act=act,
        about=about,
        name=paper.name,
        file=paper.scan,
        stamped_at=paper.stamped_at,
        entered_at=clock.now(),
        entered_by=membership,
    )


def refile_on_paper(
    *,
    plan: Plan,
    act: str,
    paper: Paper,
    answers_at: datetime,
    membership: Membership,
    about: UUID | None = None,
    changes: dict[str, Any] | None = None,
) -> PlanVersion:
    """The next version, with the scan of the letter among its files. Runs in the caller's transaction."""
    lock(plan)
    keep(paper, plan, act, membership, about)
    Attachment.objects.create(
        plan=plan,
        document=PAPER_SCAN,
        name=paper.name,
        file=paper.scan,
        confidential=True,
        uploaded_at=clock.now(),
        uploaded_by=membership,
    )
    return refile(
        plan=plan,
        act=act,
        membership=membership,
        arrived_at=paper.stamped_at,
        facts=paper.facts(plan, answers_at),
        changes=changes,
        audit=paper.audit,
    )


@transaction.atomic
def open_paper_amendment(*, plan: Plan, parts: Iterable[Opened], membership: Membership) -> None:
    """A letter corrects something of the applicant's own accord: the desk opens what it names."""
    open_again(plan, "open_paper_amendment", parts, membership, {"on_paper": is_on_paper(plan)})


@transaction.atomic
def file_paper_amendment(*, plan: Plan, paper: Paper, membership: Membership) -> PlanVersion:
    lock(plan)
    if not plan.openings.filter(sheet=None, closed_at=None).exists():
        raise Refused(
            Reason("nothing_open", _("受け付ける修正がありません。先に、修正する項目を開いてください。"))
        )
    version = refile_on_paper(
        plan=plan,
        act="file_paper_amendment",
        paper=paper,
        answers_at=arrival_of(plan),
        membership=membership,
    )
    close_parts(plan=plan, sheet=None)
    return version


def arrival_of(plan: Plan) -> datetime:
    return plan.nibn_arrived_at or plan.arrived_at


@transaction.atomic
def file_paper_withdrawal(
    *, plan: Plan, parties: Iterable[PlanParty], paper: Paper, membership: Membership
) -> bool:
    """A letter by which one or more of the companies withdraw. True when the plan is withdrawn by it."""
    actor, speaking = actor_of(membership), sorted(party.pk for party in parties)
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="file_paper_withdrawal",
        subject=plan,
        actor=actor,
        facts=lambda: paper.facts(plan, arrival_of(plan)),
        audit={**paper.audit, "parties": speaking},
    )
    keep(paper, plan, row.name, membership)
    plan.parties.filter(pk__in=speaking, withdraws_at=None).update(withdraws_at=paper.stamped_at)
    waiting = [str(party) for party in plan.parties.filter(withdraws_at=None).select_related("organisation")]
    if not waiting:
        row = perform(
            lifecycle=lifecycle_of(plan),
            act="withdraw_paper_plan",
            subject=plan,
            actor=actor,
            facts={"on_paper": is_on_paper(plan), "parties_not_withdrawing": waiting},
        )
        end_case(plan, actor)
    tell_parties(plan, row)
    tell_assignee(plan, row)
    return not waiting
