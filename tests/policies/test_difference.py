"""Python and PostgreSQL evaluate the same table apart from each other: whatever happens to a register, they agree."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.enums import Authority, Protection
from cases.models import Case, CaseGroupGrant, CaseUserGrant, Wall
from cmm.accounts.enums import Role
from cmm.accounts.models import Organisation, RoleAssignment, User
from cmm.accounts.scoping import permission_for
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, GlassFactory, InquiryFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import (
    AssessmentFactory,
    ConsentFactory,
    EventFactory,
    InterviewFactory,
    ObservationFactory,
)
from tests.factories.identities import IdentityFactory
from tests.factories.outreach import ActivityFactory, ContactFactory, IncidentFactory, RoundFactory, VenueFactory
from tests.factories.shelters import (
    NoteFactory,
    PlacementFactory,
    RequestFactory,
    ServiceFactory,
    ShelterFactory,
    UnitFactory,
)
from tests.policies.sight import NOUNS, by_database, by_python, may_change

ROWS, EXAMPLES, TRIPLES = 24, 60, 20_000
ACTS = ("view", "change", "decide", "write_journal", "interview")
HOURS = st.integers(-48, 48)


def world(people):
    """Rows of every noun spread over organisations, levels, authorities and colleagues, the same each time."""
    rng, colleagues = (
        Random("difference"),
        [staff("cmm_caseworker"), people["cmm_caseworker"], people["cmm_coordinator"]],
    )
    houses = [ShelterFactory(organisation=staff("shelter_manager").organisation), ShelterFactory()]
    referrers = [people["police_liaison"].organisation, people["outreach_lead"].organisation, None]
    for number in range(ROWS):
        case = CaseFactory(
            caseworker=rng.choice([*colleagues, None]),
            protection="normal" if number % 3 else rng.choice(["restricted", "normal"]),
            authority=rng.choice(Authority.values),
        )
        ended = {"outcome": "case_opened", "case": case, "closed_at": timezone.now()} if number % 2 else {}
        InquiryFactory(referring_organisation=rng.choice(referrers), **ended)
        AssessmentFactory(case=case, submitted=bool(number % 2))
        InterviewFactory(case=case)
        ObservationFactory(case=case)
        EventFactory(case=case)
        ConsentFactory(case=case)
        GlassFactory(case=case, user=rng.choice(colleagues))
        IdentityFactory(case=case)
        DocumentFactory(case=case)
        RequestFactory(case=case, shelter=rng.choice(houses))
        stay = PlacementFactory(case=case, victim=case.victim, unit=UnitFactory(shelter=rng.choice(houses)))
        ServiceFactory(placement=stay)
        NoteFactory(placement=stay)
        ContactFactory(recorded_by=rng.choice([people["outreach_worker"], people["outreach_lead"]]))
        IncidentFactory(recorded_by=rng.choice([people["outreach_worker"], people["outreach_lead"]]))
        ActivityFactory(recorded_by=rng.choice([people["outreach_worker"], people["cmm_caseworker"]]))
    RoundFactory(worker=people["outreach_worker"])
    VenueFactory(organisation=people["outreach_lead"].organisation)


CHANGES = st.one_of(
    st.tuples(st.just("protect"), st.integers(0, ROWS - 1), st.sampled_from(["normal", "restricted", "named"])),
    st.tuples(st.just("assign"), st.integers(0, ROWS - 1), st.integers(0, 50)),
    st.tuples(st.just("authority"), st.integers(0, ROWS - 1), st.sampled_from(Authority.values)),
    st.tuples(st.just("grant"), st.integers(0, ROWS - 1), st.integers(0, 50), st.sampled_from(ACTS), HOURS, HOURS),
    st.tuples(
        st.just("grant to all"), st.integers(0, ROWS - 1), st.integers(0, 50), st.sampled_from(ACTS), HOURS, HOURS
    ),
    st.tuples(st.just("raise wall"), st.integers(0, ROWS - 1), st.integers(0, 50)),
    st.tuples(st.just("lift walls"), st.integers(0, ROWS - 1)),
    st.tuples(st.just("give role"), st.integers(0, 50), st.sampled_from(Role.values)),
    st.tuples(st.just("take role"), st.integers(0, 50), st.integers(0, 3)),
    st.tuples(st.just("close account"), st.integers(0, 50)),
    st.tuples(st.just("end organisation"), st.integers(0, 20), st.integers(-1, 1)),
)


def happen(change):
    """One thing that happens to the register, straight in the tables."""
    kind, number, *facts = change
    users = list(User.objects.order_by("pk"))
    if kind in {"give role", "take role", "close account"}:
        to_a_colleague(kind, pick(users, number), *facts)
    elif kind == "end organisation":
        place = pick(list(Organisation.objects.order_by("pk")), number)
        Organisation.objects.filter(pk=place.pk).update(valid_to=timezone.localdate() + timedelta(days=facts[0]))
    else:
        to_a_case(kind, Case.objects.order_by("pk")[number], users, *facts)


def pick(rows, number):
    return rows[number % len(rows)]


def to_a_case(kind, case, users, *facts):
    row = Case.objects.filter(pk=case.pk)
    if kind == "protect":
        row.update(protection=Protection(facts[0]))
    elif kind == "assign":
        row.update(caseworker=pick(users, facts[0]))
    elif kind == "authority":
        row.update(authority=facts[0], authority_proposed=facts[0])
    elif kind == "raise wall":
        wall = {"case": case, "user": pick(users, facts[0]), "lifted_at": None}
        Wall.objects.get_or_create(**wall, defaults={"reason": "Prøve", "raised_by": pick(users, facts[0] + 1)})
    elif kind == "lift walls":
        standing = Wall.objects.standing().filter(case=case)
        standing.update(lifted_at=timezone.now(), lifted_by=F("raised_by"))
    else:
        give(kind, case, pick(users, facts[0]), *facts[1:])


def to_a_colleague(kind, user, *facts):
    held = RoleAssignment.objects.filter(user=user, ended_at=None).order_by("pk")
    if kind == "give role":
        RoleAssignment.objects.get_or_create(user=user, role=facts[0], ended_at=None)
    elif kind == "take role":
        held.update(ended_at=timezone.now())
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)


def give(kind, case, user, act, begins, ends):
    now = timezone.now()
    whom = {"user": user} if kind == "grant" else {"group": user.organisation.group}
    model = CaseUserGrant if kind == "grant" else CaseGroupGrant
    terms = {
        "valid_from": now + timedelta(hours=begins),
        "valid_to": now + timedelta(hours=ends),
        "reason": "Prøve",
        "granted_by": user,
    }
    model.objects.get_or_create(permission=permission_for(Case, act), content_object=case, **whom, defaults=terms)


@pytest.mark.django_db
def test_the_database_and_python_see_and_change_the_same_rows(people):
    world(people)
    compared = []

    @settings(max_examples=EXAMPLES)
    @given(st.lists(CHANGES, max_size=12), st.integers(0, 50))
    def agree(changes, number):
        with transaction.atomic():
            for change in changes:
                happen(change)
            users = list(User.objects.order_by("pk"))
            compared.append(difference(users[number % len(users)]))
            transaction.set_rollback(True)

    agree()
    assert sum(compared) >= TRIPLES


def difference(user):
    """How many (user, row, act) were compared. Fails at the first noun that both do not open alike."""
    triples = 0
    for model in NOUNS:
        for changing in (False, True)[: 1 + may_change(model)]:
            python, database = by_python(user, model, changing=changing), by_database(user, model, changing=changing)
            assert python == database, (user.roles, model._meta.label, changing, python ^ database)
            triples += model.objects.count()
    return triples
