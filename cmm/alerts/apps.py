from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "cmm.alerts"
    label = "alerts"
