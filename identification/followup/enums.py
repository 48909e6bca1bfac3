from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SupportStatus(models.TextChoices):
    """How far a line of the support plan has come."""

    PLANNED = "planned", pgettext_lazy("support", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("support", "Under way")
    MET = "met", pgettext_lazy("support", "The need is met")
    NOT_MET = "not_met", pgettext_lazy("support", "The need could not be met")
    DECLINED = "declined", pgettext_lazy("support", "The person does not want it")


OVER = (SupportStatus.MET, SupportStatus.NOT_MET, SupportStatus.DECLINED)


class Partner(models.TextChoices):
    """Who helps the person after the return. IOM did until DRC took over."""

    DRC = "drc", "DRC Dansk Flygtningehjælp"
    IOM = "iom", "IOM"
    OTHER = "other", pgettext_lazy("partner", "Another organisation")
    NONE = "none", pgettext_lazy("partner", "Nobody yet")


class ReturnMark(models.TextChoices):
    """What happens in a prepared return. The day of departure is recorded with the periods, and is none of these."""

    OFFERED = "offered", pgettext_lazy("return", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("return", "Accepted")
    DECLINED = "declined", pgettext_lazy("return", "Declined")
    RISK = "risk", pgettext_lazy("return", "Risk in the home country assessed")
    PLANNED = "planned", pgettext_lazy("return", "Journey planned")
    ARRIVED = "arrived", pgettext_lazy("return", "Met by the partner")
    CONTACT = "contact", pgettext_lazy("return", "Followed up")
    COMPLETED = "completed", pgettext_lazy("return", "Completed")
    INTERRUPTED = "interrupted", pgettext_lazy("return", "Interrupted")


class ReturnState(models.TextChoices):
    """Where a prepared return stands. Worked out of its marks and the day of departure, never stored."""

    NONE = "none", pgettext_lazy("return", "Not offered")
    OFFERED = "offered", pgettext_lazy("return", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("return", "Accepted")
    DECLINED = "declined", pgettext_lazy("return", "Declined")
    PLANNED = "planned", pgettext_lazy("return", "Journey planned")
    DEPARTED = "departed", pgettext_lazy("return", "Departed")
    IN_REINTEGRATION = "in_reintegration", pgettext_lazy("return", "In reintegration")
    COMPLETED = "completed", pgettext_lazy("return", "Completed")
    INTERRUPTED = "interrupted", pgettext_lazy("return", "Interrupted")


class CriminalStep(models.TextChoices):
    """What happens in a criminal case in which the person is the injured party."""

    REPORTED = "reported", pgettext_lazy("criminal case", "Reported")
    CHARGED = "charged", pgettext_lazy("criminal case", "Charge")
    SHELVED = "shelved", pgettext_lazy("criminal case", "Investigation ended")
    INDICTED = "indicted", pgettext_lazy("criminal case", "Indictment")
    WAIVER = "waiver", pgettext_lazy("criminal case", "Indictment waived")
    CONVICTED = "convicted", pgettext_lazy("criminal case", "Judgment: convicted")
    ACQUITTED = "acquitted", pgettext_lazy("criminal case", "Judgment: acquitted")
    APPEALED = "appealed", pgettext_lazy("criminal case", "Appealed")


class Provision(models.TextChoices):
    """Under which section of the criminal code."""

    TRAFFICKING = "262a", "§ 262 a"
    EXPLOITATION = "262b", "§ 262 b"
    OTHER = "other", pgettext_lazy("provision", "Another section")


class ClaimBody(models.TextChoices):
    """Who is asked for compensation."""

    BOARD = "board", "Erstatningsnævnet"
    CRIMINAL_CASE = "criminal_case", _("The court, in the criminal case")
    CIVIL_CASE = "civil_case", _("A court, in a case of its own")
    OTHER = "other", pgettext_lazy("claim", "Somebody else")


class ClaimOutcome(models.TextChoices):
    GRANTED = "granted", pgettext_lazy("claim", "Granted")
    PARTLY = "partly", pgettext_lazy("claim", "Granted in part")
    REJECTED = "rejected", pgettext_lazy("claim", "Rejected")
    DROPPED = "dropped", pgettext_lazy("claim", "Taken back")


PAYING = (ClaimOutcome.GRANTED, ClaimOutcome.PARTLY)


class Part(models.TextChoices):
    """The parts of a file that can be shared, each as it stands that day."""

    FACTS = "facts", _("Who the case is about: code name, sex, age band, language")
    SAFETY = "safety", _("How the person may be reached safely")
    DECISION = "decision", _("The decision in force")
    PERIODS = "periods", _("Periods and their last day")
    CRIMINAL = "criminal", _("The criminal case")
    RETURN = "return", _("The prepared return")
