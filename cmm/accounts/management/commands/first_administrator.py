from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cmm.accounts.enums import Capability, OrganisationKind, Role
from cmm.accounts.models import Organisation, RoleAssignment, User
from cmm.accounts.services import found_organisation, give_role, invite
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.commands import SystemCommand


class Command(SystemCommand):
    help = "Found the organisation that coordinates and invite its first two user administrators."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", default="cmm", help="the organisation's short name in addresses")
        parser.add_argument("--name", default="Center mod Menneskehandel")
        parser.add_argument("--email", required=True)
        parser.add_argument("--person", required=True, help="the administrator's name")

    @transaction.atomic
    def handle(self, *, code: str, name: str, email: str, person: str, **_options: Any) -> None:
        """The two accounts that nobody in the register invites: any later administrator is appointed by two."""
        organisation = Organisation.objects.filter(code=code).first()
        if organisation is None and User.objects.exists():
            raise CommandError("The register has users. Its administrators invite the others.")
        if organisation is not None and administrators(organisation) > 1:
            raise CommandError(f"{code} has two administrators. They invite the others.")
        facts = {"kind": OrganisationKind.AGENCY, "capabilities": [Capability.CASEWORK.value]}
        organisation = organisation or found_organisation(
            code=code, name_da=name, valid_from=timezone.localdate(), **facts
        )
        user = User(email=email.lower(), name=person, organisation=organisation)
        user.set_unusable_password()
        user.full_clean()
        user.save()
        record(None, AuditAction.USER_CREATED, user, organisation=code)
        give_role(None, user, Role.USER_ADMINISTRATOR)
        _invitation, word = invite(actor=None, user=user)
        self.stdout.write(f"{settings.PUBLIC_URL.rstrip('/')}{reverse('welcome', args=[word])}")
        self.stdout.write(
            "It serves once, within 72 hours. Run this once more for a second administrator: some acts take two."
        )


def administrators(organisation: Organisation) -> int:
    """How many open accounts administer it."""
    held = RoleAssignment.objects.filter(role=Role.USER_ADMINISTRATOR, ended_at__isnull=True)
    return held.filter(user__organisation=organisation.pk, user__is_active=True).count()
