from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "cases.merging"
    label = "merging"
