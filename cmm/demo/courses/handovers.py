"""What the outreach login has referred to CMM: one that waits, and some that are answered."""

from random import Random
from uuid import UUID

from cases.enums import CodeList, Consented, SafeWay, Urgency
from cases.models import Handover
from cases.outreach.models import Contact
from cases.outreach.services.referrals import refer
from cases.services import NewHandover, accept_handover, refuse_handover, withdraw_handover
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, after, office

SEEN = (
    "Hun ser efter en mand i en bil, før hun svarer.",
    "Andre har hendes pas. Hun skylder for rejsen.",
    "Hun må ikke gå alene og har ikke egne penge.",
)
DAYS = 12


def handover_course(cast: Cast, rng: Random) -> Course:
    """Twelve days: one accepted, one refused, one withdrawn after the answer."""
    worker, cmm = cast.demo("cmm_caseworker"), cast.code(CodeList.REFERRAL_SOURCE, "ngo_reden")
    accepted = send(cast, rng, note=SEEN[0])
    yield office(after(1))
    accept_handover(actor=worker, handover=accepted, source=cmm)
    yield after(2)
    refused = send(cast, rng, consent=Consented.CONTACT, way=SafeWay.RINGS)
    yield office(after(1))
    refuse_handover(actor=worker, handover=refused, reason="Det handler om løn i en overenskomst. De har fået råd.")
    yield after(2)
    withdrawn = send(cast, rng, note=SEEN[1])
    yield office(after(1))
    accept_handover(actor=worker, handover=withdrawn, source=cmm)
    yield after(3)
    withdraw_handover(actor=withdrawn.sent_by, handover=withdrawn)


def waiting_course(cast: Cast, rng: Random) -> Course:
    """One from the last contact of the night, which nobody has answered."""
    worker = cast.demo("outreach_worker")
    contact = Contact.objects.filter(recorded_by=worker).order_by("-met_at", "-pk").first()
    send(cast, rng, contact=contact, note=SEEN[2], urgency=Urgency.TOMORROW)
    yield from ()


def send(cast: Cast, rng: Random, *, contact: Contact | None = None, note: str = "", **told: str) -> Handover:
    facts = {"consent": Consented.CONTACT_AND_SEEN, "way": SafeWay.THROUGH_US} | told
    seen = {"sex": "female", "age_band": "18_24"} if note else {}
    new = NewHandover(
        submission_key=UUID(int=rng.getrandbits(128), version=4),
        language=cast.code(CodeList.LANGUAGE, "ro"),
        note=note,
        **facts,
        **seen,
    )
    return refer(actor=cast.demo("outreach_worker"), new=new, contact=contact)
