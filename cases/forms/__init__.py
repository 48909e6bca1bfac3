"""Text in, clean values out."""

from cases.forms.access import AccessForm
from cases.forms.cases import AssignForm, CaseFilter, CaseForm, EndForm, FactsForm
from cases.forms.codes import CodeForm, RetireForm
from cases.forms.documents import DocumentForm, WithdrawForm
from cases.forms.duplicates import DuplicateForm
from cases.forms.glasses import GlassForm, ReviewForm
from cases.forms.identities import FORMS as IDENTITY_FORMS
from cases.forms.identities import ParticularsForm, facts_of
from cases.forms.inquiries import CloseForm, InquiryFilter, InquiryForm
from cases.forms.journal import JournalForm
from cases.forms.operations import OperationForm
from cases.forms.purposes import PurposeForm
from cases.forms.referrals import (
    AnswerForm,
    DisclosureForm,
    ReferralConsentForm,
    ReferralDoneForm,
    ReferralForm,
    RevokeForm,
    ToldForm,
)
from cases.forms.refusals import RefusalForm
from cases.forms.safety import RepresentativeForm, SafetyForm
from cases.forms.search import SearchForm
from cases.forms.tasks import DoneForm, MoveForm, TaskForm
from cases.forms.walls import WallForm

__all__ = [
    "IDENTITY_FORMS",
    "AccessForm",
    "AnswerForm",
    "AssignForm",
    "CaseFilter",
    "CaseForm",
    "CloseForm",
    "CodeForm",
    "DisclosureForm",
    "DocumentForm",
    "DoneForm",
    "DuplicateForm",
    "EndForm",
    "FactsForm",
    "GlassForm",
    "InquiryFilter",
    "InquiryForm",
    "JournalForm",
    "MoveForm",
    "OperationForm",
    "ParticularsForm",
    "PurposeForm",
    "ReferralConsentForm",
    "ReferralDoneForm",
    "ReferralForm",
    "RefusalForm",
    "RepresentativeForm",
    "RetireForm",
    "ReviewForm",
    "RevokeForm",
    "SafetyForm",
    "SearchForm",
    "TaskForm",
    "ToldForm",
    "WallForm",
    "WithdrawForm",
    "facts_of",
]
