"""The demonstration's one password."""

from django.contrib.auth.hashers import check_password, make_password

from cmm.accounts.enums import Role
from cmm.accounts.models import User
from cmm.demo.cast import demo_email


def renew(wish: str) -> None:
    """Where another password is wished for than the demonstration was loaded with, the logins have it now."""
    if not wish or check_password(wish, User.objects.get(email=demo_email(Role.USER_ADMINISTRATOR)).password):
        return
    User.objects.filter(email__in=[demo_email(role) for role in Role]).update(password=make_password(wish))
