"""The officer asks a reviewer for advice. Who has a known interest is shown, and can't be chosen."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.audience import opens_to
from accounts.models import Membership
from applications.models import Plan
from applications.selectors import read_plan
from common import clock
from common.forms import EraDateField
from law.roles import Role

from ..forms import PlainForm
from ..services.pairings import assign_reviewer as assign
from ..services.pairings import interests_in
from .acting import ActPage, act_page, desk_plan


@dataclass(frozen=True)
class Candidate:
    reviewer: Membership
    closed_by: list[str]

    @property
    def name(self) -> str:
        return f"{self.reviewer.user.name}（{self.reviewer.organisation.name}）"


class ReviewerForm(PlainForm):
    reviewer = forms.ModelChoiceField(
        label=gettext_lazy("審査委員"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    due_on = EraDateField(
        label=gettext_lazy("意見の期限"),
        required=False,
        help_text=gettext_lazy("決めなければ空けてください。"),
    )

    def __init__(self, *args: Any, reviewers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        field.queryset = _reviewers().filter(pk__in=[each.pk for each in reviewers])
        field.label_from_instance = lambda post: f"{post.user.name}（{post.organisation.name}）"

    def clean_due_on(self) -> Any:
        due = self.cleaned_data["due_on"]
        if due is not None and due <= clock.today():
            raise forms.ValidationError(_("意見の期限には、明日以降の日を入れてください。"))
        return due


@opens_to(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def assign_reviewer(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    candidates = _candidates(plan)
    open_ones = [each.reviewer for each in candidates if not each.closed_by]
    page = ActPage(
        plan,
        _("審査委員を割り当てる"),
        _("割り当てる"),
        reverse("case", args=[plan.pk]),
        _("審査委員を割り当て、本人に知らせました。"),
        lead=_("利益相反がないと本人が申告してから、申請の内容が開きます。意見は参考です。"),
        template="reviews/officer/assign_reviewer.html",
        context={"closed": [each for each in candidates if each.closed_by], "is_open": bool(open_ones)},
    )
    return act_page(
        request,
        page,
        ReviewerForm(request.POST or None, reviewers=open_ones),
        lambda typed: assign(plan=plan, membership=request.membership, **typed),
    )


def _reviewers():
    posts = Membership.objects.in_force_on(clock.today()).filter(role=Role.REVIEWER)
    return posts.select_related("user", "organisation").order_by("pk")


def _candidates(plan: Plan) -> list[Candidate]:
    reader = read_plan(plan)
    paired = set(plan.pairings.values_list("reviewer_id", flat=True))
    found = []
    for reviewer in _reviewers():
        closed_by = interests_in(reader, reviewer.organisation)
        if reviewer.pk in paired:
            closed_by.append(_("すでに割り当てられています"))
        found.append(Candidate(reviewer, closed_by))
    return found
