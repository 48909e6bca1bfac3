"""What of the register itself must not go unnoticed: one table, read on Today, by the command and by docker/alerts.yml.

Pure: figures in, alerts out. Each alert has a section of its own in docs/drift.md, under its code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MINUTE, HOUR, GIGABYTE = 60, 3600, 1 << 30
# Of the figures, those that may be any age where the register is new, and lapse only afterwards.
FIRST_NIGHT = 36 * HOUR


@dataclass(frozen=True)
class Alert:
    """``figure`` may be no more, or no less, than a limit; ``minutes`` it may be so before somebody is called."""

    code: str
    figure: str
    more_than: float | None = None
    less_than: float | None = None
    minutes: int = 0

    def sounds(self, figures: Mapping[str, float]) -> bool:
        """Whether it stands. A figure nobody could take is no alert of its own."""
        value = figures.get(self.figure)
        if value is None:
            return False
        too_much = self.more_than is not None and value > self.more_than
        return too_much or (self.less_than is not None and value < self.less_than)

    @property
    def expression(self) -> str:
        """The same for Prometheus, over all who tell the figure."""
        if self.more_than is not None:
            return f"max(cmm_{self.figure}) > {self.more_than:.15g}"
        return f"min(cmm_{self.figure}) < {self.less_than:.15g}"


# The worst first.
ALERTS = (
    Alert("log_broken", "log_faults", more_than=0),
    Alert("disk_full", "files_free_share", less_than=0.1, minutes=5),
    Alert("no_worker", "worker_silent_seconds", more_than=2 * MINUTE),
    Alert("no_beat", "beat_silent_seconds", more_than=2 * MINUTE),
    Alert("no_broker", "broker_up", less_than=1, minutes=2),
    Alert("jobs_stuck", "oldest_due_job_seconds", more_than=5 * MINUTE),
    Alert("log_unsealed", "oldest_unsealed_seconds", more_than=10 * MINUTE),
    Alert("log_unanchored", "unanchored_seconds", more_than=10 * MINUTE),
    Alert("log_unproved", "log_unproved_seconds", more_than=FIRST_NIGHT),
    Alert("backup_gone", "backup_silent_seconds", more_than=10 * MINUTE),
    Alert("backup_behind", "backup_behind_bytes", more_than=GIGABYTE, minutes=5),
    Alert("backup_old", "backup_base_seconds", more_than=36 * HOUR),
    Alert("jobs_failed", "jobs_failed_lately", more_than=0),
)


# What only whoever watches from outside can say: that nobody answers, or that too much goes wrong.
FROM_OUTSIDE: dict[str, dict[str, Any]] = {
    "register_gone": {"expr": 'up{job="cmm"} == 0', "for": "2m"},
    "database_gone": {"expr": "min(cmm_database_up) < 1", "for": "1m"},
    "many_errors": {
        "expr": 'sum(rate(cmm_requests_total{status=~"5.."}[5m])) / sum(rate(cmm_requests_total[5m])) > 0.02',
        "for": "5m",
    },
}


def standing(figures: Mapping[str, float]) -> list[Alert]:
    return [alert for alert in ALERTS if alert.sounds(figures)]


def as_rules() -> dict[str, Any]:
    """docker/alerts.yml, which a test holds against this."""
    inside = {
        alert.code: {"expr": alert.expression, "for": f"{alert.minutes}m"}
        if alert.minutes
        else {"expr": alert.expression}
        for alert in ALERTS
    }
    rules = [
        {"alert": code, **rule, "annotations": {"runbook": f"docs/drift.md#{code}"}}
        for code, rule in (FROM_OUTSIDE | inside).items()
    ]
    return {"groups": [{"name": "cmm", "rules": rules}]}
