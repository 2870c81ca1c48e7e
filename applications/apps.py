from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        autodiscover_modules("exported", "panels", "queues", "endings", "waits", "moved")
