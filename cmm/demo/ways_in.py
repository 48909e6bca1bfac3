"""What an administrator's first page shows of log-ins: somebody invited, somebody who has lost their phone, a role that
waits for a second administrator, and that a new browser was used.
"""

from cmm.accounts.arriving import Arrival
from cmm.accounts.enums import Browser, Role, System
from cmm.accounts.services import ask_for_reset, change_roles, invite, know_device
from cmm.accounts.services.notices import tell_owner
from cmm.audit.enums import AuditAction
from cmm.demo.cast import Cast
from cmm.demo.clock import Course

OFFICE, HOME = "192.0.0.0/16", "198.51.0.0/16"
CHECKED = "Mødt på kontoret, viste medarbejderkort."


def ways_in_course(cast: Cast) -> Course:
    """One asked, and the demonstration's own login can confirm, as it can a role. Browsers are known besides."""
    own, other = cast.everyone(Role.USER_ADMINISTRATOR)[:2]
    _mine, lost, invited = cast.everyone(Role.CMM_CASEWORKER)[:3]
    ask_for_reset(actor=other, user=lost, checked_how=CHECKED)
    invite(actor=own, user=invited)
    change_roles(actor=other, user=lost, roles=[*lost.roles, Role.CMM_COORDINATOR])
    for role in Role:
        know_device(cast.demo(role), Arrival("", OFFICE, Browser.EDGE, System.WINDOWS, ""))
        know_device(cast.demo(role), Arrival("", HOME, Browser.SAFARI, System.IPHONE, ""))
    tell_owner(own, AuditAction.DEVICE_ARRIVED, browser=Browser.SAFARI.value, system=System.IPHONE.value)
    yield from ()
