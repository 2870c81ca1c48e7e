"""Gapless numbers: one row per series, drawn inside the act's transaction.

A number drawn in a transaction that fails is never seen, so none is skipped. Drawn last of all
locks (case, accounts by id, number series).
"""

from uuid import UUID

from django.utils.translation import gettext as _

from law.acts import Reason, Refused

from .models import DocumentNumber, NumberSeries


def draw(*, series: str, form: str) -> str:
    """The next number of `series`, written with `form` (e.g. "GB2026-{:05d}")."""
    NumberSeries.objects.get_or_create(code=series)
    row = NumberSeries.objects.select_for_update().get(code=series)
    row.last += 1
    row.save(update_fields=["last"])
    return form.format(row.last)


def claim(*, number: str, kind: str, subject: UUID) -> bool:
    """Give the 文書番号 to one letter for good; False where another has it, also one that was dropped."""
    _row, created = DocumentNumber.objects.get_or_create(
        number=number, defaults={"kind": kind, "subject_id": subject}
    )
    return created


def claim_entered(*, number: str, kind: str, subject: UUID) -> None:
    """The same for a number a person entered, who is told where it is used."""
    if not claim(number=number, kind=kind, subject=subject):
        text = _("文書番号「%(number)s」は、すでに使われています。別の番号を入れてください。")
        raise Refused(Reason("number_used", text % {"number": number}))
