from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "cmm.accounts"
    label = "accounts"

    def ready(self) -> None:
        from cmm.accounts import checks, events  # noqa: F401, PLC0415 -- both register themselves with Django
        from cmm.accounts.policies.installing import install  # noqa: PLC0415 -- the app registry is ready only here

        post_migrate.connect(install, dispatch_uid="accounts.policies")
