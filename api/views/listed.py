"""The public lists, as their pages say them: open to everyone, throttled as the pages are."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.lists import MOST_WORDS
from common.paging import Order
from decisions.models import Document
from decisions.public_lists import LISTS, NEWEST, SORTS, entries_of, narrow

from .. import showing_listed as showing
from ..bodies import Body
from ..doors import Open
from ..fields import Text
from ..paging import page_of
from ..queries import asked_by
from ..serializers.listed import EntryShape, PrintedListShape
from .kept import pages, shows

TAG = "public_lists"
WORDS = {"max_length": MOST_WORDS, "required": False}


class PrintedQuery(Body):
    """What the printed list is narrowed by."""

    q = Text(**WORDS, help_text=_("事業者名・事業内容"))


class EntryQuery(Body):
    """What a list is narrowed by, as on its page."""

    q = Text(**WORDS, help_text=_("管理番号・事業者名・事業の名称"))
    scheme = serializers.SlugField(max_length=40, required=False, help_text=_("制度のコード"))
    fiscal_year = serializers.IntegerField(
        min_value=2000, max_value=2100, required=False, help_text=_("年度の初めの西暦年")
    )
    status = serializers.ChoiceField(Document.Status.values, required=False)
    sort = serializers.ChoiceField([*SORTS, *(f"-{name}" for name in SORTS)], default=NEWEST)


class OpenList(Open):
    action, limit = "public_lists", "PUBLIC_LISTS_PER_MINUTE"


def _page(request: Request, listed: str) -> Response:
    asked = asked_by(request, EntryQuery)
    entries = narrow(entries_of(LISTS[listed]), asked)
    return Response(page_of(request, entries, Order.of(asked["sort"], SORTS, NEWEST), showing.entry))


class Certified(OpenList):
    @pages(EntryShape, "certified", _("認定の一覧"), TAG, EntryQuery)
    def get(self, request: Request) -> Response:
        return _page(request, "certified")


class Adopted(OpenList):
    @pages(EntryShape, "adopted", _("採択の一覧"), TAG, EntryQuery)
    def get(self, request: Request) -> Response:
        return _page(request, "adopted")


class PrintedAdoptions(OpenList):
    @shows(
        PrintedListShape, "printed_adoptions", _("公表資料にある採択事業者"), TAG, parameters=[PrintedQuery]
    )
    def get(self, request: Request) -> Response:
        asked = asked_by(request, PrintedQuery)
        printed = LISTS["adopted"].printed
        return Response(showing.printed_list(printed, printed.narrowed(asked)))
