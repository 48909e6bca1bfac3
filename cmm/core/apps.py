from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "cmm.core"
    label = "core"

    def ready(self) -> None:
        from cmm.core.privileges import apply_privileges  # noqa: PLC0415 -- the app registry is ready only here

        post_migrate.connect(apply_privileges, dispatch_uid="core.privileges")
