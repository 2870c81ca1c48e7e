"""Pages of a list, by keyset: `next` and `previous` are addresses; a cursor can't be read or made up."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from rest_framework.request import Request

from common.paging import Order, Page

from .problems import invalid

SIZE = 50
WAYS = ("after", "before")


def page_of(
    request: Request, rows: QuerySet[Any], order: Order, show: Callable[[Any], Any]
) -> dict[str, Any]:
    page = Page.of(rows, _marks(request), order, size=SIZE)
    return {
        "items": [show(row) for row in page.rows],
        "next": _address(request, "after", page.after),
        "previous": _address(request, "before", page.before),
    }


def _marks(request: Request) -> dict[str, str]:
    return {way: _opened(request.query_params[way], way) for way in WAYS if way in request.query_params}


def _opened(cursor: str, way: str) -> str:
    try:
        return _box().decrypt(cursor.encode()).decode()
    except (InvalidToken, UnicodeError):
        text = _("この目印は読み取れません。next か previous のアドレスをそのまま使ってください。")
        raise invalid(**{way: text}) from None


def _address(request: Request, way: str, mark: str | None) -> str | None:
    if mark is None:
        return None
    kept = {name: text for name, text in request.query_params.items() if name not in WAYS}
    return f"{request.path}?{urlencode(kept | {way: closed(mark)})}"


def closed(mark: str) -> str:
    return _box().encrypt(mark.encode()).decode()


def _box() -> MultiFernet:
    """A mark holds a row's own key, which is nobody's business outside."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"api.cursor:" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
