from django.db import models


def answered(field, choices):
    """The column holds one of ``choices``, or nothing at all: not asked."""
    return models.Q(**{f"{field}__in": [*choices.values, ""]})
