"""A job that gave up is tried anew when a person says so: what stopped it has been mended."""

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit, clock
from common.actor import Actor
from law.acts import Reason, Refused
from law.jobs import RETRY
from law.roles import ROLES, Role

from .models import Job, Status
from .queue import ring, wait


@transaction.atomic
def retry_job(*, job: Job, actor: Actor) -> None:
    """Five attempts more. The last error stays until the job is done."""
    if actor.role not in RETRY.by:
        names = "・".join(ROLES[role].label for role in Role if role in RETRY.by)
        raise Refused(Reason("role", _("処理をやり直せるのは%(roles)sです。") % {"roles": names}))
    dead = Job.objects.filter(pk=job.pk, status=Status.DEAD)
    if not dead.update(status=Status.QUEUED, attempts=0, rings=0, due_at=clock.real_now() + wait(0)):
        raise Refused(
            Reason(
                "not_dead", _("この処理は止まっていません。画面を開き直して、いまの状況を確かめてください。")
            )
        )
    audit.record(act=RETRY.name, subject=job, actor=actor, facts={"kind": job.kind})
    transaction.on_commit(lambda: ring(str(job.pk)), robust=True)
