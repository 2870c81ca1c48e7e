from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

# Celery looks for <app>.tasks; ours live beside what they run.
STARTED = (
    "common.checks",
    "common.jobs.tasks",
    "common.jobs.worker",
    "common.audit.tasks",
    "common.files.tasks",
)


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        for module in STARTED:
            import_module(module)
        autodiscover_modules("jobs")
