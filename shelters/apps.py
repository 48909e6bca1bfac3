from django.apps import AppConfig


class SheltersConfig(AppConfig):
    name = "shelters"

    def ready(self) -> None:
        from cases.merging.obstacles import before_merging  # noqa: PLC0415 -- the app registry is ready only here
        from shelters.selectors.merging import obstacles  # noqa: PLC0415 -- likewise

        before_merging(obstacles)
