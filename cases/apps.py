from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases.selectors.glasses import has_glass  # noqa: PLC0415 -- models stand only now
        from cmm.accounts.backend import ALONG  # noqa: PLC0415 -- likewise

        ALONG["has_glass"] = has_glass
