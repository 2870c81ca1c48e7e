"""Gapless numbers: one row per series, drawn inside the act's transaction.

A number drawn in a transaction that fails is never seen, so none is skipped. Drawn last of all
locks (case, accounts by id, number series).
"""

from .models import NumberSeries


def draw(*, series: str, form: str) -> str:
    """The next number of `series`, written with `form` (e.g. "GB2026-{:05d}")."""
    NumberSeries.objects.get_or_create(code=series)
    row = NumberSeries.objects.select_for_update().get(code=series)
    row.last += 1
    row.save(update_fields=["last"])
    return form.format(row.last)
