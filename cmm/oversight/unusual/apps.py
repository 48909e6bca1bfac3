from django.apps import AppConfig


class UnusualConfig(AppConfig):
    name = "cmm.oversight.unusual"
    label = "unusual"

    def ready(self) -> None:
        from cmm.accounts.backend import ALONG  # noqa: PLC0415 -- models stand only now
        from cmm.oversight.unusual.selectors.entries import is_asked  # noqa: PLC0415 -- likewise

        ALONG["is_asked"] = is_asked
