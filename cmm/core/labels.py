"""How a row says its choices."""

from typing import Any


class Labelled:
    """A model whose ``get_…_display`` translates the one label that is shown.

    Django's own makes a dictionary of all of them for every row, and each label is translated to be hashed.
    """

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802 -- Django's name
        value = getattr(self, field.attname)
        return next((str(label) for known, label in field.flatchoices if known == value), value)
