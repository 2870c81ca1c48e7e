from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("利用者")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415  (models must be loaded)
        from celery.signals import worker_init  # noqa: PLC0415

        from . import guard, second_factor  # noqa: PLC0415

        authenticator_added.connect(second_factor.remember_setup)
        worker_init.connect(guard.stop_worker)
