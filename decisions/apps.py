from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        import_module("decisions.audit_head").register()
        import_module("decisions.forecasts")
