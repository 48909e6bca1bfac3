"""The list of indicators, which coordinators keep without a release. Each change is a new version of it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError
from identification.enums import Weight
from identification.models import Catalogue, Indicator
from identification.selectors.catalogue import latest


@dataclass(frozen=True)
class Wording:
    """What an indicator says and weighs. ``verified`` names the lists whose weight somebody has checked."""

    section: str
    label_da: str
    label_en: str
    source: str
    adult_labour: str = Weight.MISSING
    child_labour: str = Weight.MISSING
    adult_sexual: str = Weight.MISSING
    child_sexual: str = Weight.MISSING
    verified: list[str] = field(default_factory=list)


@transaction.atomic
def add_indicator(*, actor: User, wording: Wording, note: str) -> Indicator:
    """The catalogue has one more from its next version on; its code is made of the English name. Raises RuleError."""
    require_role(actor, "identification.add_indicator")
    code = slugify(wording.label_en).replace("-", "_")[:40]
    version = next_version(actor, note)
    if Indicator.objects.filter(code=code).exists():
        raise RuleError(_("There is an indicator of that name."), code="code_taken", field="label_en")
    return write(actor, version, code, wording)


@transaction.atomic
def change_indicator(*, actor: User, indicator: Indicator, wording: Wording, note: str) -> Indicator:
    """It says and weighs this from the next version on. What was judged by an older one keeps it.

    Raises RuleError, Conflict.
    """
    require(actor, "change", indicator)
    version = end(actor, indicator, note)
    return write(actor, version, indicator.code, wording, ilo11=indicator.ilo11, position=indicator.position)


@transaction.atomic
def retire_indicator(*, actor: User, indicator: Indicator, note: str) -> Indicator:
    """Nobody can choose it any more; where it was observed it stays readable. Raises RuleError, Conflict."""
    require(actor, "change", indicator)
    end(actor, indicator, note)
    indicator.refresh_from_db()
    record(actor, AuditAction.INDICATOR_RETIRED, indicator, code=indicator.code, version=indicator.until_id)
    return indicator


def next_version(actor: User, note: str) -> Catalogue:
    """One at a time: whoever changes the catalogue at the same moment waits here. Raises RuleError."""
    if not note.strip():
        raise RuleError(_("Write why the catalogue is changed."), code="note_missing", field="note")
    Indicator.objects.select_for_update().order_by("pk")[:1].get()  # a version is only added to, so it cannot be locked
    made: Catalogue = Catalogue.objects.create(number=latest().number + 1, made_by=actor, note=note.strip())
    return made


def end(actor: User, indicator: Indicator, note: str) -> Catalogue:
    version = next_version(actor, note)
    fresh = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if fresh.until_id is not None:
        raise Conflict(_("Somebody else has just changed the indicator. Open it again."), code="changed")
    fresh.until = version
    fresh.save(update_fields=["until"])
    return version


def write(actor: User, version: Catalogue, code: str, wording: Wording, **more: Any) -> Indicator:
    indicator = Indicator(code=code, since=version, **asdict(wording), **more)
    indicator.full_clean(exclude=["since"])
    indicator.save()
    record(actor, AuditAction.INDICATOR_CHANGED, indicator, code=code, version=version.number)
    return indicator
