from cmm.oversight.retention.models.change import RuleChange
from cmm.oversight.retention.models.destruction import Destruction
from cmm.oversight.retention.models.hold import LegalHold
from cmm.oversight.retention.models.ledger import LedgerEntry
from cmm.oversight.retention.models.rule import Rule

__all__ = ["Destruction", "LedgerEntry", "LegalHold", "Rule", "RuleChange"]
