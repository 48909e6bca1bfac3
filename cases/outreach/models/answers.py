from collections.abc import Sequence

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _


def answered(field, choices):
    """The column holds one of ``choices``, or nothing at all: not asked."""
    return models.Q(**{f"{field}__in": [*choices.values, ""]})


def answers_among(field, choices):
    """The column holds some of ``choices``."""
    return models.Q(**{f"{field}__contained_by": choices.values})


def one_or_group(place, *answers):
    """How many persons of a meeting gave one of ``answers``: by the count of a group, else by the answer of the one."""
    small = models.PositiveSmallIntegerField()
    alone = Case(When(met_before__in=answers, then=1), default=0, output_field=small)
    return models.GeneratedField(
        expression=Case(When(Q(group__isnull=True), then=alone), default=F(f"group__{place}"), output_field=small),
        output_field=small,
        db_persist=True,
    )


def group_words(group: Sequence[int] | None) -> str:
    """How many of several persons, in the order of the steppers."""
    if not group:
        return ""
    said = (_("%(n)s new"), _("%(n)s met before"), _("%(n)s seen before in the service day"), _("%(n)s unknown"))
    return ", ".join(words % {"n": n} for words, n in zip(said, group, strict=True) if n)
