import uuid
from typing import Any

from django.db import models

from cmm.crypto.fields import EncryptedField

PARTS = ("known_as", "needs", "safety", "contact", "key_dates", "children_are")


def part(name: str) -> Any:
    return property(lambda row: row._told(name), lambda row, text: row.tell(**{name: text}))


class WithSheet(models.Model):
    """What a house is told of somebody, the name it may use and what it must know: closed to the database, and a row's
    own. The person's identity and case are never read for it.
    """

    sheet_id = models.UUIDField(default=uuid.uuid4, editable=False)
    sheet = EncryptedField(purpose="identity", row="sheet_id", null=True)

    class Meta:
        abstract = True

    known_as, needs, key_dates = part("known_as"), part("needs"), part("key_dates")
    children_are = part("children_are")  # names and ages of those who follow
    safety = part("safety")  # what is dangerous for the person, or with them
    contact = part("contact")  # who may reach the person, when and as whom

    @property
    def told(self) -> dict[str, str]:
        """The whole sheet, for the row that carries it on."""
        return {name: self._told(name) for name in PARTS}

    def _told(self, what: str) -> str:
        return str((self.sheet.reveal() if self.sheet else {}).get(what, ""))

    def tell(self, **said: str) -> None:
        """These parts of the sheet say this now; the others stay as they are."""
        if unknown := said.keys() - set(PARTS):
            raise TypeError(f"The sheet has no {unknown}.")
        self.sheet = (self.sheet.reveal() if self.sheet else {}) | said
