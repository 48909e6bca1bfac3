"""What Today says of an alert: what is wrong, and what it means for the work of whoever reads it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    heading: Any
    text: Any


WORDS = {
    "database_gone": Words(_("The database does not answer"), _("Nothing can be opened or saved.")),
    "log_broken": Words(
        _("The log does not add up"),
        _("The last check of the log found something changed, missing or added. Keep everything as it is."),
    ),
    "disk_full": Words(_("The disk is almost full"), _("Soon no file can be added to a case.")),
    "no_worker": Words(
        _("Nothing is done in the background"),
        _("Reports are not drawn and the log is not sealed. What is saved is saved."),
    ),
    "no_beat": Words(
        _("Nothing is done by itself"),
        _("The log is not sealed and nightly work does not begin. What is saved is saved."),
    ),
    "no_broker": Words(
        _("Work in the background begins late"), _("The message queue does not answer. Nothing is lost.")
    ),
    "jobs_stuck": Words(
        _("Work in the background stands still"), _("A report or another task has waited for more than five minutes.")
    ),
    "log_unsealed": Words(
        _("The log is not sealed"), _("What was written in it lately could be changed without a trace.")
    ),
    "log_unanchored": Words(
        _("The log is not anchored outside the database"), _("Its latest end could be cut off without a trace.")
    ),
    "log_unproved": Words(_("The log has not been checked"), _("The check of every night was not made.")),
    "backup_gone": Words(_("Nothing is copied"), _("What is written now is lost if the disk is.")),
    "backup_behind": Words(_("The backup lags behind"), _("What was written lately is lost if the disk is.")),
    "backup_old": Words(
        _("The last whole backup is old"),
        _("Coming back after a loss takes longer the older it is. Nothing is lost yet."),
    ),
    "jobs_failed": Words(
        _("Work in the background was given up"), _("It was tried five times within a day. It can be started again.")
    ),
}


def said(code: str) -> Words:
    return WORDS[code]
