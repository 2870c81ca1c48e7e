"""The public lists, as the API says them."""

from django.conf import settings
from django.urls import reverse

from decisions.models import PublicEntry
from decisions.printed import PrintedList, PrintedRow
from law.deadlines import fiscal_year

from .showing import Shown


def entry(found: PublicEntry) -> Shown:
    letter = found.letter
    return {
        "number": found.number,
        "dated_on": found.dated_on,
        "fiscal_year": fiscal_year(found.dated_on),
        "scheme": found.scheme_id,
        "scheme_name": found.scheme.name,
        "parties": found.parties,
        "title": found.title,
        "status": letter.status,
        "status_label": letter.get_status_display(),
        "status_on": letter.status_on,
        "specimen": settings.DEMO,
        "url": reverse("api_verified_document", args=[letter.public_id]),
    }


def printed_list(found: PrintedList, rows: list[PrintedRow]) -> Shown:
    return {
        "scheme": found.scheme,
        "fiscal_year": found.fiscal_year,
        "title": found.title,
        "source": {"publisher": found.publisher, "document": found.document, "day": found.day},
        "items": [{"no": row.no, "applicants": row.applicants, "work": row.work} for row in rows],
    }
