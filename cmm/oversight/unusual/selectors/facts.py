"""What the log and the register know of a week's readings, in a number of statements that does not grow with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from cases.models import Case, Identity
from cmm.accounts.models import RoleAssignment, User
from cmm.audit.enums import AuditAction, Basis, Surface
from cmm.oversight.rules import usual_of
from cmm.oversight.unusual.rules import NIGHT_BEGINS, NIGHT_ENDS, OWN, RECENT, Facts, end_of
from cmm.oversight.unusual.selectors.namesakes import namesakes

OPENING = [Surface.PAGE.value, Surface.DOCUMENT.value, Surface.EXPORT.value]  # a list opens nobody's file
TIES = [basis.value for basis in OWN]
# Acts that look and leave nothing in the case.
LOOKS = [
    AuditAction.ADDRESS_REVEALED, AuditAction.CASE_EXPORTED, AuditAction.COPY_MADE, AuditAction.DOCUMENT_READ,
    AuditAction.GLASS_BROKEN, AuditAction.GLASS_ENDED, AuditAction.IDENTITY_REVEALED, AuditAction.LOG_READ,
    AuditAction.PURPOSE_STATED, AuditAction.SHEET_MADE,
]  # fmt: skip
ZONE = "at AT TIME ZONE 'Europe/Copenhagen'"
IN_TIME = "at >= %(since)s AND at < %(until)s"
IS_OPENING = f"{IN_TIME} AND surface = ANY(%(opening)s) AND case_id IS NOT NULL AND actor_id IS NOT NULL"
# Every file that somebody opened, and whether it is theirs by what opened it: one walk over the week, by the index of
# moments.
OPENED = f"""
SELECT actor_id, case_id, count(*), array_agg(DISTINCT basis::text), array_agg(DISTINCT purpose::text),
    array_agg(DISTINCT ({ZONE})::date), max(at), (array_agg(id ORDER BY id))[1:200],
    count(*) FILTER (WHERE extract(hour FROM {ZONE}) >= %(begins)s OR extract(hour FROM {ZONE}) < %(ends)s),
    bool_or(basis = ANY(%(own)s)) AND NOT bool_or(basis = 'glass')
FROM audit_reading WHERE {IS_OPENING} GROUP BY actor_id, case_id ORDER BY actor_id, case_id
"""  # noqa: S608 -- words of this module
# How many others' files each had open in four weeks and wrote nothing in.
FILES = f"""
WITH opened AS (
    SELECT actor_id, case_id FROM audit_reading WHERE {IS_OPENING}
    GROUP BY actor_id, case_id HAVING NOT bool_or(basis = ANY(%(own)s))
), wrote AS (
    SELECT DISTINCT e.actor_id, c.id AS case_id FROM audit_auditentry e JOIN cases_case c ON c.ref = e.case_ref
    WHERE {IN_TIME} AND e.case_ref <> '' AND e.action <> ALL(%(looks)s)
)
SELECT o.actor_id, count(*) FROM opened o LEFT JOIN wrote w ON w.actor_id = o.actor_id AND w.case_id = o.case_id
WHERE w.case_id IS NULL GROUP BY o.actor_id
"""  # noqa: S608 -- words of this module
WROTE = f"""
SELECT actor_id, case_ref, max(at) FROM audit_auditentry WHERE {IN_TIME} AND case_ref = ANY(%(refs)s)
    AND actor_id = ANY(%(readers)s) AND action <> ALL(%(looks)s) GROUP BY actor_id, case_ref
"""  # noqa: S608 -- words of this module
# Who was contact person, and until when.
GAVE = """
SELECT (details ->> 'before')::bigint, case_ref, max(at) FROM audit_auditentry WHERE case_ref = ANY(%(refs)s)
    AND action = 'case.assigned' AND at < %(until)s AND details ->> 'before' = ANY(%(texts)s) GROUP BY 1, 2
"""
ERRANDS = """
SELECT assignee_id, case_id FROM cases_task WHERE case_id = ANY(%(cases)s) AND assignee_id = ANY(%(readers)s)
    AND added_at < %(until)s AND (ended_at IS NULL OR ended_at >= %(since)s)
UNION SELECT logged_by_id, case_id FROM cases_inquiry WHERE case_id = ANY(%(cases)s)
    AND logged_by_id = ANY(%(readers)s) AND received_at >= %(since)s
"""
# When the last stay at the reader's house ended; a stay that goes on ends in the future.
STAYS = """
SELECT u.id, p.case_id, max(upper(p.stay)) FROM shelters_placement p
    JOIN accounts_user u ON u.organisation_id = p.house_organisation
    WHERE p.case_id = ANY(%(cases)s) AND u.id = ANY(%(readers)s) AND NOT p.never_came GROUP BY u.id, p.case_id
