"""Finding accounts, and making those that are not there yet."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from law.accounts import KINDS, Kind
from law.acts import Reason, Refused
from law.deadlines import fiscal_year_label
from law.states import YearState

from .models import Account, Book


@dataclass(frozen=True)
class Key:
    """What tells one account of a book from another."""

    source: UUID
    kind: Kind
    scheme: str | None = None
    year: int | None = None

    @classmethod
    def of(cls, source: UUID, kind: Kind, *, scheme: str | None, year: int) -> "Key":
        """The account of this kind: a kind that knows no year or no scheme ignores it."""
        row = KINDS[kind]
        return cls(source, kind, scheme if row.by_scheme else None, year if row.yearly else None)

    @property
    def sortable(self) -> tuple[str, str, str, int]:
        return (self.source.hex, self.kind, self.scheme or "", self.year or 0)


def ids_of(book: Book, keys: Collection[Key]) -> dict[Key, int]:
    """The ids of these accounts. New ones are made in one order, so that two who make them don't deadlock."""
    found = _found(book, keys)
    missing = sorted(set(keys) - set(found), key=lambda key: key.sortable)
    if missing:
        _hold_open({key.year for key in missing if key.year})
        Account.objects.bulk_create(
            [
                Account(
                    book=book,
                    source_id=key.source,
                    kind=key.kind.value,
                    scheme_id=key.scheme,
                    year_id=key.year,
                )
                for key in missing
            ],
            ignore_conflicts=True,
        )
        found |= _found(book, missing)
    return found


def _hold_open(years: Collection[int]) -> None:
    """Nobody closes a year while an account of it is being made; whoever comes after is told."""
    if not years:
        return
    places = ", ".join(["%s"] * len(years))
    lock = " FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT fiscal_year, state FROM funds_year WHERE id IN ({places}) ORDER BY id{lock}",  # noqa: S608
            sorted(years),
        )
        for year, state in cursor.fetchall():
            if state != YearState.OPEN:
                raise Refused(year_closed(year))


def year_closed(year: int) -> Reason:
    text = _("%(year)sは締められています。開いている年度に記帳してください。")
    return Reason("year_closed", text % {"year": fiscal_year_label(year)})


def _found(book: Book, keys: Collection[Key]) -> dict[Key, int]:
    rows = Account.objects.filter(
        Q(year__isnull=True) | Q(year__in={key.year for key in keys if key.year}),
        source__in={key.source for key in keys},
        kind__in={key.kind.value for key in keys},
        book=book,
    ).values_list("source_id", "kind", "scheme_id", "year_id", "pk")
    known = {Key(source, Kind(kind), scheme, year): pk for source, kind, scheme, year, pk in rows}
    return {key: known[key] for key in keys if key in known}
