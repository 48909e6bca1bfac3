from datetime import UTC, date, datetime

import factory

from identification.followup.models import Claim, CriminalEvent, PreparedReturn, ReturnEvent, SharedFile, SupportItem
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, ReferralFactory, code


class FollowupFactory(factory.django.DjangoModelFactory):
    """A row of the follow-up of a case in support."""

    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory, status="in_support")
    number = factory.LazyAttribute(lambda row: row.kind_.objects.filter(case=row.case).count() + 1)
    recorded_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        kwargs.pop("kind_")
        return kwargs


class SupportFactory(FollowupFactory):
    class Meta:
        model = SupportItem

    kind_ = SupportItem
    line = factory.LazyAttribute(lambda row: row.number)
    theme = factory.LazyFunction(lambda: code("support_theme", "housing"))
    need = "Et sted at bo efter krisecentret"
    goal = "Egen bolig inden jul"
    who = "Prøveby Kommune"
    begins_on = date(2026, 9, 14)
    status = "planned"


class ReturnFactory(FollowupFactory):
    class Meta:
        model = PreparedReturn

    kind_ = PreparedReturn
    country = "RO"
    partner = "drc"
    plan = "En lejlighed i tre måneder og et kursus som frisør."


class ReturnEventFactory(FollowupFactory):
    class Meta:
        model = ReturnEvent

    kind_ = ReturnEvent
    mark = "offered"
    happened_on = date(2026, 10, 12)


class CriminalFactory(FollowupFactory):
    class Meta:
        model = CriminalEvent

    kind_ = CriminalEvent
    proceeding = 1
    step = "reported"
    happened_on = date(2026, 9, 15)
    provision = "262a"
    case_number = "0100-83966-00012-26"


class ClaimFactory(FollowupFactory):
    class Meta:
        model = Claim

    kind_ = Claim
    body = "board"
    claimed_on = date(2026, 10, 20)
    claimed = 120_000


def police():
    return OrganisationFactory(code="proevepolitiet", capabilities=["police"])


class SharedFactory(factory.django.DjangoModelFactory):
    """The criminal case of somebody, shared with the police for a long time."""

    class Meta:
        model = SharedFile

    case = factory.SubFactory(CaseFactory)
    referral = factory.LazyAttribute(lambda row: ReferralFactory(case=row.case, receiver="police"))
    organisation = factory.LazyFunction(police)
    parts = ["criminal"]
    frozen = factory.LazyFunction(
        lambda: {"told": "Sagen om de tre pas.", "parts": [{"part": "criminal", "rows": [["Anmeldt", "0100-1-26"]]}]}
    )
    shared_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
    shared_at = datetime(2026, 9, 11, 9, 0, tzinfo=UTC)
    expires_at = datetime(2030, 1, 1, tzinfo=UTC)


class DisclosureFactory(factory.django.DjangoModelFactory):
    """A call to the municipality, with the person's consent."""

    class Meta:
        model = "cases.Disclosure"

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda row: row.case.disclosures.count() + 1)
    way = "phone"
    receiver = "municipality"
    receiver_name = "Prøveby Kommune"
    told = "At personen har brug for en bolig."
    basis = "consent"
    consented_on = date(2026, 9, 10)
    consented_by = "person"
    consented_how = "spoken"
    consented_to = "At kommunen hører om behovet for en bolig"
    told_on = date(2026, 9, 11)
    told_by = factory.LazyFunction(lambda: staff("cmm_caseworker"))