"""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Opening:
    """One reader, one case, and all their looks at it in a week."""

    reader: int
    case: int
    times: int
    bases: list[str]
    purposes: list[str]
    days: list[date]
    last: datetime
    readings: list[int]
    nights: int
    is_own: bool

    def told(self, files: int) -> dict[str, Any]:
        """What the list keeps of it: numbers, codes and keys."""
        days = [day.isoformat() for day in sorted(self.days)]
        kept = {"times": self.times, "nights": self.nights, "days": days, "files": files}
        return kept | {"bases": sorted(self.bases), "purposes": sorted(self.purposes), "readings": self.readings}


@dataclass(frozen=True)
class Judged:
    """A file that was opened, what is known of it, and how the list will speak of it."""

    opening: Opening
    facts: Facts
    ref: str
    organisation: int


def week_bounds(monday: date) -> dict[str, datetime]:
    return {"since": starts(monday), "until": starts(monday + timedelta(days=7))}


def starts(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def openings(monday: date) -> list[Opening]:
    """Every file that was opened in the week that begins on ``monday``, by reader and case."""
    hours = {"begins": NIGHT_BEGINS, "ends": NIGHT_ENDS}
    return [Opening(*row) for row in asked(OPENED, **week_bounds(monday), **hours, opening=OPENING, own=TIES)]


def asked(statement: str, **terms: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return list(cursor.fetchall())


def judged(found: Collection[Opening], monday: date) -> Iterator[Judged]:
    """What is known of each of ``found`` whose case and reader are still there."""
    until = week_bounds(monday)["until"]
    known = Known(found, until - RECENT, until)
    for one in found:
        if one.case in known.cases and one.reader in known.people:
            ref, organisation = known.cases[one.case].ref, known.people[one.reader].organisation_id
            yield Judged(one, known.facts(one), ref, organisation)


class Known:
    """What is known of some readers and cases together."""

    def __init__(self, found: Collection[Opening], since: datetime, until: datetime) -> None:
        self.cases = Case.objects.in_bulk({one.case for one in found})
        readers = sorted({one.reader for one in found})
        self.terms = {
            "since": since, "until": until, "readers": readers, "texts": [str(one) for one in readers],
            "cases": sorted(self.cases), "refs": sorted(case.ref for case in self.cases.values()), "looks": LOOKS,
        }  # fmt: skip
        self.wrote = self.by_ref(WROTE)
        self.gave = self.by_ref(GAVE)
        self.errands: set[Pair] = set(asked(ERRANDS, **self.terms))
        self.stays = {(reader, case): day for reader, case, day in asked(STAYS, **self.terms)}
        self.files = dict(asked(FILES, since=since, until=until, opening=OPENING, own=TIES, looks=LOOKS))
        self.learn_people(readers)
        self.learn_names()

    def by_ref(self, statement: str) -> dict[Pair, datetime]:
        numbers = {case.ref: case.pk for case in self.cases.values()}
        return {(reader, numbers[ref]): at for reader, ref, at in asked(statement, **self.terms)}

    def learn_people(self, readers: list[int]) -> None:
        """Readers and their colleagues, and what is usual among those with the same roles: also who opened nothing."""
        houses = User.objects.filter(pk__in=readers).values("organisation")
        self.people = {user.pk: user for user in User.objects.filter(organisation__in=houses)}
        held: dict[int, set[str]] = defaultdict(set)
        for number, role in RoleAssignment.objects.filter(ended_at__isnull=True).values_list("user_id", "role"):
            held[number].add(role)
        self.roles = {number: frozenset(roles) for number, roles in held.items()}
        alike: dict[frozenset[str], list[int]] = defaultdict(list)
        for number, roles in self.roles.items():
            alike[roles].append(self.files.get(number, 0))
        self.usual = {roles: usual_of(values) for roles, values in alike.items()}

    def learn_names(self) -> None:
        rows = Identity.objects.filter(victim__in={case.victim_id for case in self.cases.values()})
        drawers = {victim: lies_in or [] for victim, lies_in in rows.values_list("victim_id", "drawers")}
        self.called = namesakes([(user.pk, user.name) for user in self.people.values()], drawers)

    def facts(self, one: Opening) -> Facts:
        case, pair, roles = self.cases[one.case], (one.reader, one.case), self.roles.get(one.reader, frozenset())
        house, called = self.people[one.reader].organisation_id, self.called.get(case.victim_id, set())
        return Facts(
            bases=frozenset(one.bases),
            last_read=one.last,
            nights=one.nights,
            roles=roles,
            is_protected=case.protection != "normal",
            has_errand=pair in self.errands,
            last_wrote=self.wrote.get(pair),
            left=earliest(self.gave.get(pair), ended(case.closed_on), ended(self.stay_of(one))),
            files=self.files.get(one.reader, 0),
            usual=self.usual.get(roles),
            is_own_name=one.reader in called,
            is_colleagues_name=any(
                self.people[number].organisation_id == house for number in called if number != one.reader
            ),
        )

    def stay_of(self, one: Opening) -> date | None:
        """The end of a stay is when it left, for whom the stay opened the case."""
        return self.stays.get((one.reader, one.case)) if Basis.RESIDENT in one.bases else None


def ended(day: date | None) -> datetime | None:
    return end_of(day) if day else None


def earliest(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def apart(found: Iterable[Opening]) -> list[Opening]:
    """Those that are not the reader's own by what opened them."""
    return [one for one in found if not one.is_own]
