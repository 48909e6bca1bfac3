from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cmm.demo"
    label = "demo"
