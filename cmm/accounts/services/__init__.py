"""Verbs about organisations, accounts, roles, and what somebody logs in with."""

from cmm.accounts.services.codes import make_recovery_codes, secret_of, set_up_app, uri
from cmm.accounts.services.guesses import Slowed
from cmm.accounts.services.invitations import (
    accept,
    accept_outside,
    account_of,
    ask_for_reset,
    confirm_reset,
    invitation_of,
    invite,
    is_invitable,
)
from cmm.accounts.services.logins import (
    end_other_sessions,
    end_session,
    first_step,
    forget_device,
    has_passkey,
    has_second_factor,
    know_device,
    second_step,
)
from cmm.accounts.services.notices import have_seen
from cmm.accounts.services.passkeys import add_passkey, ask_for_known, ask_for_new, remove_passkey
from cmm.accounts.services.people import (
    change_password,
    change_roles,
    choose_language,
    close_account,
    found_organisation,
    open_account,
    reopen_account,
)
from cmm.accounts.services.proposals import give_proposed, give_role, take_role, turn_down

__all__ = [
    "Slowed",
    "accept",
    "accept_outside",
    "account_of",
    "add_passkey",
    "ask_for_known",
    "ask_for_new",
    "ask_for_reset",
    "change_password",
    "change_roles",
    "choose_language",
    "close_account",
    "confirm_reset",
    "end_other_sessions",
    "end_session",
    "first_step",
    "forget_device",
    "found_organisation",
    "give_proposed",
    "give_role",
    "has_passkey",
    "has_second_factor",
    "have_seen",
    "invitation_of",
    "invite",
    "is_invitable",
    "know_device",
    "make_recovery_codes",
    "open_account",
    "remove_passkey",
    "reopen_account",
    "second_step",
    "secret_of",
    "set_up_app",
    "take_role",
    "turn_down",
    "uri",
]
