from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports.definitions.loading import keep_definitions  # noqa: PLC0415 -- the models must stand first

        post_migrate.connect(keep_definitions, sender=self, dispatch_uid="reports.definitions")
