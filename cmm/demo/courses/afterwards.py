"""What comes after a decision in the demonstration: the plan, the police, compensation, and the way home."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from cases.disclosing import DisclosureWay
from cases.enums import CodeList, LegalBasis, Receiver
from cases.models import Case
from cases.services import NewDisclosure, NewReferral, record_disclosure
from cmm.accounts.models import User
from cmm.demo.cast import Cast
from cmm.demo.courses.referrals import CONSENT
from identification.followup.models import Claim, CriminalEvent, PreparedReturn, SupportItem
from identification.followup.services import (
    NewClaim,
    NewCriminalEvent,
    NewReturn,
    NewShare,
    NewSupport,
    add_support,
    answer_shared,
    change_support,
    decide_claim,
    prepare_return,
    record_claim,
    record_criminal_event,
    record_return_event,
    share_file,
)

NEEDS = (
    ("housing", "Et sted at bo efter krisecentret", "En bolig, hvor ingen kender adressen", "Kontaktpersonen"),
    ("mental_health", "Søvn og samtaler om det, der er sket", "Et forløb hos en psykolog", "Region Midtjylland"),
    ("legal", "Hjælp til en anmeldelse", "Anmeldt med bistandsadvokat ved siden", "Bistandsadvokaten"),
    ("education", "Dansk og et overblik over rettigheder", "To timers undervisning om ugen", "Krisecentret"),
    ("papers", "Et pas, som bagmændene har taget", "Et nyt pas fra ambassaden", "Kontaktpersonen"),
)
PLAN = "Tre måneders husleje, et kursus som frisør og hjælp til en lille forretning. Børnene begynder i skole."
RISKS = "Rekruttøren bor i samme by. Partneren finder en bolig i en anden egn, og personen har et nummer at ringe til."
CALLED = "At personen gerne vil høre om forberedt hjemsendelse. Intet om, hvad der er sket."
ASKED = "Vi beder om, at der bliver taget en anmeldelse. Ring til kontaktpersonen først."
NUMBER = "{0:04d}-83966-{1:05d}-{2:%y}"


def support_on(cast: Cast, case: Case) -> None:
    """One more month of support: a need is planned or met, and now and then the criminal case goes a step on."""
    rng, worker, today = Random(f"afterwards {case.ref} {timezone.localdate()}"), case.caseworker, timezone.localdate()
    standing = list(SupportItem.objects.standing().filter(case=case).select_related("theme").order_by("number"))
    if len(standing) < 3:
        plan_a_need(cast, case, worker, today, rng, {item.theme.code for item in standing})
    for item in standing[:1]:
        if item.status == "planned":
            said = {name: getattr(item, name) for name in ("theme", "need", "goal", "who", "begins_on", "due_on")}
            change_support(actor=worker, item=item, new=NewSupport(**said, status="under_way", note="Vi er i gang."))
    if rng.random() < 0.35:
        prosecute(case, worker, today, rng)


def plan_a_need(cast: Cast, case: Case, worker: User, today: date, rng: Random, known: set[str]) -> None:
    theme, need, goal, who = rng.choice([one for one in NEEDS if one[0] not in known])
    add_support(
        actor=worker,
        case=case,
        new=NewSupport(
            theme=cast.code(CodeList.SUPPORT_THEME, theme),
            need=need,
            goal=goal,
            who=who,
            begins_on=today,
            due_on=today + timedelta(days=rng.choice((14, 30, 60))),
            status="planned",
        ),
    )


def prosecute(case: Case, worker: User, today: date, rng: Random) -> None:
    """Reported, then a charge, and a claim for compensation with it."""
    known = list(CriminalEvent.objects.standing().filter(case=case).order_by("number"))
    number = known[0].case_number if known else NUMBER.format(rng.randint(100, 4999), rng.randint(1, 99999), today)
    steps = ("reported", "charged", "indicted")
    if len(known) == len(steps):
        return
    new = NewCriminalEvent(steps[len(known)], today, "262a", number, case.police_district)
    record_criminal_event(actor=worker, case=case, new=new, proceeding=1 if known else None)
    if new.step == "charged" and not Claim.objects.filter(case=case).exists():
        record_claim(actor=worker, case=case, new=NewClaim("board", today, rng.choice((85_000, 120_000, 240_000))))


def home_again(case: Case, left: date, today: date) -> None:
    """The return was prepared, and is followed up month by month, but for the last that is due."""
    worker = case.caseworker
    country = case.victim.citizenship or "RO"
    if not PreparedReturn.objects.filter(case=case).exists():
        prepare_return(actor=worker, case=case, new=NewReturn(country, "drc", "", PLAN, RISKS))
    first = max(case.opened_on, left - timedelta(days=30))
    for mark, on in (("offered", first), ("accepted", first), ("risk", first), ("planned", left - timedelta(days=1))):
        record_return_event(actor=worker, case=case, mark=mark, on=max(first, on))
    record_return_event(actor=worker, case=case, mark="arrived", on=left)
    for month in range(1, 7):
        on = left + timedelta(days=28 * month)
        if on >= today - timedelta(days=40):
            break
        record_return_event(actor=worker, case=case, mark="contact", on=on, month=month, note="Det går efter planen.")


def tell_others(cast: Cast, case: Case) -> None:
    """A call to those who help with returns, and the criminal case shared with the police, who answer."""
    worker, police, today = case.caseworker, cast.demo("police_liaison"), timezone.localdate()
    consent = CONSENT | {"basis": LegalBasis.CONSENT, "consented_on": today}
    call = NewDisclosure(DisclosureWay.PHONE, Receiver.DRC, "DRC, hjemrejse", CALLED, told_on=today, **consent)
    record_disclosure(actor=worker, case=case, new=call)
    new = NewReferral(Receiver.POLICE, police.organisation.name_da, ASKED, sent_on=today, **consent)
    parts = ["facts", "safety", "decision", "criminal"]
    share = NewShare(police.organisation, parts, today + timedelta(days=90))
    answer_shared(
        actor=police,
        shared=share_file(actor=worker, case=case, new=new, share=share),
        how="accepted",
        answer="Vi kalder ind til afhøring i næste uge.",
    )


def award(case: Case, today: date) -> None:
    """What was claimed first is granted in part."""
    claim = Claim.objects.standing().filter(case=case, outcome="").first()
    if claim:
        half = claim.claimed // 2
        decide_claim(actor=case.caseworker, claim=claim, outcome="partly", on=today, granted=half)
