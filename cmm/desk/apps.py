from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cmm.desk"
    label = "desk"
