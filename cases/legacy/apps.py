from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "cases.legacy"
    label = "legacy"
