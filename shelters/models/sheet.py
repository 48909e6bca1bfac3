import uuid
from typing import Any

from django.db import models

from cmm.crypto.fields import EncryptedField


class WithSheet(models.Model):
    """What a house is told of somebody, the name it may use and what it must know: closed to the database, and a row's
    own. The person's identity is never read for it.
    """

    sheet_id = models.UUIDField(default=uuid.uuid4, editable=False)
    sheet = EncryptedField(purpose="identity", row="sheet_id", null=True)

    class Meta:
        abstract = True

    @property
    def known_as(self) -> str:
        return self._told("known_as")

    @known_as.setter
    def known_as(self, name: str) -> None:
        self._tell(known_as=name)

    @property
    def needs(self) -> str:
        return self._told("needs")

    @needs.setter
    def needs(self, text: str) -> None:
        self._tell(needs=text)

    def _told(self, what: str) -> str:
        return str((self.sheet.reveal() if self.sheet else {}).get(what, ""))

    def _tell(self, **said: Any) -> None:
        self.sheet = (self.sheet.reveal() if self.sheet else {}) | said
