"""What this room contributes to the timeline of a case."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.course import CoursePoint, Kind, Lane
from cases.enums import ReferralState
from cases.models import Case, Referral
from cases.selectors.inquiries import inquiries_of
from cmm.core.once import once


def course_of(_user: Any, case: Case) -> list[CoursePoint]:
    """The inquiries that led to the case, its opening and its end."""
    points = [
        CoursePoint(
            on=timezone.localdate(inquiry.received_at),
            lane=Lane.WORK,
            kind=Kind.TALK,
            text=_("Inquiry from %(source)s, %(channel)s")
            % {"source": inquiry.source.label, "channel": inquiry.channel.label.lower()},
            label=pgettext("case status", "Inquiry"),
        )
        for inquiry in once(case, inquiries_of, case)
    ]
    points.append(CoursePoint(on=case.opened_on, lane=Lane.WORK, kind=Kind.STEP, text=_("Case created")))
    if case.closed_on:
        label = pgettext("case status", "Closed")
        points.append(
            CoursePoint(on=case.closed_on, lane=Lane.WORK, kind=Kind.STEP, text=_("Case closed"), label=label)
        )
    return points + [referred(one) for one in Referral.objects.filter(case=case).order_by("sent_on", "pk")]


def referred(one: Referral) -> CoursePoint:
    """That somebody outside was told; hollow until they answer. Only who may write the journal is shown it."""
    return CoursePoint(
        on=one.sent_on,
        lane=Lane.REFERRALS,
        kind=Kind.REFERRAL,
        text=_("Referral to %(receiver)s: %(state)s")
        % {"receiver": one.get_receiver_display(), "state": one.state.label.lower()},
        label=one.get_receiver_display(),
        hollow=one.state == ReferralState.SENT,
    )
