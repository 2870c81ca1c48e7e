"""Lists as files: a short one at once, a long one written by a Job and taken away after some days."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.exported import LISTS, PRINTERS, Cells, ExportedList, Form, forms_of
from accounts.models import Membership
from common import audit, clock, jobs
from common.delimited import delimited, write_delimited
from common.excel import AT_ONCE, workbook, write_workbook
from common.paging import Counted
from law.acts import Reason, Refused
from law.roles import ROLES

from ..models import ListExport
from .starting import actor_of

MOST = 100_000
AT_A_TIME = 3  # unfinished exports of one post
KEPT = timedelta(days=7)
STEP = 1_000  # rows between two looks at whether it is still wanted


class NoLongerWanted(Exception):
    """Cancelled, or the post that asked has ended."""


def list_for(table: str, membership: Membership) -> ExportedList:
    """The list of this code, to whoever may read it."""
    found = LISTS[table]
    if membership.role not in found.readers:
        text = _("「%(list)s」を書き出せるのは%(roles)sです。")
        roles = "、".join(_(row.label) for row in ROLES.values() if row.role in found.readers)
        raise Refused(Reason("role", text % {"list": found.label, "roles": roles}))
    return found


@transaction.atomic
def ask_for_export(
    *, query: str, membership: Membership, table: str = "worklist", form: str = Form.XLSX
) -> ListExport:
    Membership.objects.select_for_update().get(pk=membership.pk)  # two clicks at once are counted
    found = list_for(table, membership)
    _refuse_form(found, form)
    counted = found.find(query, membership).count(MOST)
    _refuse(counted, membership)
    export = ListExport.objects.create(
        membership=membership,
        table=table,
        form=form,
        query=query,
        total=counted.count,
        asked_at=clock.now(),
    )
    facts = {"table": table, "form": str(form), "rows": counted.count}
    audit.record(act="ask_for_export", subject=export, actor=actor_of(membership), facts=facts)
    jobs.enqueue(kind="export", key=export.job_key, payload={"export": str(export.pk)})
    return export


def _refuse_form(found: ExportedList, form: str) -> None:
    if form not in forms_of(found.code):
        text = _("「%(list)s」はPDFにできません。ExcelかCSVを選んでください。")
        raise Refused(Reason("no_such_form", text % {"list": found.label}))


def _refuse(counted: Counted, membership: Membership) -> None:
    if not counted.count:
        text = _("条件に合うものがないため、書き出せません。条件をゆるめてから、もう一度書き出してください。")
        raise Refused(Reason("empty_export", text))
    if counted.more:
        text = _(
            "一度に書き出せるのは%(most)s件までです。状態や日付で絞り込んでから、もう一度書き出してください。"
        )
        raise Refused(Reason("export_too_long", text % {"most": f"{MOST:,}"}))
    if membership.exports.filter(finished_at=None, cancelled_at=None).count() >= AT_A_TIME:
        text = _("作成中のファイルが%(most)s件あります。できあがるのを待つか、中止してください。")
        raise Refused(Reason("too_many_exports", text % {"most": AT_A_TIME}))


@transaction.atomic
def take_at_once(*, table: str, form: str, query: str, membership: Membership) -> bytes | None:
    """A list that is short enough, whole; None when a Job has to write it."""
    found = list_for(table, membership)
    _refuse_form(found, form)
    listed = found.find(query, membership)
    counted = listed.count(AT_ONCE)
    if counted.more or form == Form.PDF:
        return None
    facts = {"table": table, "form": form, "rows": counted.count}
    audit.record(act="take_list", subject=membership, actor=actor_of(membership), facts=facts)
    if form == Form.CSV:
        return delimited(head=listed.head, rows=listed.rows())
    return workbook(sheet=str(found.label), head=listed.head, rows=listed.rows())


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
    if export.form == Form.PDF:
        _progress(export, 0)
        to.write_bytes(PRINTERS[export.table](export.query, membership))
        _progress(export, export.total)
        return
    listed = LISTS[export.table].find(export.query, membership)
    rows = _told(export, islice(listed.rows(), MOST))
    if export.form == Form.CSV:
        write_delimited(to, head=listed.head, rows=rows)
    else:
        write_workbook(to, sheet=str(LISTS[export.table].label), head=listed.head, rows=rows)


def _told(export: ListExport, rows: Iterable[Cells]) -> Iterator[Cells]:
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
