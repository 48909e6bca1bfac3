from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cmm.accounts"
    label = "accounts"

    def ready(self) -> None:
        from cmm.accounts import checks, events  # noqa: F401, PLC0415 -- both register themselves with Django
