"""Gunicorn's own lines, written where and as all others are (cmm.core.logs)."""

from typing import Any

from gunicorn.glogging import Logger


class Lines(Logger):
    def setup(self, cfg: Any) -> None:
        """Until the settings are loaded nobody writes; with ``--preload`` that is before the first line."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
