"""The work list as it is taken along."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.exported import ExportedList, Found, exported
from accounts.models import Membership
from common.paging import Counted

from .filters import narrowed
from .worklist import READERS, Eyes, columns_for, rows_in_chunks


def _find(query: str, membership: Membership) -> Found:
    found, order = narrowed(QueryDict(query), membership)
    columns = columns_for(Eyes.of(membership.role))
    plans = found.qs.order_by(*order.columns())
    return Found(
        count=lambda most: Counted.of(found.qs, most=most),
        head=[str(column.label) for column in columns],
        rows=lambda: ([column.text(row) for column in columns] for row in rows_in_chunks(plans, membership)),
    )


exported(
    ExportedList("worklist", _("作業の一覧"), READERS, lambda query: f"{reverse('worklist')}?{query}", _find)
)
