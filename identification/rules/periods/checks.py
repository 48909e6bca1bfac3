"""What may be done to a period. Each refusal stands at the field it speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.enums import Authority, CaseStatus
from cmm.core.errors import Conflict, RuleError
from identification.enums import PeriodKind
from identification.rules.periods.clock import Clock, clock_of
from identification.rules.periods.events import Act, Event, standing
from identification.rules.periods.stops import stops_of
from identification.rules.periods.versions import LegalVersion

AHEAD = timedelta(days=14)  # a decision names its first day a little beforehand, and no typing error a year of it
CLOSING = (Act.ENDED, Act.DECLINED)


@dataclass(frozen=True)
class Frame:
    """What the period lies in: the day the case was opened, today, and the law of its first day."""

    opened_on: date
    today: date
    version: LegalVersion


def check_offer(*, kind: str, authority: str, status: str, running: Iterable[str]) -> None:
    """A period belongs to who decides the case, to a case that is open, and one of a kind is enough."""
    if status == CaseStatus.CLOSED:
        raise RuleError(_("The case is closed. It can be taken up again."), code="closed")
    if kind == PeriodKind.RESTITUTION and authority == Authority.US:
        raise RuleError(
            _("The Immigration Service decides this case. The person is given a reflection period."),
            code="wrong_kind",
            field="kind",
        )
    if kind != PeriodKind.RESTITUTION and authority == Authority.CMM:
        raise RuleError(
            _("CMM decides this case. The person is given a restitution period."), code="wrong_kind", field="kind"
        )
    if kind in running:
        raise RuleError(_("The case already has an open period of this kind."), code="one_of_a_kind", field="kind")


def check_day(on: date, frame: Frame, field: str = "on") -> None:
    """Not before the case, and not further ahead than anybody decides."""
    if on > frame.today + AHEAD:
        raise RuleError(_("The date is more than 14 days ahead."), code="too_far_ahead", field=field)
    if on < frame.opened_on:
        raise RuleError(
            _("The date cannot be before the case was opened (%(day)s)."),
            code="before_case",
            params={"day": written(frame.opened_on)},
            field=field,
        )


def check_unseen(*, seen: int, now: int) -> None:
    """The page was opened when the period had the events it still has."""
    if seen != now:
        raise Conflict(
            _("Somebody else has changed the period while you were writing. Nothing was saved. Read it again."),
            code="changed",
        )


def check_next(rows: list[Event], new: Event) -> None:
    """Whether this act can follow on what stands."""
    done = {row.act for row in rows}
    if done & set(CLOSING):
        raise RuleError(_("The period is over. Nothing can be added to it."), code="over")
    if new.act in (Act.ACCEPTED, Act.DECLINED, Act.STARTED) and (new.act in done or Act.STARTED in done):
        raise RuleError(_("That is already recorded."), code="already")
    if new.act not in (Act.ACCEPTED, Act.DECLINED, Act.STARTED) and Act.STARTED not in done:
        raise RuleError(_("The period has not begun."), code="not_begun")
    if new.act in (Act.SUSPENDED, Act.RESUMED):
        check_stop(rows, new)


def check_stop(rows: list[Event], new: Event) -> None:
    """The clock is stopped while it runs, and started while it stands."""
    start = min(row.on for row in rows if row.act == Act.STARTED)
    stops = stops_of(rows, start)
    is_open = bool(stops) and stops[-1].until is None
    if new.act == Act.RESUMED and not is_open:
        raise RuleError(_("The clock is not stopped."), code="not_stopped")
    if new.act == Act.RESUMED and new.on <= stops[-1].since:
        raise RuleError(
            _("The clock was stopped on %(day)s. It can run again from the day after at the earliest."),
            code="before_stop",
            params={"day": written(stops[-1].since)},
            field="on",
        )
    if new.act == Act.SUSPENDED and (is_open or any(new.on < (stop.until or date.max) for stop in stops)):
        raise RuleError(_("The clock is already stopped on that day, or was later."), code="overlaps", field="on")


def check_whole(events: Iterable[Event], frame: Frame) -> Clock | None:
    """What stands after the act or the correction makes sense as a whole. Gives its clock."""
    rows = standing(events)
    clock = clock_of(rows, frame.version)
    for row in rows:
        check_day(row.on, frame)
    if clock is None:
        check_unbegun(rows)
        return None
    late = [row for row in rows if row.act not in (Act.OFFERED, Act.ACCEPTED)]
    if any(row.on < clock.start for row in late):
        raise RuleError(
            _("The date cannot be before the first day of the period (%(day)s)."),
            code="before_start",
            params={"day": written(clock.start)},
            field="on",
        )
    check_cap(clock)
    return clock


def check_unbegun(rows: list[Event]) -> None:
    """What never began was offered, accepted or declined, and may have ended with its case: not before the offer."""
    if any(row.act not in (Act.OFFERED, Act.ACCEPTED, *CLOSING) for row in rows):
        raise RuleError(_("The period has not begun."), code="not_begun")
    offered = min(row.on for row in rows if row.act == Act.OFFERED)
    if any(row.on < offered for row in rows):
        raise RuleError(
            _("The date cannot be before the period was offered (%(day)s)."),
            code="before_offer",
            params={"day": written(offered)},
            field="on",
        )


def check_cap(clock: Clock) -> None:
    """No more days than the cap, unless somebody says why."""
    most = max(grant.asked for grant in clock.grants)
    if most > clock.cap:
        raise RuleError(
            _("That is %(asked)s days in all. No more than %(cap)s are allowed. Write why the cap is set aside."),
            code="over_cap",
            params={"asked": most, "cap": clock.cap},
            field="override_reason",
        )


def begun(events: Iterable[Event], frame: Frame) -> Clock:
    """The clock of a period that has begun. Raises RuleError."""
    clock = clock_of(events, frame.version)
    if clock is None:
        raise RuleError(_("The period has not begun."), code="not_begun")
    return clock


def override_for(after: Clock, new: Event) -> Event | None:
    """The override an extension over the cap needs, where somebody said why."""
    most = max(grant.asked for grant in after.grants)
    return Event(Act.OVERRIDE, new.on, total=most, reason=new.reason) if most > after.cap and new.reason else None


def check_extension(before: Clock, after: Clock, *, applied_on: date, reason: str) -> None:
    """An extension gives more than there was, and was applied for in time or has a reason."""
    if after.total <= before.total:
        raise RuleError(
            _("The period already has %(total)s days. Give more."),
            code="no_more",
            params={"total": before.total},
            field="amount",
        )
    if before.apply_by and applied_on > before.apply_by and not reason.strip():
        raise RuleError(
            _("It was applied for after the last day (%(day)s). Write why it is extended all the same."),
            code="applied_late",
            params={"day": written(before.apply_by)},
            field="override_reason",
        )


def check_correctable(event: Event, events: Iterable[Event], on: date | None, status: str) -> None:
    """What is already replaced is corrected where it now stands; without the offer there is no period to speak of, and
    in a closed case nothing runs again.
    """
    events = list(events)
    if event.key not in {row.key for row in standing(events)}:
        raise Conflict(_("The entry has already been corrected. Nothing was saved."), code="already_corrected")
    if on is None and event.act == Act.OFFERED:
        raise RuleError(_("The offer cannot be taken out. End or decline the period."), code="offer", field="on")
    if on is None and event.act == Act.STARTED and not is_open(events):
        raise RuleError(_("The period has not begun."), code="not_begun")
    if on is None and event.act in CLOSING and status == CaseStatus.CLOSED:
        raise RuleError(
            _("The case is closed, and no period runs in it. Take the case up again first."), code="closed", field="on"
        )


def is_open(events: Iterable[Event]) -> bool:
    return not any(row.act in CLOSING for row in standing(events))


def written(day: date) -> str:
    return date_format(day, "j. F Y")
