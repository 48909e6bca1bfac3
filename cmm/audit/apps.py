from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "cmm.audit"
    label = "audit"

    def ready(self) -> None:
        from cmm.audit.triggers import attach_triggers  # noqa: PLC0415 -- the app registry is ready only here

        post_migrate.connect(attach_triggers, dispatch_uid="audit.triggers")
