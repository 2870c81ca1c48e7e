"""Mail. It may arrive twice, with one Message-ID; it never holds what is confidential."""

import hashlib
from email.utils import parseaddr

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import handler
from common.models import Job

from .models import Notice, User


@handler("mail", gettext_lazy("お知らせのメール"))
def send_notice(job: Job) -> None:
    notice = Notice.objects.select_related("recipient").get(pk=job.payload["notice"])
    context = {
        "name": notice.recipient.name,
        "title": notice.title,
        "url": absolute(reverse("notice", args=[notice.public_id])),
    }
    _send(job, notice.recipient, notice.act, notice.title, context)


@handler("invitation", gettext_lazy("招待のメール"))
def send_invitation(job: Job) -> None:
    """The link is made here and stands in no table."""
    user = User.objects.get(pk=job.payload["user"])
    title = _("パスワードを設定してください")
    context = {"name": user.name, "title": title, "url": password_link(user)}
    _send(job, user, "invite", title, context)


def password_link(user: User) -> str:
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    arguments = {"uidb36": user_pk_to_url_str(user), "key": token}
    return absolute(reverse("account_reset_password_from_key", kwargs=arguments))


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def _send(job: Job, user: User, act: str, title: str, context: dict) -> None:
    if not user.is_active:
        return
    body = render_to_string([f"emails/{act}.body.txt", "emails/base.body.txt"], context)
    headers = {"Message-ID": _message_id(job.key)}
    EmailMessage(title, body, to=[user.email], headers=headers).send()


def _message_id(key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
