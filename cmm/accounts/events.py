"""Log-ins, log-outs and failures become security events. Django's own signals are the only ones we use."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from cmm.audit.enums import EventKind
from cmm.audit.services import note_event


@receiver(user_logged_in)
def note_log_in(*, user: Any, **_kwargs: Any) -> None:
    note_event(EventKind.LOGGED_IN, actor=user)


@receiver(user_logged_out)
def note_log_out(*, user: Any, **_kwargs: Any) -> None:
    if user is not None:
        note_event(EventKind.LOGGED_OUT, actor=user)


@receiver(user_login_failed)
def note_failure(**_kwargs: Any) -> None:
    # The typed address may be somebody's password in the wrong field: it is not kept.
    note_event(EventKind.LOGIN_FAILED)
