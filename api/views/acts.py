"""One typed route per act, and the lists of what is open; all made from api/acts.py."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from common.transitions import wrong_role
from law.acts import Refused
from law.roles import ROLES, Role
from reviews.views.officer_consulting import SCANS

from .. import idempotency, places, subjects
from ..acts import ACTS, Row
from ..doing.asked import Asked
from ..doors import Door
from ..fields import Scan
from ..offers import Offer, offers
from ..parsing import BoundedJSON
from ..permissions import require_fresh_second_factor
from ..problems import told
from ..rows import lawful
from ..serializers.acts import DoneShape, OffersShape

KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!#-~]{1,128}$"},
    OpenApiParameter.HEADER,
    description=_("同じ値で送り直すと、初めの答えをそのまま返し、二度は行いません。"),
)


class ActView(Door):
    """Look, check the shape, do it once, tell where the thing now is."""

    row: ClassVar[Row]

    def post(self, request: Request, pk: Any = None) -> Response:
        row = self.row
        if row.decides:
            require_fresh_second_factor(request)
        key = idempotency.key_of(request, required=row.decides)
        digest = idempotency.digest_of(request) if key else ""
        answer = idempotency.answered(request, key, digest)
        if answer is None:
            asked = self._asked(request, pk)
            answer = idempotency.once(request, key, digest, lambda: self._done(asked))
        status, content = answer
        headers = {"Location": content["url"]} if status == 201 else {}
        return Response(content, status, headers=headers)

    def _asked(self, request: Request, pk: Any) -> Asked:
        """Found and well said, and any scan whole on disk, before the act's transaction begins."""
        thing = self.row.on.find(request.membership, pk)
        if thing is not None and not self.row.fits(thing):
            raise Http404
        self._refuse_other_house(request, thing)
        body = self.row.body(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        if "scan" in said:
            said["scan"] = files.store(upload=said["scan"], limits=SCANS)
        return Asked(request.membership, request.actor, thing, said, request.arrived_at)

    def _refuse_other_house(self, request: Request, thing: Any) -> None:
        """NIBN's desk and the ministry's do the same acts, each on its own grants: told before any body."""
        of = [lifecycle for lifecycle, _state in self.row.on.stands(thing)]
        if not self.row.is_done_by(Role(request.membership.role), of):
            act = next(act for name in self.row.law_names for act in lawful(name, of))
            raise Refused(wrong_role(act, request.actor))

    def _done(self, asked: Asked) -> idempotency.Answer:
        made = self.row.do(asked)
        return (201 if self.row.creates else 200), _told(self.row, made)


def _told(row: Row, thing: Any) -> dict[str, Any]:
    state = getattr(thing, "state", None)
    return {
        "act": row.name,
        "label": str(_(row.title)),
        "id": places.ident(thing) if thing else None,
        "url": places.address(thing) if thing else None,
        "state": state,
        "state_label": str(thing.get_state_display()) if state else None,
    }


class ActsView(Door):
    on: ClassVar[subjects.Subject]

    def get(self, request: Request, pk: Any = None) -> Response:
        thing = self.on.find(request.membership, pk)
        found = offers(self.on, thing, request.membership)
        return Response(
            {
                "open": [self._shown(offer, pk) for offer in found if offer.is_open],
                "closed": [self._shown(offer, pk) for offer in found if not offer.is_open],
            }
        )

    def _shown(self, offer: Offer, pk: Any) -> dict[str, Any]:
        row = offer.row
        return {
            "act": row.name,
            "label": str(_(row.title)),
            "url": reverse(_name(row), args=[pk] if row.on.path else []),
            "sources": offer.sources,
            "decides": row.decides,
            "reasons": told(offer.reasons),
        }


def _name(row: Row) -> str:
    return f"api_{row.on.name}_acts_{row.name}"


def _view_of(row: Row) -> type[ActView]:
    """A class of its own, so that its body and its words stand in the schema."""
    name = "".join(word.title() for word in row.name.split("_"))
    has_file = any(isinstance(field, Scan) for field in row.body().fields.values())
    parsers = [BoundedJSON, MultiPartParser] if has_file else [BoundedJSON]
    members = {"row": row, "audience": row.roles, "parser_classes": parsers, "post": _method(ActView.post)}
    view = type(f"{name}{row.on.name.title()}Act", (ActView,), members)
    said = extend_schema(
        operation_id=f"{row.on.name}_{row.name}",
        tags=["acts"],
        summary=str(row.title),
        description=_described(row),
        parameters=[KEY if not row.decides else _required(KEY)],
        request=row.body,
        auth=[{"session": []}] if row.decides else None,
        responses={201 if row.creates else 200: DoneShape},
    )
    return extend_schema_view(post=said)(view)


def _method(of: Callable[..., Response]) -> Callable[..., Response]:
    """A function of each class's own, for its words in the schema hang on it."""

    def method(self: Any, request: Request, pk: Any = None) -> Response:
        return of(self, request, pk)

    return method


def _required(key: OpenApiParameter) -> OpenApiParameter:
    return OpenApiParameter(key.name, key.type, key.location, required=True, description=key.description)


def _described(row: Row) -> str:
    names = [str(ROLES[role].label) for role in ROLES if role in row.roles]
    lines = [_("できる人：%(roles)s") % {"roles": "、".join(names)}]
    if sources := row.sources():
        lines.append(_("根拠：%(sources)s") % {"sources": "／".join(sources)})
    if row.decides:
        lines.append(_("サインインした本人が、二要素認証から5分以内に行います。"))
    return "\n\n".join(lines)


def _acts_view_of(subject: subjects.Subject) -> type[ActsView]:
    members = {"on": subject, "audience": subject.readers, "get": _method(ActsView.get)}
    view = type(f"{subject.name.title()}Acts", (ActsView,), members)
    said = extend_schema(
        operation_id=f"{subject.name}_acts",
        tags=["acts"],
        summary=_("いまできる手続と、できない手続の理由"),
        responses=OffersShape,
    )
    return extend_schema_view(get=said)(view)


def routes() -> list[URLPattern]:
    found = []
    for subject in subjects.SUBJECTS:
        base = f"{subject.path}/<uuid:pk>/acts/" if subject.path else "acts/"
        found.append(path(base, _acts_view_of(subject).as_view(), name=f"api_{subject.name}_acts"))
    for row in ACTS:
        base = f"{row.on.path}/<uuid:pk>/acts/" if row.on.path else "acts/"
        found.append(path(f"{base}{row.name}/", _view_of(row).as_view(), name=_name(row)))
    return found
