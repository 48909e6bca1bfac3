from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The thirteen roles of design section 2. Superuser is not one of them."""

    CMM_CASEWORKER = "cmm_caseworker", _("Caseworker")
    CMM_COORDINATOR = "cmm_coordinator", _("Coordinator")
    CMM_STATISTICIAN = "cmm_statistician", _("Statistician")
    IMMIGRATION_OFFICER = "immigration_officer", _("Immigration officer")
    POLICE_LIAISON = "police_liaison", _("Police liaison")
    OUTREACH_WORKER = "outreach_worker", _("Outreach worker")
    OUTREACH_LEAD = "outreach_lead", _("Outreach leader")
    SHELTER_STAFF = "shelter_staff", _("Shelter staff")
    SHELTER_MANAGER = "shelter_manager", _("Shelter manager")
    SUPERVISION_INSPECTOR = "supervision_inspector", _("Supervision inspector")
    MINISTRY_READER = "ministry_reader", _("Ministry reader")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    USER_ADMINISTRATOR = "user_administrator", _("User administrator")


class Capability(models.TextChoices):
    """What an organisation is there for; a role is only given where its capability is."""

    CASEWORK = "casework", _("Coordinates and assesses")
    DECIDES = "decides", _("Decides for asylum seekers and persons without legal stay")
    POLICE = "police", _("Investigates")
    OUTREACH = "outreach", _("Does outreach")
    SHELTERS = "shelters", _("Runs shelters")
    SUPERVISES = "supervises", _("Supervises shelters")
    READS_REPORTS = "reads_reports", _("Reads reports")


CAPABILITY_OF = {
    Role.CMM_CASEWORKER: Capability.CASEWORK,
    Role.CMM_COORDINATOR: Capability.CASEWORK,
    Role.CMM_STATISTICIAN: Capability.CASEWORK,
    Role.DATA_PROTECTION_OFFICER: Capability.CASEWORK,
    Role.IMMIGRATION_OFFICER: Capability.DECIDES,
    Role.POLICE_LIAISON: Capability.POLICE,
    Role.OUTREACH_WORKER: Capability.OUTREACH,
    Role.OUTREACH_LEAD: Capability.OUTREACH,
    Role.SHELTER_STAFF: Capability.SHELTERS,
    Role.SHELTER_MANAGER: Capability.SHELTERS,
    Role.SUPERVISION_INSPECTOR: Capability.SUPERVISES,
    Role.MINISTRY_READER: Capability.READS_REPORTS,
    Role.USER_ADMINISTRATOR: None,
}
# An administrator gives, to accounts in their charge and never to themselves, roles that the organisation is there for.
# These see or steer what no administrator may reach alone: one proposes, another gives.
TAKES_TWO = frozenset({Role.CMM_COORDINATOR, Role.DATA_PROTECTION_OFFICER, Role.USER_ADMINISTRATOR})


class OrganisationKind(models.TextChoices):
    AGENCY = "agency", _("Agency")
    MINISTRY = "ministry", _("Ministry")
    POLICE = "police", _("Police")
    NGO = "ngo", _("NGO")
    MUNICIPALITY = "municipality", _("Municipality")
    SUPERVISION = "supervision", _("Supervisory authority")
    OPERATOR = "operator", _("Shelter operator")
    OTHER = "other", _("Other")


class InvitationKind(models.TextChoices):
    FIRST = "first", _("Invitation")
    RESET = "reset", _("New access")


class Browser(models.TextChoices):
    """In words somebody knows again; which version it is says nothing to them."""

    CHROME = "chrome", "Chrome"
    EDGE = "edge", "Edge"
    FIREFOX = "firefox", "Firefox"
    SAFARI = "safari", "Safari"
    OTHER = "other", _("Another browser")


class System(models.TextChoices):
    ANDROID = "android", _("an Android phone")
    IPHONE = "iphone", _("an iPhone or iPad")
    LINUX = "linux", _("a Linux computer")
    MAC = "mac", _("a Mac")
    WINDOWS = "windows", _("a Windows computer")
    OTHER = "other", _("another device")
