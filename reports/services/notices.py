"""Those who read reports are told that there is something for them, once each and without a word of what it is."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cmm.accounts.enums import Role
from cmm.accounts.models import User
from cmm.core.context import system
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue
from reports.enums import EditionState
from reports.models import Edition, Notice

TELL, MAIL = "reports.tell", "reports.mail"
# Whoever becomes a reader later finds the older editions in the library, and is not told of each.
RECENT = timedelta(days=30)

log = logging.getLogger("cmm.jobs")


def promise_notices() -> list[Job]:
    """Each edition published lately is told of once, by the first ring after it that anybody hears."""
    with system(TELL), transaction.atomic():
        lately = Edition.objects.filter(state=EditionState.PUBLISHED, published_at__gt=timezone.now() - RECENT)
        return [enqueue(TELL, key=f"{TELL}:{pk}", args={"edition": pk}) for pk in lately.values_list("pk", flat=True)]


def tell_readers(job: Claimed) -> None:
    """A notice for everybody who reads reports today: an organisation whose time is over hears nothing."""
    edition = job.args["edition"]
    with job.finishing():
        Notice.objects.bulk_create([Notice(edition_id=edition, user=user) for user in readers()], ignore_conflicts=True)
        if settings.EMAIL_HOST:
            enqueue(MAIL, key=f"{MAIL}:{edition}", args={"edition": edition})


def readers() -> list[User]:
    given = {"role_assignments__role": Role.MINISTRY_READER, "role_assignments__ended_at": None}
    found = User.objects.filter(is_active=True, **given).select_related("organisation").order_by("pk")
    return [user for user in found if user.organisation.may_hold(Role.MINISTRY_READER)]


def mail_notices(job: Claimed) -> None:
    """One mail a notice, in the transaction that notes it: a worker that dies in between sends it again with the same
    number, by which a mailbox knows it.
    """
    waiting = Notice.objects.filter(edition=job.args["edition"], mailed_at=None, user__in=readers()).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True))
    for place, key in enumerate(keys, start=1):
        mail(key)
        job.progress(place, len(keys))
    with job.finishing():
        return


@transaction.atomic
def mail(key: int) -> None:
    """An address that takes no mail keeps nobody else from theirs."""
    notice = Notice.objects.select_for_update(of=["self"]).select_related("user").get(pk=key)
    if notice.mailed_at is not None:
        return
    try:
        letter_to(notice).send()
    except SMTPRecipientsRefused:
        log.warning("notice %s was not taken", key)
        return
    notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at"])


def letter_to(notice: Notice) -> EmailMessage:
    """Nothing of what it is about, for mail is read by others."""
    with translation.override(notice.user.language):
        words = _("There is something for you in the system.")
        login = _("Log in to see it: %(url)s") % {"url": settings.PUBLIC_URL}
        known = {"Message-ID": f"<notice-{notice.pk}@{settings.EMAIL_FROM_HOST}>", "Auto-Submitted": "auto-generated"}
        return EmailMessage(str(words), f"{words}\n\n{login}\n", to=[notice.user.email], headers=known)


@transaction.atomic
def see_notice(*, actor: Any, edition: Edition) -> None:
    """The reader has opened what they were told of."""
    Notice.objects.filter(user=actor, edition=edition, seen_at=None).update(seen_at=timezone.now())
