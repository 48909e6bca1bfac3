from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "cmm.oversight"
    label = "oversight"
