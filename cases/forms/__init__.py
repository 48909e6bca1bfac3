"""Text in, clean values out."""

from cases.forms.cases import AssignForm, CaseFilter, CaseForm, EndForm, FactsForm
from cases.forms.codes import CodeForm, RetireForm
from cases.forms.inquiries import CloseForm, InquiryFilter, InquiryForm
from cases.forms.journal import JournalForm

__all__ = [
    "AssignForm",
    "CaseFilter",
    "CaseForm",
    "CloseForm",
    "CodeForm",
    "EndForm",
    "FactsForm",
    "InquiryFilter",
    "InquiryForm",
    "JournalForm",
    "RetireForm",
]
