from cmm.oversight.retention.services.carrying import carry_out_all
from cmm.oversight.retention.services.destructions import approve, propose, refuse, withdraw
from cmm.oversight.retention.services.holds import lift_hold, set_hold
from cmm.oversight.retention.services.reapplying import reapply
from cmm.oversight.retention.services.reversing import take_back_all
from cmm.oversight.retention.services.years import confirm_years, drop_years, propose_years

__all__ = [
    "approve",
    "carry_out_all",
    "confirm_years",
    "drop_years",
    "lift_hold",
    "propose",
    "propose_years",
    "reapply",
    "refuse",
    "set_hold",
    "take_back_all",
    "withdraw",
]
