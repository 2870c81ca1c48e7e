"""What went wrong, as RFC 9457 tells it: one table of kinds, one handler, everywhere under /api/.

400 is a request that cannot be read; 422 one that can be read and says something that won't do; 403 an act
that is not this person's; 409 an act that the law or the state of things closes now. `reasons` are the
law's own codes and sentences.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response

from common.files import FileRefused
from law.acts import Reason, Refused

MEDIA_TYPE = "application/problem+json"
PLACE = "/api/v1/docs/#problem-"


@dataclass(frozen=True)
class Kind:
    status: int
    title: str | Promise
    what_to_do: str | Promise


# fmt: off
KINDS = {
    "malformed": Kind(400, gettext_lazy("読み取れない要求です"), gettext_lazy("JSON（ファイルを送るときは multipart/form-data）の書き方を確かめて、もう一度送ってください。")),
    "idempotency-key-required": Kind(400, gettext_lazy("Idempotency-Key がありません"), gettext_lazy("この手続には、要求ごとに新しく作った Idempotency-Key を付けてください。")),
    "not-authenticated": Kind(401, gettext_lazy("だれからの要求か分かりません"), gettext_lazy("アクセストークンを付けるか、サインインしてください。")),
    "csrf": Kind(403, gettext_lazy("CSRF トークンが合いません"), gettext_lazy("クッキー csrftoken の値を X-CSRFToken に付けてください。")),
    "second-factor": Kind(403, gettext_lazy("二要素認証が要ります"), gettext_lazy("サインインした画面で、もう一度二要素認証をしてください（5分間有効）。アクセストークンではこの手続はできません。")),
    "read-only-token": Kind(403, gettext_lazy("読み取り専用のトークンです"), gettext_lazy("書き込みのできるトークンを作るか、サインインして行ってください。")),
    "forbidden": Kind(403, gettext_lazy("この手続はできません"), gettext_lazy("reasons を読み、できる人に依頼してください。")),
    "not-found": Kind(404, gettext_lazy("見つかりません"), gettext_lazy("アドレスを確かめてください。見ることのできないものも、ないものとして答えます。")),
    "method-not-allowed": Kind(405, gettext_lazy("この方法では呼び出せません"), gettext_lazy("Allow にある方法で呼び出してください。")),
    "not-acceptable": Kind(406, gettext_lazy("求められた形式では答えられません"), gettext_lazy("Accept に application/json を入れてください。")),
    "closed": Kind(409, gettext_lazy("いまはこの手続ができません"), gettext_lazy("reasons を読み、いまの状態を取り直してください。")),
    "conflict": Kind(409, gettext_lazy("ほかの人が先に変えました"), gettext_lazy("conflicts の theirs を読み、was に入れ直して送ってください。")),
    "length-required": Kind(411, gettext_lazy("送る量が示されていません"), gettext_lazy("Content-Length を付けて送ってください。分割送信（Transfer-Encoding）は受け取れません。")),
    "stale": Kind(412, gettext_lazy("古い版に対する変更です"), gettext_lazy("取り直して、新しい ETag を If-Match に付けてください。")),
    "too-large": Kind(413, gettext_lazy("大きすぎます"), gettext_lazy("一度に送る量か、項目の数を減らしてください。")),
    "unsupported-media-type": Kind(415, gettext_lazy("受け取れない形式です"), gettext_lazy("Content-Type を application/json にしてください。")),
    "invalid": Kind(422, gettext_lazy("受け付けられない値があります"), gettext_lazy("errors にある欄を直してください。")),
    "idempotency-key-reused": Kind(422, gettext_lazy("同じ Idempotency-Key で別の内容が送られました"), gettext_lazy("別の手続には、新しい Idempotency-Key を付けてください。")),
    "if-match-required": Kind(428, gettext_lazy("If-Match がありません"), gettext_lazy("取り出したときの ETag を If-Match に付けてください。欄ごとに突き合わせるときは * とします。")),
    "throttled": Kind(429, gettext_lazy("要求が多すぎます"), gettext_lazy("Retry-After の秒数だけ待ってください。")),
    "internal-error": Kind(500, gettext_lazy("処理できませんでした"), gettext_lazy("時間をおいてもう一度送り、続くときは instance を添えて窓口にお知らせください。")),
    "storage-full": Kind(507, gettext_lazy("保存する場所に空きがありません"), gettext_lazy("時間をおいてもう一度送ってください。")),
}
# fmt: on
# A status that several kinds share is told as the plainest of them, unless it is known better.
BY_STATUS = {kind.status: code for code, kind in reversed(KINDS.items())} | {403: "forbidden", 422: "invalid"}

OF_DJANGO: dict[type[Exception], str] = {Http404: "not-found", PermissionDenied: "forbidden"}

# Refusals that say "not you" rather than "not now".
ABOUT_WHO = frozenset(
    {"role", "stranger", "not_yours", "not_your_party", "not_the_lead", "same_person", "self"}
)


class Problem(exceptions.APIException):
    """Raised anywhere in a request; `more` are members of the answer beside the standard ones."""

    def __init__(
        self, code: str, detail: str = "", headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.code, self.said, self.headers, self.more = code, detail, headers or {}, more
        self.status_code = KINDS[code].status


def invalid(**errors: str) -> Problem:
    """Fields that won't do, each with its sentence."""
    return Problem("invalid", errors=[{"field": field, "text": text} for field, text in errors.items()])


