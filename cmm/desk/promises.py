"""What was promised, what ends by itself and what nobody has answered, as lines of work. Pure: rows in, lines out."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.disclosing import ReferralKind
from cases.enums import Receiver
from cases.models import Case, Inquiry, Task
from cases.templatetags.cases import nearday
from cmm.core.templatetags.cmm import danishdate
from cmm.desk.deadlines import when
from cmm.desk.ranking import Worry, tone_of
from cmm.desk.work import Due
from identification.rules.periods import after_return, support_until
from shelters.models import Placement


def due_task(task: Task, today: date) -> Due:
    """A call somebody waits for, or something else somebody said they would do."""
    worry = Worry.CALL if task.is_call else Worry.TASK
    heading = _("A call is promised") if task.is_call else _("A task has its day")
    text = _("%(what)s. %(name)s does it.") % {"what": task.what.rstrip("."), "name": task.assignee}
    if task.is_call:
        text += " " + _("Read the rule for safe contact first.")
    small = nearday(task.due_on) + (f" {task.due_at:%H.%M}" if task.due_at else "")
    said = {"heading": heading, "text": text, "act": _("Go to the task"), "act_url": task.get_absolute_url()}
    return due(task.home, worry, task.due_on, today, small, **said)


def due_consent(case: Case, lapses_on: date, today: date) -> Due:
    """What was agreed may not be used when the consent has ended."""
    gone = lapses_on < today
    text = (
        _("It held until %(day)s. Share nothing on it before the person has said yes again.")
        if gone
        else _("It holds until %(day)s. Ask the person again before then.")
    )
    said = {
        "heading": _("A consent has lapsed") if gone else _("A consent lapses"),
        "text": text % {"day": danishdate(lapses_on)},
        "act": _("Renew the consent"),
        "act_url": reverse("identification:interview_create", args=[case.ref]),
    }
    return due(case, Worry.CONSENT, lapses_on, today, nearday(lapses_on), **said)


def due_support(case: Case, departed: Mapping[str, Any], soon: date, today: date) -> Due | None:
    """Support after return that ends by ``soon``, or has ended while the case is still open."""
    left_on, months = date.fromisoformat(departed["on"]), departed["months"]
    until = after_return(left_on).until if months is None else support_until(left_on, months)
    if until > soon:
        return None
    gone = until < today
    text = (
        _("The last day was %(day)s. Close the case, or write what is still done.")
        if gone
        else _("The person left %(left)s. The last day of support is %(day)s.")
    )
    said = {
        "heading": _("Support after return has ended") if gone else _("Support after return ends"),
        "text": text % {"day": danishdate(until), "left": danishdate(left_on)},
        "act": _("See the day of departure"),
        "act_url": f"{reverse('identification:period_list', args=[case.ref])}#after-return",
    }
    return due(case, Worry.CLOCK, until, today, nearday(until), **said)


def due_referral(case: Case, told: Mapping[str, Any], patience: timedelta, today: date) -> Due:
    """Somebody was told, and has not answered."""
    sent_on = date.fromisoformat(told["sent_on"])
    words = {"receiver": Receiver(told["receiver"]).label, "day": danishdate(sent_on)}
    said = {
        "heading": _("A transfer is not answered")
        if told["kind"] == ReferralKind.TRANSFER
        else _("A referral is not answered"),
        "text": _("Sent to %(receiver)s %(day)s. Ask them, and write what they answer.") % words,
        "act": _("Write the answer"),
        "act_url": reverse("cases:referral_answer", args=[case.ref, told["number"]]),
    }
    small = _("sent %(day)s") % {"day": nearday(sent_on)}
    return due(case, Worry.REFERRAL, sent_on + patience, today, small, **said)


def due_papers(stay: Placement, today: date) -> Due:
    """Somebody was placed at night in one step, and this is missing. The next day it cannot wait."""
    words = {"house": stay.unit.shelter.name, "missing": ". ".join(str(paper.label) for paper in stay.papers)}
    said = {
        "heading": _("Papers are missing after an emergency placement"),
        "text": _("%(house)s. %(missing)s.") % words,
        "act": _("See what is missing"),
        "act_url": reverse("shelters:case_placements", args=[stay.case.ref]),
    }
    return due(stay.case, Worry.PAPERS, stay.arrives_on, today, nearday(stay.arrives_on), **said)


def due(row: Case | Inquiry, worry: Worry, day: date, today: date, small: str, **said: Any) -> Due:
    ahead = (day - today).days
    person: dict[str, str] = {}
    if isinstance(row, Case):
        label = str(row.get_protection_display())
        person = {"code_name": row.victim.code_name, "protection": row.protection, "protection_label": label}
    return Due(
        row=row,
        worry=worry,
        tone=tone_of(worry, ahead),
        since=day,
        when=when(ahead),
        when_small=small,
        ref=row.ref,
        url=row.get_absolute_url(),
        **said,
        **person,
    )
