"""The demo's people have passwords that anyone may print: where they stand, real work must not start."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from .models import User


class DemoPeopleFound(ImproperlyConfigured):
    pass


def refuse_demo_people() -> None:
    """Called where the web process starts (config/wsgi.py) and where a worker does."""
    if not settings.DEMO and User.objects.filter(is_demo=True).exists():
        raise DemoPeopleFound(
            _(
                "デモ用の利用者が登録されているため、起動しません。"
                "デモとして動かすときは DEMO=1 を設定し、本番では別のデータベースを使ってください。"
            )
        )


def stop_worker(**kwargs) -> None:
    """Celery logs an exception of a signal handler and goes on; only an exit stops it."""
    try:
        refuse_demo_people()
    except DemoPeopleFound as found:
        raise SystemExit(str(found)) from found
