"""Text in, clean values out."""

from cases.forms.cases import AssignForm, CaseFilter, CaseForm
from cases.forms.codes import CodeForm, RetireForm
from cases.forms.inquiries import CloseForm, InquiryFilter, InquiryForm
from cases.forms.journal import JournalForm

__all__ = [
    "AssignForm",
    "CaseFilter",
    "CaseForm",
    "CloseForm",
    "CodeForm",
    "InquiryFilter",
    "InquiryForm",
    "JournalForm",
    "RetireForm",
]
