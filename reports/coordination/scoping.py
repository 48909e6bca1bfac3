"""Which rows of the coordination a role reaches (cmm.accounts.roles): they name nobody but colleagues at work."""

from cmm.accounts.scoping import EVERY_ROW, Reaches

COORDINATION_REACHES: Reaches = {"all": EVERY_ROW}
