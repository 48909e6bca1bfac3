"""Outreach: thousands of contacts laid down at once, and last night's round through the verbs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.enums import FollowUp, MetBefore
from cases.outreach.models import Contact, Round, Venue
from cases.outreach.rules import Hours, digest_of
from cases.outreach.selectors.clock import hours_of
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.models import RefCounter
from cmm.demo.beside import choose_looks, lay_courses, lay_events, lay_rounds, settle_hours
from cmm.demo.cast import Cast
from cmm.demo.chance import draw
from cmm.demo.clock import moment
from cmm.demo.reading import table, texts

# Organisation: weekdays it is out, hour it begins, least and most contacts a round.
ROUNDS = {
    "reden-international": ((3, 4, 5), 21, 6, 15),
    "reden-koebenhavn": ((0, 2), 16, 3, 8),
    "amiami": ((1, 3), 15, 2, 5),
    "hopenow": ((2, 5), 18, 2, 5),
    "roede-kors": ((1,), 15, 2, 6),
}
SEXES = {"female": 90, "male": 3, "trans_or_other": 4, "unknown": 1, "": 2}
AGES = {"18_24": 24, "25_34": 38, "35_44": 20, "45_plus": 8, "15_17": 1, "unknown": 5, "": 4}
MET = {"yes": 62, "new": 14, "tonight": 12, "unknown": 6, "": 6}
TONGUES = {"ro": 24, "en": 26, "es": 10, "bg": 10, "th": 12, "da": 6, "hu": 5, "other": 4, "unknown": 3}
WORLDS = {"eu_eea": 42, "africa": 24, "asia": 16, "latin_america": 9, "nordic": 5, "unknown": 4}
GIVEN = {"pack": 40, "food": 24, "leaflet": 16, "test": 10, "clothes": 6}
NEEDS = {"talk": 34, "doctor": 24, "legal": 14, "bed": 10, "dentist": 8, "money": 6, "home": 4}
SIGNS = {"debt": 30, "afraid": 24, "distrust": 22, "unaware_of_rights": 14, "no_papers": 10}
SEVERAL = {"clinic_visit", "drop_in", "church_social", "night_cafe"}
CALLERS = {"self": 40, "relative": 20, "citizen": 16, "authority": 12, "ngo": 8, "not_said": 4}


@dataclass
class Street:
    """One organisation's rounds and contacts, drawn from its own chance so that they never disturb the courses."""

    cast: Cast
    rng: Random
    beside: Random = field(default_factory=lambda: Random("beside"))
    hours: dict[int, Hours] = field(default_factory=dict)

    def lay(self, first: date, last: date, share: float = 1.0) -> int:
        """Every round from ``first`` to ``last`` with its contacts; ``share`` thins them out. Gives the contacts."""
        settle_hours(self.cast, first)
        choose_looks(self.cast, first)
        self.hours = {row.pk: hours_of(row.pk) for row in self.cast.organisations.values()}
        venues = {code: list(venues) for code, venues in self.venues().items()}
        contacts: list[Contact] = []
        for day in days(first, last):
            for code, (weekdays, hour, least, most) in ROUNDS.items():
                if day.weekday() in weekdays and self.rng.random() < share:
                    worker = self.rng.choice(self.cast.everyone("outreach_worker", code))
                    contacts += self.round(worker, self.rng.choice(venues[code]), moment(day, time(hour)), least, most)
        self.store(contacts)
        rounds = list({contact.round_id: contact.round for contact in contacts}.values())
        lay_rounds(self.cast, self.beside, rounds)
        lay_events(self.cast, self.beside, contacts)
        lay_courses(self.cast, self.beside, first, last, share)
        return len(contacts)

    def venues(self) -> dict[str, Iterator[Venue]]:
        """The places of each organisation, as often as they are visited."""
        found: dict[str, list[Venue]] = {}
        for row in table("venues"):
            venue, _new = Venue.objects.get_or_create(
                organisation=self.cast.organisations[row["organisation"]],
                name=row["name"],
                defaults={
                    "venue_type": self.cast.code(CodeList.VENUE_TYPE, row["type"]),
                    "municipality": self.cast.codes.get((CodeList.MUNICIPALITY, row["municipality"])),
                },
            )
            venue.usual = self.cast.code(CodeList.CONTACT_TYPE, row["contact_type"])
            found.setdefault(row["organisation"], []).extend([venue] * int(row["share"]))
        return found

    def round(self, worker: User, venue: Venue, begins: datetime, least: int, most: int) -> list[Contact]:
        """An outing with its contacts, not yet stored: refs are given when all are known."""
        length = timedelta(minutes=self.rng.randint(120, 300))
        outing = Round(
            organisation=worker.organisation,
            name=venue.name,
            worker=worker,
            companions=self.companions(worker),
            contact_type=venue.usual,
            venue=venue,
            started_at=begins,
            ended_at=begins + length,
        )
        times = sorted(self.rng.uniform(0.03, 0.97) for _contact in range(self.rng.randint(least, most)))
        return [self.contact(outing, begins + length * part) for part in times]

    def companions(self, worker: User) -> list[int]:
        """Most walk two and two, where there are two."""
        others = [one.pk for one in self.cast.everyone("outreach_worker", worker.organisation.code) if one != worker]
        return [self.beside.choice(others)] if others and self.beside.random() < 0.5 else []

    def several(self, contact: Contact) -> Contact:
        """Now and then there are several, and who was who nobody noted."""
        if self.beside.random() < 0.05 and contact.contact_type.code in SEVERAL:
            contact.group = [self.beside.randint(0, 1), self.beside.randint(1, 3), self.beside.randint(1, 2), 0]
            contact.met_before = contact.own_code = ""
            contact.sexes, contact.sex = ["female", "trans_or_other"], ""
        if contact.contact_type.code == "phone":
            contact.caller = self.cast.code(CodeList.CALLER_TYPE, draw(self.beside, CALLERS))
        return contact

    def contact(self, outing: Round, met_at: datetime) -> Contact:
        met = draw(self.rng, MET)
        code = f"{self.rng.choice('ABCDEFGHKLMNPRSTUVY')}{self.rng.randint(10, 79)}"
        contact = Contact(
            submission_key=UUID(int=self.rng.getrandbits(128), version=4),
            organisation=outing.organisation,
            recorded_by=outing.worker,
            recorded_at=met_at + timedelta(minutes=self.rng.randint(0, 9)),
            round=outing,
            venue=outing.venue,
            contact_type=outing.contact_type,
            met_at=met_at,
            service_day=self.hours[outing.organisation_id].service_day(timezone.localtime(met_at)),
            sex=draw(self.rng, SEXES),
            met_before=met,
            age_band=draw(self.rng, AGES),
            language=self.cast.code(CodeList.LANGUAGE, draw(self.rng, TONGUES)),
            citizenship_region=self.cast.code(CodeList.CITIZENSHIP_REGION, draw(self.rng, WORLDS)),
            follow_up=self.rng.choice(FollowUp.values),
            own_code=code if met in {MetBefore.YES, MetBefore.TONIGHT} and self.rng.random() < 0.4 else "",
            note=self.rng.choice(texts("contact_notes")["any"]) if self.rng.random() < 0.12 else "",
        )
        contact.digest = digest_of({"key": str(contact.submission_key)})
        return self.several(contact)

    def store(self, contacts: list[Contact]) -> None:
        """Rounds, contacts, what was given and needed, and the log's entries, in the order they happened."""
        contacts.sort(key=lambda contact: (contact.met_at, contact.submission_key.int))
        outings = list({id(contact.round): contact.round for contact in contacts}.values())
        number("R", [(outing, outing.started_at) for outing in outings])
        Round.objects.bulk_create(outings)
        number("K", [(contact, contact.met_at) for contact in contacts])
        for contact in contacts:
            contact.round = contact.round  # the round has its key only now
        Contact.objects.bulk_create(contacts, batch_size=1000)
        self.store_codes(contacts)
        AuditEntry.objects.bulk_create((trace(contact) for contact in contacts), batch_size=1000)

    def store_codes(self, contacts: list[Contact]) -> None:
        lists = {"given": (GIVEN, CodeList.GIVEN, 0.85), "needs": (NEEDS, CodeList.NEED, 0.3)}
        lists["signs"] = (SIGNS, CodeList.SIGN, 0.12)
        for name, (shares, code_list, how_often) in lists.items():
            through = getattr(Contact, name).through
            chosen = [c for c in contacts if self.rng.random() < how_often]
            rows = [(contact, self.cast.code(code_list, draw(self.rng, shares))) for contact in chosen]
            through.objects.bulk_create(through(contact_id=contact.pk, code_id=code.pk) for contact, code in rows)


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=after) for after in range((last - first).days + 1))


def number(prefix: str, rows: list[tuple[Round | Contact, datetime]]) -> None:
    """Public refs in the order of the moments, and the counters set to go on from there."""
    last: dict[int, int] = {}
    for row, at in rows:
        year = timezone.localtime(at).year
        last[year] = last.get(year, 0) + 1
        row.ref = f"{prefix}-{year}-{last[year]:04d}"
    for year, count in last.items():
        RefCounter.objects.update_or_create(prefix=prefix, year=year, defaults={"last": count})


def trace(contact: Contact) -> AuditEntry:
    return AuditEntry(
        at=contact.recorded_at,
        actor_id=contact.recorded_by_id,
        organisation_id=contact.organisation_id,
        action=AuditAction.CONTACT_RECORDED.value,
        target_type=Contact._meta.label_lower,
        target_id=str(contact.pk),
        target_ref=contact.ref,
        details={"round": contact.round.ref, "contact_type": contact.contact_type.code},
    )


def codes_of(cast: Cast, code_list: str, names: list[str]) -> tuple[Code, ...]:
    return tuple(cast.code(code_list, name) for name in names)
