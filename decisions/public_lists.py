"""The lists of 認定 and 採択 that anyone may read: which there are, how one is narrowed, what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.selectors import search
from common import clock
from common.lists import ALL, WordsField
from funds.models import Scheme
from law.deadlines import era, fiscal_year, fiscal_year_label, fiscal_year_span
from law.lifecycle import SchemeKind

from .models import Document, PublicEntry
from .outcomes import DocumentKind
from .printed import PrintedList, printed_list

# What an address may sort by, and the indexed column behind it.
SORTS = {"number": "number", "day": "dated_on"}
NEWEST = "-day"
TONES = {
    Document.Status.VALID: "green",
    Document.Status.SUPERSEDED: "grey",
    Document.Status.CANCELLED: "red",
}


@dataclass(frozen=True)
class PublicList:
    """`code` stands in its address; `letters` are the kind that its lines were told by."""

    code: str
    letters: DocumentKind
    schemes: SchemeKind
    title: str | Promise
    lead: str | Promise
    printed: PrintedList | None = None


LISTS = {
    each.code: each
    for each in (
        PublicList(
            "certified",
            DocumentKind.CERTIFICATE,
            SchemeKind.CERTIFICATION,
            gettext_lazy("認定の一覧"),
            gettext_lazy("基金による支援の対象として認定された事業です。どなたでもご覧になれます。"),
        ),
        PublicList(
            "adopted",
            DocumentKind.ADOPTION,
            SchemeKind.ADOPTION,
            gettext_lazy("採択の一覧"),
            gettext_lazy("公募により採択された補助事業です。どなたでもご覧になれます。"),
            printed_list(),
        ),
    )
}


def entries_of(listed: PublicList) -> QuerySet[PublicEntry]:
    """Its lines with what they show, and nothing else of their letters."""
    entries = PublicEntry.objects.filter(kind=listed.letters).select_related("letter", "scheme")
    return entries.defer("search", "letter__content")


def narrow(entries: QuerySet[PublicEntry], asked: Mapping[str, Any]) -> QuerySet[PublicEntry]:
    """`asked`: q, scheme (its code), fiscal_year, status; what is missing or empty narrows nothing."""
    if asked.get("scheme"):
        entries = entries.filter(scheme=asked["scheme"])
    if asked.get("fiscal_year"):
        entries = entries.filter(dated_on__range=fiscal_year_span(int(asked["fiscal_year"])))
    if asked.get("status"):
        entries = entries.filter(letter__status=asked["status"])
    return search(entries, asked.get("q") or "")


class ListForm(forms.Form):
    q = WordsField(label=gettext_lazy("管理番号・事業者名・事業の名称"), required=False)
    scheme = forms.ChoiceField(label=gettext_lazy("制度"), required=False)
    fiscal_year = forms.ChoiceField(label=gettext_lazy("年度"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("効力"), required=False, choices=[("", ALL), *Document.Status.choices]
    )

    def __init__(self, data: Mapping[str, Any], listed: PublicList) -> None:
        super().__init__(data)
        schemes = Scheme.objects.filter(kind=listed.schemes).order_by("code")
        self.fields["scheme"].choices = [("", ALL), *schemes.values_list("code", "name")]
        self.fields["fiscal_year"].choices = [
            ("", ALL),
            *((str(y), fiscal_year_label(y)) for y in _years(listed)),
        ]

    @property
    def asked(self) -> dict[str, Any]:
        """What could be read of it; a value that is none of the choices narrows nothing."""
        self.full_clean()
        return self.cleaned_data


def _years(listed: PublicList) -> list[int]:
    """From the first line's fiscal year to this one, the newest first."""
    first = PublicEntry.objects.filter(kind=listed.letters).aggregate(day=Min("dated_on"))["day"]
    known = [fiscal_year(clock.today())]
    known += [fiscal_year(first)] if first else []
    known += [listed.printed.fiscal_year] if listed.printed else []
    return list(range(max(known), min(known) - 1, -1))


@dataclass(frozen=True)
class Column:
    """A column and its text; one that is not `shown` is for a file, where there is room."""

    label: str | Promise
    text: Callable[[PublicEntry], str]
    sort: str = ""
    shown: bool = True


def _verification(entry: PublicEntry) -> str:
    return settings.SITE_URL + reverse("verify_document", args=[entry.letter.public_id])


def _since(day: date | None) -> str:
    return era(day) if day else ""


COLUMNS = (
    Column(gettext_lazy("管理番号"), lambda entry: entry.number, sort="number"),
    Column(gettext_lazy("日付"), lambda entry: era(entry.dated_on), sort="day"),
    Column(gettext_lazy("日付（西暦）"), lambda entry: entry.dated_on.isoformat(), shown=False),
    Column(gettext_lazy("年度"), lambda entry: fiscal_year_label(fiscal_year(entry.dated_on)), shown=False),
    Column(gettext_lazy("制度"), lambda entry: entry.scheme.name),
    Column(gettext_lazy("事業者名"), lambda entry: entry.names),
    Column(gettext_lazy("事業の名称"), lambda entry: entry.title),
    Column(gettext_lazy("効力"), lambda entry: _(entry.letter.get_status_display())),
    Column(gettext_lazy("効力を失った日"), lambda entry: _since(entry.letter.status_on), shown=False),
    Column(gettext_lazy("文書の確認"), _verification, shown=False),
)
SHOWN = tuple(column for column in COLUMNS if column.shown)
