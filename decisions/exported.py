"""What this floor takes along: the list of grants; and the paper that it can draw of a fund's book."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.exported import PRINTERS, ExportedList, exported
from accounts.models import Membership
from common import clock
from funds.ledger.board import board_of
from funds.ledger.lists import book_named
from grants.assets import listed as assets

from . import grant_lists
from .about.grants import NIBN
from .contents import book_statement
from .contents.header import Heading, new_document_id, organisation_address
from .models import Issuer
from .pdf import legible, render
from .views.grants.page import READERS

exported(
    ExportedList(
        "grants", gettext_lazy("交付申請の一覧"), frozenset(READERS), grant_lists.page_of, grant_lists.find
    ),
    ExportedList(
        "assets", gettext_lazy("取得財産等管理台帳"), frozenset(READERS), assets.page_of, assets.find
    ),
)


def print_statement(query: str, _membership: Membership) -> bytes:
    book, issuer = book_named(query), Issuer.objects.select_related("organisation").get(pk=NIBN)
    day = clock.today()
    heading = Heading(
        kind="book_statement",
        title=_("基金計算書"),
        document_id=new_document_id(),
        number=_("%(fund)s-計算書-%(day)s") % {"fund": book.fund_id, "day": f"{day:%Y%m%d}"},
        document_number="",
        dated_on=day,
        issuer=issuer,
    )
    to = organisation_address(issuer.organisation)
    return render(legible(book_statement(heading=heading, board=board_of(book), addressee=to)))


PRINTERS["book"] = print_statement
