from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "cmm.jobs"
    label = "jobs"
