from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AddressClass(models.TextChoices):
    """Who may know where a shelter is."""

    PUBLIC = "public", _("Public address")
    SECRET = "secret", _("Secret address")


class UnitKind(models.TextChoices):
    """What a place is. Children follow a parent where there is more than one bed."""

    BED = "bed", _("Bed")
    ROOM = "room", _("Room")
    FAMILY_ROOM = "family_room", _("Family room")
    FLAT = "flat", _("Flat")


class ClosureKind(models.TextChoices):
    """What was taken out of use: a place for some nights, a place as such, or the whole house."""

    DATES = "dates", _("For some nights")
    PLACE = "place", _("The place is not in use")
    HOUSE = "house", _("The house is not in use")


class RequestState(models.TextChoices):
    """What became of a request for a place."""

    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Place given")
    DECLINED = "declined", pgettext_lazy("request for a place", "Declined")
    OTHER_DATE = "other_date", _("Another date proposed")
    WITHDRAWN = "withdrawn", pgettext_lazy("request for a place", "Withdrawn")


class Paper(models.TextChoices):
    """What is still missing after somebody was placed at night in one step."""

    RECEIVED = "received", _("The shelter has not said that the person came")
    TOLD = "told", _("Nothing is written of what the shelter must know")
    PAYER = "payer", _("Who pays is not settled")


class NoteKind(models.TextChoices):
    """What a house writes of a resident besides the services."""

    INCIDENT = "incident", _("Incident")
    ABSENCE = "absence", _("Absence")
    DISAPPEARED = "disappeared", _("Did not come back")
    CAME_BACK = "came_back", _("Came back after all")


class NoteEnding(models.TextChoices):
    """How a note stopped to hold."""

    BACK = "back", _("The person is back")
    CORRECTED = "corrected", pgettext_lazy("a note", "Corrected")


class StrikeReason(models.TextChoices):
    """Why a service that was logged does not count. A list and no text: a text would be one about the person."""

    WRONG_PERSON = "wrong_person", _("It was another resident")
    WRONG_LINE = "wrong_line", _("Wrong day or wrong service")
    TWICE = "twice", _("It was written twice")
    NOT_GIVEN = "not_given", _("It came to nothing")


class ApprovalStatus(models.TextChoices):
    """What a Socialtilsyn has said of a house (socialtilsynsloven § 5; domain.md 9)."""

    APPROVED = "approved", pgettext_lazy("approval of a house", "Approved")
    CONDITIONAL = "conditional", _("With conditions")
    PENDING = "pending", _("Under consideration")
    WITHDRAWN = "withdrawn", pgettext_lazy("approval of a house", "Withdrawn")
    NOT_REQUIRED = "not_required", _("Not covered")


class Score(models.IntegerChoices):
    """How far an indicator of the quality model is fulfilled (bekendtgørelse om socialtilsyn, bilag 1)."""

    VERY_HIGH = 5, _("5, to a very high degree")
    HIGH = 4, _("4, to a high degree")
    MIDDLE = 3, _("3, to a middling degree")
    LOW = 2, _("2, to a low degree")
    VERY_LOW = 1, _("1, to a very low degree")


class ExitCause(models.TextChoices):
    """Why a stay ended."""

    MOVED = "moved", pgettext_lazy("end of a stay", "Moved")
    RETURNED = "returned", _("Returned home")
    OWN_HOUSING = "own_housing", _("Own housing")
    DISAPPEARED = "disappeared", _("Disappeared")
    POLICE = "police", _("Police or expulsion")
    OTHER = "other", pgettext_lazy("end of a stay", "Other")


class Satisfaction(models.IntegerChoices):
    """How satisfied a person was with a stay, in the person's own words put on a scale."""

    VERY_DISSATISFIED = 1, _("Very dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    NEITHER = 3, _("Neither")
    SATISFIED = 4, _("Satisfied")
    VERY_SATISFIED = 5, _("Very satisfied")


class Payer(models.TextChoices):
    """Who pays for a place."""

    ACTION_PLAN = "action_plan", _("The action plan")
    US = "us", _("The Immigration Service")
    MUNICIPALITY = "municipality", _("The municipality")
    OTHER = "other", pgettext_lazy("payer", "Other")


class Responsible(models.TextChoices):
    """Who answers for the person's having a place."""

    CMM = "cmm", _("Center against Human Trafficking")
    US = "us", _("The Immigration Service")
    MUNICIPALITY = "municipality", _("The municipality")
