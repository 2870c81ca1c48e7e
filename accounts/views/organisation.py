"""会社情報: read by everyone of the organisation, changed by its representative."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from law.roles import APPLICANTS, Role

from ..audience import opens_to
from ..forms import ProfileForm
from ..services import change_profile


@opens_to(*APPLICANTS)
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    may_change = request.membership.role == Role.REPRESENTATIVE
    context = {"organisation": organisation, "may_change": may_change, "place": "company"}
    return render(request, "accounts/profile.html", context)


@opens_to(Role.REPRESENTATIVE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation
    form = ProfileForm(request.POST or None, instance=organisation)
    if form.is_valid():
        change_profile(organisation=organisation, changes=form.cleaned_data, actor=request.actor)
        messages.success(request, _("会社情報を変更しました。"))
        return redirect("organisation")
    return render(request, "accounts/profile_form.html", {"form": form, "place": "company"})
