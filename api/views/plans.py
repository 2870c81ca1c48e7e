"""Plans as they are worked on: the list, one plan, its parts and files, what filing waits for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership, Organisation
from applications.filters import RUNNING, midnight
from applications.models import Attachment, PlanPart
from applications.models import Plan as PlanRow
from applications.models.plan import LIVE_PLANS
from applications.queues import DRAFTS, PAGE
from applications.readiness import check_filing
from applications.selectors import TYPISTS, filed_plans_visible_to, plans_visible_to, search
from applications.services.attaching import add_attachment, remove_attachment
from applications.services.freezing import subsidy_json
from applications.services.saving import Saved, save_part
from applications.sight import BY_ROLE, PartView, PlanView, plan_view
from applications.worklist import OF_DRAFTS, SORTS
from common import files
from common.lists import MOST_WORDS
from common.paging import Order
from law.roles import APPLICANTS, ROLES, Role
from law.states import PlanState
from law.visibility import Kind, Stage, sight

from .. import showing
from ..bodies import Body
from ..doing.asked import party_of
from ..doors import Door
from ..fields import Day, Named, Text
from ..finding import plan_or_404
from ..paging import page_of
from ..problems import Problem, invalid
from ..queries import asked_by, begun
from ..serializers.shapes import (
    CheckShape,
    FileShape,
    PartRowShape,
    PartShape,
    PlanRowShape,
    PlanShape,
    SavedShape,
)
from .kept import hands_out, lists, pages, shows

SEERS = frozenset(ROLES) - {Role.ADMINISTRATOR}
WRITERS = APPLICANTS | TYPISTS
# What showing.plan_row says of a plan, and no more of fifty of them.
ROW = (
    *("number", "title", "state", "scheme", "channel", "arrived_at", "due_on", "updated_at"),
    *("lead__public_id", "lead__name", "lead__corporate_number"),
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=_("取り出したときの ETag。欄ごとに突き合わせるときは *。"),
)


def writer_view(request: Request, pk: UUID) -> PlanView:
    """The working copy; whoever only reads is told that it isn't there."""
    view = plan_view(plan_or_404(request.membership, pk), request.membership)
    if not showing.works_on(view.viewer):
        raise Http404
    return view


class PlanQuery(Body):
    """What a list is narrowed by, as on the page."""

    q = Text(max_length=MOST_WORDS, required=False, help_text=_("管理番号・名称・会社名"))
    queue = serializers.SlugField(max_length=40, required=False, help_text=_("作業の一覧のコード"))
    state = serializers.ChoiceField(
        [RUNNING, *(state.value for state in PlanState)], required=False, help_text=_("live は手続中のもの")
    )
    scheme = serializers.SlugField(max_length=40, required=False, help_text=_("制度のコード"))
    call = serializers.UUIDField(required=False, help_text=_("公募の ID"))
    channel = serializers.ChoiceField(PlanRow.Channel.values, required=False)
    assignee = serializers.ChoiceField(["me", "none"], required=False)
    arrived_from = Day(required=False)
    arrived_to = Day(required=False, help_text=_("この日まで"))
    due_by = Day(required=False, help_text=_("標準処理期間がこの日までに満ちるもの"))
    sort = serializers.ChoiceField([*SORTS, *(f"-{name}" for name in SORTS)], default="-updated")


class Plans(Door):
    audience = SEERS

    @pages(PlanRowShape, "plans", _("見ることのできる申請"), "plans", PlanQuery)
    def get(self, request: Request) -> Response:
        clock = _sees_clock(Role(request.membership.role))
        found, order = narrowed(request, sees_clock=clock)
        return Response(page_of(request, found, order, lambda plan: showing.plan_row(plan, sees_clock=clock)))


