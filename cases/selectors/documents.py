"""The documents of a case."""

from django.db.models import QuerySet

from cases.models import Case, Document


def documents_of(case: Case) -> QuerySet[Document]:
    """Newest first, those that were withdrawn among them."""
    return case.documents.select_related("added_by", "withdrawn_by").order_by("-number")


def document_called(case: Case, number: int) -> Document | None:
    """The document with ``number`` in the case, if there is one that can be opened."""
    document: Document | None = case.documents.filter(number=number, withdrawn_at=None).first()
    if document is not None:
        document.case = case
    return document


def open_documents(case: Case) -> QuerySet[Document]:
    """Those of a case that can be opened, in their order."""
    return case.documents.filter(withdrawn_at=None).order_by("number")
