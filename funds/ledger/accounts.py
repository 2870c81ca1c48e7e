"""Finding accounts, and making those that are not there yet."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from law.accounts import KINDS, Kind

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


def _found(book: Book, keys: Collection[Key]) -> dict[Key, int]:
    rows = Account.objects.filter(
        Q(year__isnull=True) | Q(year__in={key.year for key in keys if key.year}),
        source__in={key.source for key in keys},
        kind__in={key.kind.value for key in keys},
        book=book,
    ).values_list("source_id", "kind", "scheme_id", "year_id", "pk")
    known = {Key(source, Kind(kind), scheme, year): pk for source, kind, scheme, year, pk in rows}
    return {key: known[key] for key in keys if key in known}
