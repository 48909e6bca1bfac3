from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "identification.followup"
    label = "followup"

    def ready(self) -> None:
        from cases.merging.obstacles import before_merging  # noqa: PLC0415 -- the app registry is ready only here
        from identification.followup.selectors.merging import obstacles  # noqa: PLC0415 -- likewise

        before_merging(obstacles)
