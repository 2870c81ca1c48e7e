"""What of a fund's book is taken along as a file."""

from django.utils.translation import gettext_lazy as _

from accounts.exported import ExportedList, exported

from .ledger.lists import find_postings, find_statement, page_of_book, page_of_postings
from .ledger.views.books import READERS

exported(
    ExportedList("book", _("帳簿の計算書"), READERS, page_of_book, find_statement),
    ExportedList("postings", _("記帳の一覧"), READERS, page_of_postings, find_postings),
)