def narrowed(request: Request, *, sees_clock: bool) -> tuple[QuerySet[PlanRow], Order]:
    """The list that an address names, as this post sees it, and its order."""
    asked = asked_by(request, PlanQuery)
    if "due_by" in asked and not sees_clock:
        raise invalid(due_by=_("この役割では、期限で絞り込めません。"))
    if asked.get("queue") == DRAFTS and asked["sort"].removeprefix("-") not in OF_DRAFTS:
        raise invalid(sort=_("入力中の紙の申請は、更新の順だけで並べられます。"))
    rows = begun(asked, request.membership, PAGE, _seen).select_related("lead").only(*ROW)
    under_way = asked.get("state") == RUNNING or "due_by" in asked
    rows = rows.filter(LIVE_PLANS if under_way else Q(), **_narrowed(asked, request))
    return search(rows, asked.get("q", "")), Order.of(asked["sort"], SORTS, "-updated")


def _sees_clock(role: Role) -> bool:
    return role in APPLICANTS or bool(sight(BY_ROLE[role], Kind.HISTORY, Stage.FILED))


def _seen(member: Membership) -> QuerySet[PlanRow]:
    """A company's own, or all that was filed: what a desk still types is a list of work of its own."""
    return plans_visible_to(member) if member.role in APPLICANTS else filed_plans_visible_to(member)


def _narrowed(asked: dict[str, Any], request: Request) -> dict[str, Any]:
    found = {name: asked[name] for name in ("scheme", "call", "channel") if name in asked}
    if asked.get("state", RUNNING) != RUNNING:
        found["state"] = asked["state"]
    if "assignee" in asked:
        found["assignee"] = request.membership if asked["assignee"] == "me" else None
    if "arrived_from" in asked:
        found["arrived_at__gte"] = midnight(asked["arrived_from"])
    if "arrived_to" in asked:
        found["arrived_at__lt"] = midnight(asked["arrived_to"] + timedelta(days=1))
    if "due_by" in asked:
        found["due_on__lte"] = asked["due_by"]
    return found


class Plan(Door):
    audience = SEERS

    @shows(PlanShape, "plan", _("一つの申請"), "plans")
    def get(self, request: Request, pk: UUID) -> Response:
        view = plan_view(plan_or_404(request.membership, pk), request.membership)
        return Response(showing.plan(view))


class Check(Door):
    audience = WRITERS

    @shows(CheckShape, "plan_check", _("提出の前の確認"), "plans")
    def get(self, request: Request, pk: UUID) -> Response:
        view = writer_view(request, pk)
        found = check_filing(view.reader, view.attachments)
        own = view.own_party.pk if view.own_party else None
        return Response(
            {
                "unreadable": found.unreadable,
                "not_agreed": found.not_agreed,
                "warnings": found.warnings_for(own),
                "subsidy": showing.subsidy(subsidy_json(view.subsidy), showing.parties_by_key(view.plan)),
            }
        )


# Parts


class Parts(Door):
    audience = WRITERS

    @lists(PartRowShape, "plan_parts", _("申請の各部分"), "parts")
    def get(self, request: Request, pk: UUID) -> Response:
        view = writer_view(request, pk)
        return Response({"items": [showing.part_row(view, each) for each in view.parts]})


class Change(Body):
    was = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=40_000)
    now = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=40_000)


class Changes(Body):
    """Box → what the writer saw, what it becomes."""

    changes = serializers.DictField(child=Change(), allow_empty=False)


