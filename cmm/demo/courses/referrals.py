"""Who outside was told: the caseworker sends, and writes down what came back."""

from contextlib import suppress
from datetime import timedelta
from random import Random

from django.utils import timezone

from cases.enums import Consenter, ConsentGiven, LegalBasis, Receiver, ReferralAnswer, ReferralState
from cases.leaving.services import Stopped, let_out
from cases.models import Case, Referral
from cases.services import NewReferral, answer_referral, finish_referral, send_referral, withdraw_referral_consent

RECEIVERS = (
    (
        Receiver.MUNICIPALITY,
        "Aarhus Kommune, Socialforvaltningen",
        "Personen har brug for en bolig efter krisecentret.",
    ),
    (Receiver.RETURN_AGENCY, "Hjemrejsestyrelsen, Allerød", "Personen vil høre om forberedt hjemrejse."),
    (Receiver.DRC, "DRC Dansk Flygtningehjælp, hjemrejse", "Personen vil gerne have hjælp til at komme hjem."),
    (Receiver.REGION, "Region Midtjylland, traumeklinik", "Personen sover ikke og beder om en samtale."),
)
CONSENT = {
    "consented_by": Consenter.PERSON,
    "consented_how": ConsentGiven.INTERPRETED,
    "consented_to": "At modtageren får det, der står her, og ikke andet",
}
ANSWERS = ("De ringer til kontaktpersonen", "De har givet en tid i næste uge", "De mangler en fuldmagt")


def refer(case: Case) -> None:
    """What was sent before is answered, or done; sometimes somebody new is told."""
    rng, worker, today = Random(f"refer {case.ref} {timezone.localdate()}"), case.caseworker, timezone.localdate()
    for one in Referral.objects.filter(case=case, ended_as=""):
        if one.state == ReferralState.SENT and rng.random() < 0.8:
            how = ReferralAnswer.ACCEPTED if rng.random() < 0.8 else ReferralAnswer.REJECTED
            answer_referral(actor=worker, referral=one, how=how, on=today, answer=rng.choice(ANSWERS))
        elif one.state == ReferralState.ACCEPTED and rng.random() < 0.7:
            finish_referral(actor=worker, referral=one, on=today)
        elif one.state != ReferralState.REJECTED and rng.random() < 0.2:
            withdraw_referral_consent(actor=worker, referral=one, on=today, effect="Modtageren har fået besked i dag")
    if rng.random() < 0.5:
        receiver, name, told = rng.choice(RECEIVERS)
        agreed = today - timedelta(days=rng.randint(0, 3))
        said = NewReferral(receiver, name, told, LegalBasis.CONSENT, sent_on=today, consented_on=agreed, **CONSENT)
        send_referral(actor=worker, case=case, new=said)


def tell_too_much(case: Case) -> None:
    """A text that names a protected house is stopped, which the data protection officer finds among the events."""
    told = {"told": "Personen bor på Krisecenter Nordlys og har brug for en bolig."}
    with suppress(Stopped):  # the gate alone: a verb that fails would take the whole demonstration back
        let_out(actor=case.caseworker, case=case, texts=told, document="referral")
