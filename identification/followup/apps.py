from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "identification.followup"
    label = "followup"
