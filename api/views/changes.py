"""Changes of grants: one with what is typed, what was filed, and whether a notice suffices."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from grants.sight import viewer

from .. import showing_changes as showing
from ..doors import Door
from ..finding_grants import change_or_404
from ..serializers.grants import ChangeShape
from .grants import SEERS
from .kept import shows


class Change(Door):
    audience = SEERS

    @shows(ChangeShape, "change", _("交付の決定の後の変更：入力、届出で足りるか、版"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        found = change_or_404(request.membership, pk)
        return Response(showing.change(found, viewer(found.grant, request.membership)))
