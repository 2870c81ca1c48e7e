"""What a real installation must not be: `check --deploy` refuses the embedded defaults and the demo."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice
from django.db import DatabaseError, connection


@register(Tags.security, deploy=True)
def a_real_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SQLite is for the demo, training and tests: no second machine can share it."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    return [
        Error(
            "SQLite は本番では使えません。",
            hint="DATABASE_URL に PostgreSQL の場所を設定してください。",
            id="kikin.E001",
        )
    ]


@register(Tags.security, deploy=True)
def a_real_broker(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.CELERY_BROKER_URL.startswith("django:"):
        return []
    return [
        Error(
            "埋め込みのブローカーは 1 台のためのもので、本番では使えません。",
            hint="CELERY_BROKER_URL に Redis か RabbitMQ の場所を設定してください。",
            id="kikin.E002",
        )
    ]


@register(Tags.security, deploy=True)
def not_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Error(
            "見本（DEMO=1）のまま公開できません。見本の人物はだれでもその人としてサインインできます。",
            hint="DEMO を外し、見本を作っていないデータベースで動かしてください。",
            id="kikin.E003",
        )
    ]


@register(Tags.security, deploy=True)
def mail_that_leaves(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Into files, as in the demo, no applicant is told anything."""
    backend = settings.EMAIL_BACKEND
    if not backend.startswith("django.core.mail.backends.") or ".smtp." in backend:
        return []
    return [
        Error(
            "メールが外へ送られず、だれにも届きません。",
            hint="EMAIL_URL に SMTP サーバーを設定してください（例 smtp+tls://利用者:暗証@mail.example.go.jp:587）。",
            id="kikin.E004",
        )
    ]


@register(Tags.security, deploy=True)
def somebody_to_ask(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Who cannot sign in yet finds an address on the page 問い合わせ, or nowhere."""
    if settings.CONTACT:
        return []
    return [
        Advice(
            "問い合わせの頁に載せる連絡先がありません。",
            hint="CONTACT に、名称・電話・メールなどを「,」で区切って設定してください。",
            id="kikin.W002",
        )
    ]


OWNS = """
    SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR EXISTS (
        SELECT 1 FROM pg_class
        WHERE relname = 'common_auditevent' AND pg_has_role(current_user, relowner, 'MEMBER'))
"""


@register(Tags.security, deploy=True)
def not_the_owner(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Who owns the tables can drop the triggers that keep audit lines and versions as they are."""
    if connection.vendor != "postgresql" or not _owns():
        return []
    return [
        Advice(
            "アプリケーションが、表の所有者か管理者としてデータベースに接続しています。",
            hint="別の役割を作り、grant_application_role で権限を与え、DATABASE_URL をその役割にします。",
            id="kikin.W001",
        )
    ]


def _owns() -> bool:
    """A database that doesn't answer now can't be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(OWNS)
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False
