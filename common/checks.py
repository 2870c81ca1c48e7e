"""What a real installation must not be: `check --deploy` refuses the embedded defaults and the demo."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


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
