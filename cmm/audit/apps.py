from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "cmm.audit"
    label = "audit"
