from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cmm.core"
    label = "core"
