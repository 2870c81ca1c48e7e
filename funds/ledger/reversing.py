"""What a grant's own act takes back in the book: the mirrors of its postings, as the last step of that act.

An entry that mends a mistake is another thing (`entries.draft_reversal`): it is drafted and confirmed.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from law.accounts import REVERSE
from law.acts import Reason, Refused
from law.states import YearState

from .accounts import ids_of
from .entries import mirrored
from .grants import Grant
from .models import Posting
from .posting import Move, Stamp, post
from .years import open_year_at


@transaction.atomic
def reverse_postings(*, grant: Grant, postings: Collection[int]) -> None:
    """Each by its mirror; of a closed year in the open one, which names it.

    Raises Refused where one was reversed already.
    """
    rows = Posting.objects.select_related("debit__year", "credit__year", "year").filter(pk__in=postings)
    for was in rows.order_by("pk"):
        if Posting.objects.filter(reverses=was).exists():
            raise Refused(Reason("reversed_already", _("この記帳は、すでに取り消されています。")))
        is_open = was.year.state == YearState.OPEN
        year = was.year if is_open else open_year_at(grant.book, grant.effective_on)
        debit, credit = mirrored(was.credit, year), mirrored(was.debit, year)
        ids = ids_of(grant.book, [debit, credit])
        stamp = Stamp(
            act=REVERSE,
            book=grant.book.pk,
            made_by=grant.made_by.pk,
            effective_on=grant.effective_on,
            reverses=was.pk,
            concerns=None if is_open else was.year_id,
        )
        post([Move(ids[debit], ids[credit], was.amount, year.pk, was.decision)], stamp=stamp)
