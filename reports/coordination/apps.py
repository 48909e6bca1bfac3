from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "reports.coordination"
    label = "coordination"
