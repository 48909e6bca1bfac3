from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "cmm.accounts"
    label = "accounts"

    def ready(self) -> None:
        from cmm.accounts import checks, events  # noqa: F401, PLC0415 -- both register themselves with Django
        from cmm.accounts.policies.installing import install  # noqa: PLC0415 -- the app registry is ready only here
        from cmm.core.privileges import apply_privileges  # noqa: PLC0415 -- likewise

        post_migrate.connect(install, dispatch_uid="accounts.policies")
        # Last: no table is open before its policies stand, also where a migrate before this one had closed all of them.
        post_migrate.connect(apply_privileges, dispatch_uid="core.privileges")
