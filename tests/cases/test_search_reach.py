"""Whatever is typed: nobody is found whom the searcher may not see."""

from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.models import Case, Identity
from cases.selectors.search import find_persons
from cmm.accounts.scoping import grant
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, VictimFactory, WallFactory
from tests.factories.identities import IdentityFactory

pytestmark = pytest.mark.django_db
WORDS = ["Fiktiva", "Opdigtsen", "Phiktiva", "fiktiva", "Opdikt", "Фіктива", "opdigtsen-fiktiva", "x", "", "%", "'"]
NUMBERS = ["", "+45 00 00 00 01", "00000001", "110177-8121", "00-000-001", "123456"]
TYPED = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)  # a form takes no NUL
CODES = ["", "Prøve", "CMM-", "CMM-2026-", "Prøve 1", "%%%"]


@pytest.fixture
def register(people):
    """One name and one phone in cases of every protection, whoever works on them, behind a wall or not."""
    mine = people["cmm_caseworker"]
    facts = product(("normal", "restricted", "named"), (mine, staff("cmm_caseworker")), ("cmm", "us"), (False, True))
    for number, (protection, worker, authority, walled) in enumerate(facts):
        victim = VictimFactory(code_name=f"Prøve {number}")
        case = CaseFactory(protection=protection, caseworker=worker, authority=authority, victim=victim)
        IdentityFactory(case=case)
        for user in people.values() if walled else ():
            WallFactory(case=case, user=user)
    # A grant opens a case, and not who the person in it is.
    lent = IdentityFactory(case=CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))).case
    grant(to=mine, action="view", row=lent, reason="Vagt", given_by=people["cmm_coordinator"])
    elsewhere = OrganisationFactory(capabilities=["casework"])
    IdentityFactory(case=CaseFactory(organisation=elsewhere, caseworker=None))
    return people


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.lists(st.sampled_from(WORDS) | TYPED, max_size=3).map(" ".join),
    number=st.sampled_from(NUMBERS) | st.text("0123456789+- ", max_size=14),
    code=st.sampled_from(CODES) | TYPED,
)
@example(name="Fiktiva Opdigtsen", number="", code="")
@example(name="", number="+45 00 00 00 01", code="")
@example(name="", number="", code="Prøve")
def test_nobody_out_of_reach_is_found_whatever_is_typed(register, name, number, code):
    for reader in register.values():
        found = find_persons(reader, name=name, number=number, code=code).found
        cases = {one.case.pk for one in found}
        assert cases <= set(Case.objects.allowed(reader).values_list("pk", flat=True))
        by_identity = {one.case.victim_id for one in found if set(one.reasons) != {"code"}}
        assert by_identity <= set(Identity.objects.allowed(reader).values_list("victim", flat=True))


def test_there_is_somebody_to_find_and_somebody_to_keep(register):
    reader = register["cmm_caseworker"]
    found = find_persons(reader, name="Fiktiva Opdigtsen").found
    assert 0 < len(found) < Identity.objects.count()
