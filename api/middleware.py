"""Whatever goes wrong under /api/, before, inside or after a view, is told in one form."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from common.middleware import MOST_UPLOAD, announced
from funds.calculator import MOST_BYTES

from . import problems

PREFIX = "/api/"
MOST_JSON = 2 * 1024 * 1024
# Where more must fit: 20 years × 50 categories × 20 parties.
LARGER_JSON = {"/api/v1/calculations/": MOST_BYTES}
Respond = Callable[[HttpRequest], HttpResponseBase]


def tell_problems(get_response: Respond) -> Respond:
    def respond(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return get_response(request)
        if _too_large(request):
            return problems.plain(request, "too-large")
        return _told(request, get_response(request))

    return respond


def _too_large(request: HttpRequest) -> bool:
    """By what the request says of itself: nothing of it has been read yet."""
    is_form = (request.content_type or "").startswith("multipart/")
    return announced(request) > (MOST_UPLOAD if is_form else LARGER_JSON.get(request.path, MOST_JSON))


def _told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code < 400 or response.get("Content-Type", "").startswith(problems.MEDIA_TYPE):
        return response
    code = problems.BY_STATUS.get(response.status_code, "internal-error")
    # The other answer is dropped, not closed: to close one is to say that the request is over.
    told: HttpResponse = problems.plain(request, code)
    if "Allow" in response:
        told["Allow"] = response["Allow"]
    return told
