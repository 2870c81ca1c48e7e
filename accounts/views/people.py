"""The administrator's pages: organisations, people and their posts."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.paging import Page
from law.acts import Refused
from law.roles import Role

from .. import services
from ..audience import opens_to
from ..forms import EndMembershipForm, MembershipForm, OrganisationForm, PersonForm
from ..models import Membership, Organisation, User

opens_to_administrators = opens_to(Role.ADMINISTRATOR)


@opens_to_administrators
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    everyone = User.objects.prefetch_related("memberships__organisation")
    page = Page.of(everyone, request.GET)
    return render(request, "accounts/people.html", {"page": page})


@opens_to_administrators
@require_GET
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(User, public_id=public_id)
    posts = found.memberships.select_related("organisation").order_by("-valid_from", "-pk")
    return render(request, "accounts/person.html", {"person": found, "posts": posts})


@opens_to_administrators
@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """A person without a post could do nothing, so the two are entered together."""
    forms = PersonForm(request.POST or None), MembershipForm(request.POST or None)
    complete = [form.is_valid() for form in forms]
    if all(complete):
        with refusals_on(forms[1]):
            user = _enter(request, *forms)
            messages.success(request, _("登録し、パスワード設定の案内をメールで送りました。"))
            return redirect("person", user.public_id)
    context = {"form": forms[0], "membership_form": forms[1]}
    return render(request, "accounts/person_form.html", context)


@transaction.atomic
def _enter(request: HttpRequest, person_form: PersonForm, post_form: MembershipForm) -> User:
    user = services.add_person(**person_form.cleaned_data, actor=request.actor)
    services.give_membership(user=user, **post_form.cleaned_data, actor=request.actor)
    services.invite(user=user, actor=request.actor)
    return user


@opens_to_administrators
@require_http_methods(["GET", "POST"])
def add_membership(request: HttpRequest, public_id: str) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    form = MembershipForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.give_membership(user=user, **form.cleaned_data, actor=request.actor)
            messages.success(request, _("所属を追加しました。"))
            return redirect("person", user.public_id)
    return render(request, "accounts/membership_form.html", {"form": form, "person": user})


@opens_to_administrators
@require_http_methods(["GET", "POST"])
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=pk)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.end_membership(membership=membership, **form.cleaned_data, actor=request.actor)
            messages.success(request, _("所属の終了日を登録しました。"))
            return redirect("person", membership.user.public_id)
    return render(request, "accounts/membership_end.html", {"form": form, "membership": membership})


@opens_to_administrators
@require_POST
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    try:
        services.invite(user=user, actor=request.actor)
        messages.success(request, _("パスワード設定の案内をメールで送りました。"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("person", user.public_id)


@opens_to_administrators
@require_http_methods(["GET", "POST"])
def anonymise(request: HttpRequest, public_id: str) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    if request.method == "POST":
        try:
            services.anonymise_user(user=user, actor=request.actor)
            messages.success(request, _("利用を終了し、氏名とメールアドレスを消去しました。"))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("person", user.public_id)
    return render(request, "accounts/person_anonymise.html", {"person": user})


@opens_to_administrators
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    page = Page.of(Organisation.objects.all(), request.GET)
    return render(request, "accounts/organisations.html", {"page": page})


@opens_to_administrators
@require_http_methods(["GET", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        services.register_organisation(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("法人・機関を登録しました。"))
        return redirect("organisations")
    return render(request, "accounts/organisation_form.html", {"form": form})


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """What the service refuses is told above the form, with everything typed still there."""
    try:
        yield
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason.text)
