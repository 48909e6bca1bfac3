from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "cmm.crypto"
    label = "crypto"

    def ready(self) -> None:
        from cmm.crypto.keyring import rings  # noqa: PLC0415 -- the settings are whole only here

        rings()
