from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "cmm.oversight.retention"
    label = "retention"