def body_of(code: str, detail: str, request_id: str, more: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS[code]
    return {
        "type": f"{PLACE}{code}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": detail or str(kind.what_to_do),
        "instance": f"urn:request:{request_id}",
        **more,
    }


def handle(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None is a fault of ours: it becomes a 500 further out."""
    problem = _problem(exception, context)
    if problem is None:
        return None
    request = context["request"]
    content = body_of(problem.code, problem.said, getattr(request, "id", ""), problem.more)
    return Response(content, problem.status_code, headers=problem.headers, content_type=MEDIA_TYPE)


def _problem(exception: Exception, context: dict[str, Any]) -> Problem | None:
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, Refused):
        return refused(exception)
    if isinstance(exception, FileRefused):
        return invalid(file=exception.sentence)
    if isinstance(exception, ValidationError):
        return Problem("invalid", errors=_django_errors(exception))
    return _of_framework(exception, context)


def refused(exception: Refused) -> Problem:
    about_who = any(reason.code in ABOUT_WHO for reason in exception.reasons)
    sentences = " ".join(reason.text for reason in exception.reasons)
    return Problem("forbidden" if about_who else "closed", sentences, reasons=told(exception.reasons))


def told(reasons: Any) -> list[dict[str, str]]:
    return [{"code": reason.code, "text": _(reason.text)} for reason in reasons]


def not_yours(text: str) -> Problem:
    return Problem("forbidden", text, reasons=told([Reason("role", text)]))


def _of_framework(exception: Exception, context: dict[str, Any]) -> Problem | None:
    if isinstance(exception, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        header = context["view"].get_authenticate_header(context["request"])
        return Problem("not-authenticated", headers={"WWW-Authenticate": header})
    if isinstance(exception, exceptions.Throttled):
        return Problem("throttled", headers={"Retry-After": str(int(exception.wait or 60))})
    if isinstance(exception, exceptions.ValidationError):
        return Problem("invalid", errors=list(_errors(exception.detail)))
    if isinstance(exception, exceptions.APIException):
        return Problem(BY_STATUS.get(exception.status_code, "malformed"))
    return Problem(OF_DJANGO[type(exception)]) if type(exception) in OF_DJANGO else None


def _errors(detail: Any, place: str = "") -> Any:
    """DRF's nested lists and dicts as flat lines: {"items": [{"text": […]}]} is items.0.text."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _errors(value, place if key == "non_field_errors" else _join(place, key))
    elif isinstance(detail, list) and any(isinstance(each, dict | list) for each in detail):
        for number, value in enumerate(detail):
            yield from _errors(value, _join(place, number))
    else:
        words = detail if isinstance(detail, list) else [detail]
        yield {"field": place, "text": " ".join(str(each) for each in words)}


def _join(place: str, key: Any) -> str:
    return f"{place}.{key}" if place else str(key)


def _django_errors(exception: ValidationError) -> list[dict[str, str]]:
    if hasattr(exception, "error_dict"):
        return [{"field": field, "text": " ".join(texts)} for field, texts in exception.message_dict.items()]
    return [{"field": "", "text": " ".join(exception.messages)}]


def plain(request: HttpRequest, code: str) -> JsonResponse:
    """Outside of DRF: an address that isn't there, a body too large to be read."""
    content = body_of(code, "", getattr(request, "id", ""), {})
    return JsonResponse(
        content,
        status=KINDS[code].status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
