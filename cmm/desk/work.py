"""What somebody has to do, weighed by the harm of missing it. Pure: rows in, lines of work out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import CaseStatus
from cases.models import Case, Changeover, Handover, Inquiry
from cases.rules.caseload import is_stalled
from cases.templatetags.cases import nearday
from cmm.core.spans import span
from cmm.core.templatetags.cmm import danishclock, danishdate, danishshort
from cmm.desk.ranking import LATER, NOW, SOON, Worry
from identification.models import Assessment

UNHEARD_DAYS = 3  # a person nobody has talked with yet
HELD = frozenset({"police", "prison"})  # sources that may hold the person for 72 hours


@dataclass(frozen=True)
class Due:
    """One line of work: since when, what, why it matters, and the one thing that does it."""

    row: Case | Inquiry | Handover | Changeover | None  # nothing of what only counts
    worry: Worry
    tone: str
    since: date
    when: str
    when_small: str
    heading: str
    text: str
    ref: str
    url: str
    act: str
    act_url: str
    code_name: str = ""
    protection: str = ""
    protection_label: str = ""


def days_ago(days: int) -> str:
    if days <= 0:
        return _("Today")
    return _("Yesterday") if days == 1 else span(days)


def due_inquiry(inquiry: Inquiry, today: date) -> Due:
    """An inquiry nobody has answered; those that cannot wait come first and say what happens then."""
    received: datetime = timezone.localtime(inquiry.received_at)
    days = (today - received.date()).days
    words = {"source": inquiry.source.label, "channel": inquiry.channel.label.lower()}
    told = _("From %(source)s, %(channel)s.") % words
    if inquiry.urgent and inquiry.source.counted_as in HELD:
        told += " " + _("After 72 hours the person can be released or expelled before we get there.")
    elif inquiry.urgent:
        told += " " + _("Whoever told us says that it cannot wait.")
    url = inquiry.get_absolute_url()
    return Due(
        row=inquiry,
        worry=Worry.HELD if inquiry.urgent else Worry.INQUIRY,
        tone=NOW if inquiry.urgent else SOON,
        since=received.date(),
        when=f"{days_ago(days)} {danishclock(received)}" if days <= 0 else days_ago(days),
        when_small=danishshort(received) if days <= 0 else f"{danishshort(received)} {danishclock(received)}",
        heading=_("An inquiry that cannot wait") if inquiry.urgent else _("An unanswered inquiry"),
        text=told,
        ref=inquiry.ref,
        url=url,
        act=_("Answer"),
        act_url=url,
    )


def due_handover(handover: Handover, today: date) -> Due:
    """A referral of an organisation that waits for an answer, or a consent withdrawn that nobody has read."""
    sent: datetime = timezone.localtime(handover.withdrawn_at or handover.sent_at)
    days = (today - sent.date()).days
    words = {"organisation": handover.organisation}
    urgent = handover.is_urgent or handover.withdrawn_at is not None
    if handover.withdrawn_at:
        heading, act = _("A consent to a referral is withdrawn"), _("Read it")
        text = _("The person has told %(organisation)s that CMM may not go on.") % words
    else:
        heading, act = _("A referral waits for an answer"), _("Answer")
        text = _("%(organisation)s refers a person who has said yes to hear from CMM.") % words
    return Due(
        row=handover,
        worry=Worry.HELD if urgent else Worry.INQUIRY,
        tone=NOW if urgent else SOON,
        since=sent.date(),
        when=f"{days_ago(days)} {danishclock(sent)}" if days <= 0 else days_ago(days),
        when_small=danishshort(sent) if days <= 0 else f"{danishshort(sent)} {danishclock(sent)}",
        heading=heading,
        text=text,
        ref=handover.ref,
        url=handover.get_absolute_url(),
        act=act,
        act_url=handover.get_absolute_url(),
    )


def due_offer(offer: Changeover, today: date) -> Due:
    """A colleague asks this reader to take a case."""
    days = (today - timezone.localdate(offer.offered_at)).days
    return Due(
        row=offer,
        worry=Worry.UNASSIGNED,
        tone=SOON,
        since=today_less(days),
        when=days_ago(days),
        when_small=_("since %(day)s") % {"day": nearday(today_less(days))},
        heading=_("A colleague asks you to take a case"),
        text=_("%(name)s asks. Read the note, and answer.") % {"name": offer.offered_by},
        ref=offer.case_ref,
        url=offer.get_absolute_url(),
        act=_("Answer"),
        act_url=offer.get_absolute_url(),
    )


def due_case(case: Case, today: date) -> Due | None:
    """What an own case waits for, if anything."""
    opened, quiet = (today - case.opened_on).days, (today - timezone.localdate(case.touched_at)).days
    if case.status == CaseStatus.INQUIRY:
        tone = NOW if opened >= UNHEARD_DAYS else SOON
        text = _("The case was created on %(day)s. Without an interview nothing else can begin.")
        words = {"day": danishdate(case.opened_on)}
        interview = reverse("identification:interview_create", args=[case.ref])
        heading = _("Nobody has talked with the person yet")
        return line(case, tone, opened, heading, text % words, _("Record interview"), interview)
    if case.status == CaseStatus.IN_CLARIFICATION and case.assessment_returned_at:
        back = (today - timezone.localdate(case.assessment_returned_at)).days
        text = _("Something is missing before it can be decided. The person waits for an answer.")
        act_url = reverse("identification:assessment_list", args=[case.ref])
        return line(case, SOON, back, _("The assessment is sent back"), text, _("Go on writing"), act_url)
    still = is_stalled(
        status=case.status, touched_on=timezone.localdate(case.touched_at), today=today, days=settings.CMM_STALLED_DAYS
    )
    if case.status == CaseStatus.IN_CLARIFICATION and still:
        text = _("Nothing has been written for %(span)s. The person waits for an answer.") % {"span": span(quiet)}
        return line(case, SOON, quiet, _("The clarification stands still"), text)
    if case.status == CaseStatus.AWAITING_DECISION:
        text = _("%(authority)s decides. Tell the person how long it takes.") % {
            "authority": case.get_authority_display()
        }
        return line(case, LATER, quiet, _("The decision is awaited"), text)
    if case.status == CaseStatus.IN_SUPPORT and still:
        text = _("Nothing has been written for %(span)s.") % {"span": span(quiet)}
        return line(case, LATER, quiet, _("How is the person?"), text)
    return None


def due_decision(assessment: Assessment, today: date) -> Due:
    """An assessment somebody else has prepared, which waits for this reader's authority."""
    days = (today - timezone.localdate(assessment.submitted_at)).days
    text = _("Prepared by %(name)s. The person waits for an answer.") % {"name": assessment.prepared_by}
    url = reverse("identification:assessment_decide", args=[assessment.case.ref, assessment.number])
    return line(
        assessment.case, SOON, days, _("An assessment waits for your decision"), text, _("Decide"), url, Worry.DECISION
    )


def due_assignment(case: Case, today: date) -> Due:
    """A case nobody at CMM has taken."""
    days = (today - case.opened_on).days
    tone = NOW if days >= UNHEARD_DAYS else SOON
    text = _("Nobody at CMM knows that the person is theirs.")
    act_url = reverse("cases:case_assign", args=[case.ref])
    return line(case, tone, days, _("The case has no contact person"), text, _("Assign"), act_url, Worry.UNASSIGNED)


def line(
    case: Case,
    tone: str,
    days: int,
    heading: str,
    text: str,
    act: str = "",
    act_url: str = "",
    worry: Worry = Worry.CASE,
) -> Due:
    since = today_less(days)
    return Due(
        row=case,
        worry=worry,
        tone=tone,
        since=since,
        when=days_ago(days),
        when_small=_("since %(day)s") % {"day": nearday(since)},
        heading=heading,
        text=text,
        ref=case.ref,
        url=case.get_absolute_url(),
        act=act or _("Open the case"),
        act_url=act_url or case.get_absolute_url(),
        code_name=case.victim.code_name,
        protection=case.protection,
        protection_label=str(case.get_protection_display()),
    )


def today_less(days: int) -> date:
    return date.fromordinal(timezone.localdate().toordinal() - days)
