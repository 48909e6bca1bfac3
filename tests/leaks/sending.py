"""A text sent by each of the ways that leave, through its own verb; only the drawing is left out, and all is undone."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from unittest import mock

from django.db import transaction
from django.utils import timezone

from cases.disclosing import DisclosureWay
from cases.leaving.services import Stopped
from cases.outreach.halves import Half
from cases.outreach.selectors.pieces import Asked
from cases.outreach.services.files import take_contacts
from cases.outreach.services.notes import NoteTexts, begin_note, finish_note
from cases.outreach.week import Span
from cases.services import NewReferral, send_referral
from cmm.core.errors import RuleError
from cmm.oversight.services import make_copy
from identification.followup.services import NewShare, share_file
from identification.services import make_letter
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import DecisionFactory, InterviewFactory
from tests.factories.identities import IdentityFactory
from tests.factories.outreach import ContactFactory, VenueFactory

DAY = date(2026, 9, 11)
DRAWN = ("identification.services.letters.draw", "cmm.oversight.services.copies.draw")
LONGEST_VENUE = 60
BASIS = {
    "basis": "consent",
    "consented_on": DAY,
    "consented_by": "person",
    "consented_how": "written",
    "consented_to": "Alt",
}


class NotKept(Exception):
    """It went out, and is taken back."""


class Sender:
    """Somebody's case, and the ways a text about them leaves by."""

    def __init__(self) -> None:
        self.actor, self.leader = staff("cmm_coordinator"), staff("outreach_lead")
        self.police = staff("police_liaison").organisation
        self.case = CaseFactory(caseworker=self.actor, status="in_support")
        self.decision = DecisionFactory(case=self.case)
        IdentityFactory(case=self.case, victim=self.case.victim)
        self.ways: tuple[Callable[[str], object], ...] = (
            self.letter, self.referral, self.shared, self.copy, self.note, self.contacts,
        )  # fmt: skip

    @property
    def own(self) -> str:
        return "Fiktiva Opdigtsen, 110177-8121"

    def is_stopped(self, number: int, text: str) -> bool:
        """Whether the way whose turn it is stops ``text``; what it did is undone."""
        try:
            with ExitStack() as stack:
                for name in DRAWN:
                    stack.enter_context(mock.patch(name, return_value=b"%PDF"))
                stack.enter_context(transaction.atomic())
                self.ways[number % len(self.ways)](text)
                raise NotKept
        except Stopped:
            return True
        except NotKept:
            return False
        except RuleError:  # a note for others takes no number at all, whoever's it is
            return self.is_stopped(self.ways.index(self.referral), text)

    def letter(self, text):
        make_letter(actor=self.actor, decision=self.decision, language="da", reason=text, advice="Spørg os.")

    def told(self, text):
        return NewReferral(receiver="police", receiver_name="Politiet", told=text, sent_on=DAY, **BASIS)

    def referral(self, text):
        send_referral(actor=self.actor, case=self.case, new=self.told(text), way=DisclosureWay.REFERRAL)

    def shared(self, text):
        share = NewShare(self.police, ["facts"], timezone.localdate() + timedelta(days=9))
        share_file(actor=self.actor, case=self.case, new=self.told(text), share=share)

    def copy(self, text):
        talk = InterviewFactory(case=self.case, notes=text)
        make_copy(actor=self.actor, case=self.case, language="da", asked_by="person", asked_on=DAY, read=[talk.pk])

    def note(self, text):
        note = begin_note(actor=self.leader, half=Half(2026, 1))
        finish_note(actor=self.leader, note=note, version=note.version, texts=NoteTexts(text_da=text))

    def contacts(self, text):
        if len(text) > LONGEST_VENUE:
            return self.referral(text)
        met = ContactFactory(recorded_by=self.leader, venue=VenueFactory(organisation=self.leader.organisation))
        type(met.venue).objects.filter(pk=met.venue.pk).update(name=text)
        return take_contacts(actor=self.leader, asked=Asked(Span(met.service_day, met.service_day)), kind="csv")
