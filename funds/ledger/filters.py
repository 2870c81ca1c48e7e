"""The list of postings: narrowed by its address, paged by keys, taken along as a file."""

import django_filters as filters
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import EraDateField
from common.paging import Order
from law.accounts import KINDS, Kind
from law.deadlines import era

from .models import Book, Posting

SORTS = {"posted": "pk"}
PAGING = ("before", "after")


class DayFilter(filters.Filter):
    field_class = EraDateField


class PostingFilter(filters.FilterSet):
    act = filters.ChoiceFilter(
        label=gettext_lazy("事由"), choices=Posting.ACTS, empty_label=gettext_lazy("すべて")
    )
    year = filters.ModelChoiceFilter(
        label=gettext_lazy("年度"),
        queryset=lambda request: request.years.all(),
        empty_label=gettext_lazy("すべて"),
    )
    source = filters.ModelChoiceFilter(
        label=gettext_lazy("財源"),
        field_name="debit__source",
        queryset=lambda request: request.sources.all(),
        empty_label=gettext_lazy("すべて"),
    )
    since = DayFilter(label=gettext_lazy("日付（この日から）"), field_name="effective_on", lookup_expr="gte")
    until = DayFilter(label=gettext_lazy("日付（この日まで）"), field_name="effective_on", lookup_expr="lte")

    class Meta:
        model = Posting
        fields: list[str] = []


def narrowed(typed: QueryDict, book: Book) -> tuple[PostingFilter, Order]:
    """The postings that an address names, newest first."""
    rows = Posting.objects.filter(book=book).select_related(
        "debit__source", "credit", "year", "concerns", "made_by__user", "reversed_by"
    )
    return PostingFilter(typed, queryset=rows, request=book), Order.of(
        typed.get("sort", ""), SORTS, "-posted"
    )


def cleaned(typed: QueryDict) -> QueryDict:
    """The filters that were given: no empty ones, no place in the pages."""
    query = QueryDict(mutable=True)
    for name, value in typed.items():
        if value and name not in PAGING:
            query[name] = value
    return query


HEAD: tuple[str | Promise, ...] = (
    gettext_lazy("番号"),
    gettext_lazy("日付"),
    gettext_lazy("事由"),
    gettext_lazy("年度"),
    gettext_lazy("どこから"),
    gettext_lazy("どこへ"),
    gettext_lazy("財源"),
    gettext_lazy("金額（円）"),
    gettext_lazy("国費相当"),
    gettext_lazy("決定"),
    gettext_lazy("記帳者"),
    gettext_lazy("訂正する年度"),
    gettext_lazy("取り消した記帳"),
)


def cells(posting: Posting) -> list[str | int]:
    """One posting as a row of the sheet."""
    return [
        posting.pk,
        era(posting.effective_on),
        _(posting.get_act_display()),
        str(posting.year),
        label_of(posting.credit.kind),
        label_of(posting.debit.kind),
        posting.debit.source.name,
        posting.amount,
        _("国費相当") if posting.debit.source.is_state else _("それ以外"),
        str(posting.decision or ""),
        posting.made_by.user.name,
        str(posting.concerns or ""),
        posting.reverses_id or "",
    ]


def label_of(kind: str) -> str:
    return _(KINDS[Kind(kind)].label)
