from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "identification"

    def ready(self) -> None:
        from cases.closing import when_closed  # noqa: PLC0415 -- the app registry is ready only here
        from cases.merging.obstacles import before_merging  # noqa: PLC0415 -- likewise
        from identification.selectors.merging import obstacles  # noqa: PLC0415 -- likewise
        from identification.services.periods import end_periods  # noqa: PLC0415 -- likewise

        when_closed(end_periods)
        before_merging(obstacles)
