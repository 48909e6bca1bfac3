"""Constraints speak in their own words, whoever notices first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from cmm.core.errors import Conflict


@contextmanager
def speaking(model: Any) -> Iterator[None]:
    """What only the database saw, because the other row is not the reader's to see, is refused as ``full_clean`` would.

    A constraint of ``model`` that PostgreSQL breaks the saving with becomes ValidationError with the constraint's own
    message and code; everything else stays an error.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        name = constraint_of(broken)
        for constraint in model._meta.constraints:
            if constraint.name == name:
                said = ValidationError(constraint.violation_error_message, code=constraint.violation_error_code)
                raise ValidationError({NON_FIELD_ERRORS: [said]}) from broken
        raise


def constraint_of(broken: IntegrityError) -> str | None:
    """The name of the constraint, or of the trigger's refusal, that PostgreSQL gave."""
    name: str | None = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", None)
    return name


@contextmanager
def first_come(model: Any, fields: Mapping[str, str]) -> Iterator[None]:
    """As ``speaking``, and where somebody else was first it is a Conflict.

    ``fields`` says by the code of the constraint at which field of a form that is said, at the top where it is empty.
    """
    try:
        with speaking(model):
            yield
    except ValidationError as refused:
        said = getattr(refused, "error_dict", {}).get(NON_FIELD_ERRORS, [])
        for error in said:
            if error.code in fields:
                raise Conflict(error.message, code=error.code, field=fields[error.code]) from refused
        raise
