"""Long lists as Excel: asked for by a person, written by a Job, taken away after some days."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import audit, clock, jobs
from common.excel import write_workbook
from common.paging import Counted
from law.acts import Reason, Refused

from ..filters import list_at
from ..models import ListExport
from ..worklist import Eyes, Row, columns_for, rows_in_chunks
from .starting import actor_of

MOST = 100_000
AT_A_TIME = 3  # unfinished exports of one post
KEPT = timedelta(days=7)
STEP = 1_000  # rows between two looks at whether it is still wanted


class NoLongerWanted(Exception):
    """Cancelled, or the post that asked has ended."""


@transaction.atomic
def ask_for_export(*, query: str, membership: Membership) -> ListExport:
    Membership.objects.select_for_update().get(pk=membership.pk)  # two clicks at once are counted
    found, _order = list_at(query, membership)
    counted = Counted.of(found.qs, most=MOST)
    _refuse(counted, membership)
    export = ListExport.objects.create(
        membership=membership, query=query, total=counted.count, asked_at=clock.now()
    )
    facts = {"rows": counted.count}
    audit.record(act="ask_for_export", subject=export, actor=actor_of(membership), facts=facts)
    jobs.enqueue(kind="export", key=export.job_key, payload={"export": str(export.pk)})
    return export


def _refuse(counted: Counted, membership: Membership) -> None:
    if not counted.count:
        text = _("条件に合う申請がないため、書き出せません。条件をゆるめてから、もう一度書き出してください。")
        raise Refused(Reason("empty_export", text))
    if counted.more:
        text = _(
            "一度に書き出せるのは%(most)s件までです。状態や到達日で絞り込んでから、もう一度書き出してください。"
        )
        raise Refused(Reason("export_too_long", text % {"most": f"{MOST:,}"}))
    if membership.exports.filter(finished_at=None, cancelled_at=None).count() >= AT_A_TIME:
        text = _("作成中のファイルが%(most)s件あります。できあがるのを待つか、中止してください。")
        raise Refused(Reason("too_many_exports", text % {"most": AT_A_TIME}))


@transaction.atomic
def cancel_export(*, export: ListExport, membership: Membership) -> None:
    open_ones = ListExport.objects.filter(pk=export.pk, finished_at=None, cancelled_at=None)
    if not open_ones.update(cancelled_at=clock.now()):
        raise Refused(Reason("export_ended", _("このファイルの作成は、すでに終わっています。")))
    audit.record(act="cancel_export", subject=export, actor=actor_of(membership), facts={})


def write_export(export: ListExport) -> Callable[[], object] | None:
    """A worker that is killed leaves a part behind; the next one begins anew under another name."""
    if export.finished_at or export.cancelled_at:
        return None
    export.path.parent.mkdir(parents=True, exist_ok=True)
    part = export.path.with_suffix(f".{uuid.uuid4().hex}.part")
    try:
        _write(export, part)
        part.replace(export.path)
    except NoLongerWanted:
        return None
    finally:
        part.unlink(missing_ok=True)
    return lambda: _finish(export)


def _write(export: ListExport, to: Path) -> None:
    membership = Membership.objects.select_related("organisation", "user").get(pk=export.membership_id)
    found, order = list_at(export.query, membership)
    columns = columns_for(Eyes.of(membership.role))
    plans = found.qs.order_by(*order.columns())[:MOST]
    rows = (
        [column.text(row) for column in columns]
        for row in _told(export, rows_in_chunks(plans, membership, STEP))
    )
    head = [str(column.label) for column in columns]
    write_workbook(to, sheet=_("作業の一覧"), head=head, rows=rows)


def _told(export: ListExport, rows: Iterator[Row]) -> Iterator[Row]:
    """Tell how far it is; stop when nobody wants it any more."""
    _progress(export, 0)
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % STEP == 0:
            _progress(export, number)
    _progress(export, number)


def _progress(export: ListExport, written: int) -> None:
    post = Membership.objects.in_force_on(clock.today()).filter(pk=export.membership_id)
    wanted = ListExport.objects.filter(pk=export.pk, cancelled_at=None, membership__in=post)
    if not wanted.update(written=written):
        raise NoLongerWanted


def _finish(export: ListExport) -> None:
    """A cancellation that came first stands; the sweep takes the file away."""
    done = ListExport.objects.filter(pk=export.pk, cancelled_at=None)
    done.update(finished_at=clock.now())


def sweep_exports() -> int:
    """Files are copies of what stands in the tables: after some days they go, with their row."""
    ended = ListExport.objects.filter(asked_at__lt=clock.now() - KEPT)
    for export in ended:
        export.path.unlink(missing_ok=True)
    gone, _by_model = ended.delete()
    _sweep_leavings()
    return gone


def _sweep_leavings() -> None:
    """What a cancelled export or a killed worker left behind."""
    wanted = {export.path for export in ListExport.objects.filter(cancelled_at=None)}
    running = {path.stem for path in wanted if not path.exists()}
    for path in (Path(settings.FILES_DIR) / "exports").glob("*"):
        if path not in wanted and path.name.partition(".")[0] not in running:
            path.unlink(missing_ok=True)
