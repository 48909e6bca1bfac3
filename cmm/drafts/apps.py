from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "cmm.drafts"
    label = "drafts"
