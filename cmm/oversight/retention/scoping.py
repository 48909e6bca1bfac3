"""What ties a row of this room to a user; the policy table names these relations."""

from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import EVERY_ROW, Reaches

# Who keeps the log answers for what is kept and what goes, and reads nothing of the case for it.
RETENTION_REACHES: Reaches = {
    "assigned": UNDER_CASE_REACHES["assigned"],
    "casework": UNDER_CASE_REACHES["casework"],
    "all": EVERY_ROW,
}
LEDGER_REACHES: Reaches = {"all": EVERY_ROW}
