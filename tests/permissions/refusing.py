"""Who lacks a right, and what is asked of them: for the table of refused verbs."""

from datetime import date

from cases.services import NewCase, NewRefusal
from cmm.accounts.scoping import grant
from reports.models import Edition, EditionFile
from tests.factories.accounts import OrganisationFactory, UserFactory, staff
from tests.factories.cases import (
    CaseFactory,
    code,
)
from tests.factories.shelters import ShelterFactory, UnitFactory, other_house


def stranger():
    """An account and no role."""
    return UserFactory(organisation=OrganisationFactory())


def as_role(role):
    return lambda: staff(role)


def another_casework():
    return OrganisationFactory(capabilities=["casework"])


def another_ngo():
    return OrganisationFactory(capabilities=["outreach"])


def of_another_ngo():
    return staff("outreach_worker", organisation=another_ngo())


def another_supervisor():
    """An inspector, of an authority that did not do it."""
    other = OrganisationFactory(code="socialtilsyn-nord", capabilities=["supervises"])
    return staff("supervision_inspector", organisation=other)


def elsewhere():
    return UnitFactory(shelter=ShelterFactory(organisation=other_house()))


def new_case(**others):
    return NewCase(code_name="Vinterfugl", source=code("referral_source", "police"), residence_basis=None, **others)


def refused():
    form, why = code("exploitation_form", "unknown"), code("consent_refusal", "other")
    return NewRefusal(month=date(2026, 9, 1), exploitation_form=form, reason=why)


def two_cases():
    """The second of them for a colleague."""
    known = {"source": code("referral_source", "police"), "residence_basis": code("residence_basis", "eu_eea")}
    names = {"Havtorn": None, "Hyld": staff("cmm_caseworker")}
    return [NewCase(code_name=name, caseworker=whom, **known) for name, whom in names.items()]


def drawn():
    return Edition.objects.create(
        year=2020, number=1, figures={}, digest="2" * 64, state="drawn", requested_by=staff("cmm_statistician")
    )


def drawn_file():
    return EditionFile.objects.create(
        edition=drawn(), kind="pdf", language="da", name="rapport.pdf", size=4, sha256="3" * 64, content=b"%PDF"
    )


def someone_with_a_grant():
    """May change one case and has no role at all."""
    user, case = stranger(), CaseFactory()
    grant(to=user, action="change", row=case, reason="Vagt", given_by=staff("cmm_coordinator"))
    return user, case


def a_grant():
    return grant(to=stranger(), action="view", row=CaseFactory(), reason="Vagt", given_by=staff("cmm_coordinator"))


def kept_case():
    return CaseFactory(protection="named", caseworker=staff("cmm_caseworker"))


def a_note(case):
    return {"case": case, "title": "Notat", "text": "Tekst"}


# The verb; what it says when it refuses; who asks; what of. What a verb does not look at first is left out.