class Part(Door):
    audience = WRITERS

    @shows(PartShape, "plan_part", _("共同の部分"), "parts")
    def get(self, request: Request, pk: UUID, key: str, party: UUID | None = None) -> Response:
        view = writer_view(request, pk)
        found = _part_or_404(view, key, party)
        return Response(showing.part(view, found), headers={"ETag": etag(found.part)})

    @shows(
        SavedShape,
        "save_part",
        _("変えた欄を保存する（欄ごとに was → now）"),
        "parts",
        request=Changes,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: UUID, key: str, party: UUID | None = None) -> Response:
        found = _part_or_404(writer_view(request, pk), key, party)
        wanted = request.headers.get("If-Match")
        if wanted is None:
            raise Problem("if-match-required", headers={"ETag": etag(found.part)})
        body = Changes(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data["changes"]
        changes = {name: (each["was"], each["now"]) for name, each in said.items()}
        return _answer(_save(request, found.part, wanted, changes))


class OwnPart(Part):
    """One company's own: the last piece of the address is the company's id."""

    @shows(PartShape, "plan_own_part", _("各社の部分"), "parts")
    def get(self, request: Request, pk: UUID, key: str, party: UUID | None = None) -> Response:
        return super().get(request, pk, key, party)

    @shows(
        SavedShape,
        "save_own_part",
        _("各社の部分の変えた欄を保存する（欄ごとに was → now）"),
        "parts",
        request=Changes,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: UUID, key: str, party: UUID | None = None) -> Response:
        return super().patch(request, pk, key, party)


def _part_or_404(view: PlanView, key: str, party: UUID | None) -> PartView:
    for each in view.parts:
        if each.part.key == key and showing.party_id(each.party) == party:
            return each
    raise Http404


def etag(part: PlanPart) -> str:
    return f'"{part.version}"'


@transaction.atomic
def _save(request: Request, part: PlanPart, wanted: str, changes: dict[str, tuple[str, str]]) -> Saved:
    """`*` matches any version and leaves it to was and now; a tag must be the version that stands."""
    standing = PlanPart.objects.select_for_update(of=("self",), no_key=True).get(pk=part.pk)
    tags = {tag.strip() for tag in wanted.split(",")}
    if "*" not in tags and etag(standing) not in tags:
        raise Problem("stale", headers={"ETag": etag(standing)})
    return save_part(part=part, changes=changes, membership=request.membership)


def _answer(saved: Saved) -> Response:
    """Where nothing could be saved it is a refusal, not a success that did nothing."""
    conflicts = [
        {"field": each.field, "yours": each.yours, "theirs": each.theirs} for each in saved.conflicts
    ]
    tag = {"ETag": f'"{saved.version}"'}
    if not (saved.saved or saved.known):
        if conflicts:
            raise Problem("conflict", headers=tag, conflicts=conflicts)
        raise invalid(**saved.refused)
    content = {
        "version": saved.version,
        "saved": saved.saved,
        "known": saved.known,
        "conflicts": conflicts,
        "refused": saved.refused,
    }
    return Response(content, headers=tag)


# Files


class NewAttachment(Body):
    document = serializers.SlugField(max_length=40)
    party = Named(Organisation.objects.all(), required=False, help_text=_("紙の申請の、各社の書類のときだけ"))
    file = serializers.FileField()


class Attachments(Door):
    audience = WRITERS
    parser_classes = (MultiPartParser,)

    @lists(FileShape, "plan_attachments", _("添付書類"), "attachments")
    def get(self, request: Request, pk: UUID) -> Response:
        view = writer_view(request, pk)
        return Response({"items": [showing.attachment(view.plan, each) for each in view.attachments]})

    @extend_schema(
        operation_id="attach_file",
        summary=_("添付する"),
        tags=["attachments"],
        request={"multipart/form-data": NewAttachment},
        responses={201: FileShape},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        view = writer_view(request, pk)
        body = NewAttachment(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        added = add_attachment(
            plan=view.plan,
            party=view.own_party or party_of(view.plan, said.get("party"), "party"),
            document=said["document"],
            upload=said["file"],
            membership=request.membership,
        )
        shown = showing.attachment(view.plan, added)
        return Response(shown, 201, headers={"Location": shown["url"]})


class AttachmentFile(Door):
    audience = WRITERS

    @hands_out("plan_attachment", _("添付したファイル"), "attachments")
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
        found = _attachment_or_404(request, pk, file)
        return files.serve(found.file, name=found.name)

    @extend_schema(
        operation_id="remove_file", summary=_("添付を外す"), tags=["attachments"], responses={204: None}
    )
    def delete(self, request: Request, pk: UUID, file: UUID) -> Response:
        found = _attachment_or_404(request, pk, file)
        remove_attachment(attachment=found, membership=request.membership)
        return Response(status=204)


def _attachment_or_404(request: Request, pk: UUID, file: UUID) -> Attachment:
    view = writer_view(request, pk)
    visible = [each.pk for each in view.attachments]
    rows = view.plan.attachments.select_related("file", "party")
    return get_object_or_404(rows.filter(pk__in=visible), pk=file)
