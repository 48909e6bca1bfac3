"""The demonstration's one password, and the one secret of its codes."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from cmm.accounts.enums import Role
from cmm.accounts.models import Totp, User
from cmm.demo.cast import demo_email

# No secret: whoever reads this reads the demonstration's fictional persons, and production knows none of its logins.
KNOWN = "CMMDEMOCMMDEMOCMMDEMOCMMDEMOCMM2"


def renew(wish: str) -> None:
    """Where another password is wished for than the demonstration was loaded with, the logins have it now."""
    if not wish or check_password(wish, User.objects.get(email=demo_email(Role.USER_ADMINISTRATOR)).password):
        return
    User.objects.filter(email__in=[demo_email(role) for role in Role]).update(password=make_password(wish))


def secret() -> str:
    """What the app of whoever tries the demonstration makes its codes of: the setting, else always the same one."""
    return str(settings.CMM_DEMO_TOTP or KNOWN)


def give_codes() -> None:
    """Every login has an app with that secret: codes are asked for before acts that take a proof."""
    for user in User.objects.filter(email__in=[demo_email(role) for role in Role]).select_related("totp"):
        held = getattr(user, "totp", None)
        if held is None or held.secret.reveal() != secret():
            Totp.objects.filter(user=user).delete()
            Totp.objects.create(user=user, secret=secret())
