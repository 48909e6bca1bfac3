"""Who pays for a place and who is responsible: proposed from rules a coordinator can change, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from shelters.enums import Payer


@dataclass(frozen=True)
class PayerLaw:
    """One rule: for a kind of accommodation and a residence basis, or for any, in force for some days.

    ``permitted`` says whether a person of this basis may be placed there at all.
    """

    valid_from: date
    valid_to: date | None = None
    accommodation: str = ""
    basis: str = ""
    permitted: bool = True
    payer: str = ""
    responsible: str = ""
    source: str = ""
    confirmed: bool = False

    def holds(self, *, accommodation: str, basis: str, on: date) -> bool:
        in_force = self.valid_from <= on and (self.valid_to is None or on < self.valid_to)
        return in_force and self.accommodation in ("", accommodation) and self.basis in ("", basis)

    @property
    def precision(self) -> tuple[bool, bool, date]:
        """The residence basis says more than the kind of house, both more than one, the newer than the older."""
        return bool(self.basis), bool(self.accommodation), self.valid_from


@dataclass(frozen=True)
class Proposal:
    """Who should pay and be responsible on a day, and the rule it follows from; nobody where no rule speaks."""

    law: PayerLaw | None
    accommodation_label: str
    basis_label: str

    @property
    def permitted(self) -> bool:
        return self.law is None or self.law.permitted

    @property
    def payer(self) -> str:
        return self.law.payer if self.law else ""

    @property
    def responsible(self) -> str:
        return self.law.responsible if self.law else ""

    @property
    def payer_label(self) -> str:
        return str(Payer(self.payer).label) if self.payer else _("nobody is proposed")

    @property
    def derivation(self) -> list[str]:
        """The reasons, one a line, for whoever must answer for it."""
        if self.law is None:
            return [_("No rule says who pays here. Choose, and write why.")]
        kind, basis = self.accommodation_label, self.basis_label
        lines = [
            _("Kind of accommodation: %(kind)s. Residence basis: %(basis)s.") % {"kind": kind, "basis": basis},
            _("Rule in force from %(day)s: %(source)s")
            % {"day": date_format(self.law.valid_from, "j. F Y"), "source": self.law.source},
        ]
        if not self.law.permitted:
            lines.append(_("The rule says that nobody of this residence basis is placed there."))
        return lines if self.law.confirmed else [*lines, _("The rule is not confirmed. Ask before money is paid.")]


def propose(laws: Iterable[PayerLaw], *, accommodation: Any, basis: Any, on: date) -> Proposal:
    """What the most precise of the rules in force on the first night says; both are entries of their code lists."""
    asked = {"accommodation": accommodation.code, "basis": basis.code, "on": on}
    fitting = sorted((law for law in laws if law.holds(**asked)), key=lambda law: law.precision)
    return Proposal(fitting[-1] if fitting else None, accommodation.label, basis.label)


def check_law(law: PayerLaw) -> None:
    """Raises RuleError where a rule would end before it begins."""
    if law.valid_to and law.valid_to <= law.valid_from:
        raise RuleError(_("The last day must come after the first."), code="backwards", field="valid_to")


def check_permitted(proposal: Proposal) -> None:
    """Raises RuleError where the residence basis does not open this kind of accommodation on the first night."""
    if not proposal.permitted:
        raise RuleError(
            _("Nobody with the residence basis %(basis)s is placed there: %(source)s"),
            code="not_permitted",
            params={"basis": proposal.basis_label, "source": proposal.law.source if proposal.law else ""},
            field="shelter",
        )


@dataclass(frozen=True)
class Funding:
    """Who pays for a place, who is responsible for it, and why it is not whom the rule proposes."""

    payer: str = ""
    responsible: str = ""
    reason: str = ""

    def differs(self, proposal: Proposal) -> bool:
        return (self.payer, self.responsible) != (proposal.payer, proposal.responsible)


def check_funding(said: Funding, proposal: Proposal) -> None:
    """Raises RuleError where half is said, or somebody else pays than the rule proposes and nothing says why."""
    if bool(said.payer) != bool(said.responsible):
        field = "responsible" if said.payer else "payer"
        raise RuleError(_("Say both who pays and who is responsible."), code="half", field=field)
    if said.differs(proposal) and not said.reason.strip():
        who = Payer(proposal.payer).label if proposal.payer else _("nobody")
        raise RuleError(
            _("The rule proposes: %(payer)s. Write why it is another."),
            code="another_payer",
            params={"payer": who},
            field="payer_reason",
        )
