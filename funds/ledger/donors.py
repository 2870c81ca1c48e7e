"""Who gave, and who of them also applies: an interest that whoever decides must see."""

from collections.abc import Iterable

from django.db.models import Sum

from accounts.models import Access, Organisation
from accounts.models.cases import PARTIES
from law.accounts import Kind, Origin

from .models import Account, Book, Source


def donations_of(book: Book) -> list[tuple[Source, int, bool]]:
    """Each 出えん金 with what has come in of it, and whether its donor applies for a grant or ever has."""
    rows = Source.objects.filter(book=book, origin=Origin.DONATION).select_related("donor")
    sources = list(rows.order_by("-dated_on", "id"))
    received = Account.objects.filter(source__in=sources, kind=Kind.DONATED.value)
    sums = dict(received.values_list("source").annotate(sum=Sum("balance")).order_by())
    applying = applicants_among(source.donor_id for source in sources)
    return [(source, sums.get(source.pk, 0), source.donor_id in applying) for source in sources]


def applicants_among(organisations: Iterable[int]) -> set[int]:
    rows = Access.objects.filter(
        organisation__in=set(organisations), capacity__in=PARTIES, case__filed_at__isnull=False
    )
    return set(rows.values_list("organisation", flat=True))


def is_applicant(organisation: Organisation) -> bool:
    return bool(applicants_among([organisation.pk]))
