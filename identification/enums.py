from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssessmentState(models.TextChoices):
    """Where one assessment stands; the case has a status of its own."""

    DRAFT = "draft", pgettext_lazy("assessment", "Draft")
    SUBMITTED = "submitted", _("Sent for decision")
    RETURNED = "returned", _("Returned for more work")
    DECIDED = "decided", pgettext_lazy("assessment", "Decided")


OPEN_STATES = (AssessmentState.DRAFT, AssessmentState.SUBMITTED, AssessmentState.RETURNED)
WRITABLE_STATES = (AssessmentState.DRAFT, AssessmentState.RETURNED)


class Element(models.TextChoices):
    """The three elements of trafficking (the Danish Criminal Code, section 262 a)."""

    ACT = "act", pgettext_lazy("element", "Act")
    MEANS = "means", pgettext_lazy("element", "Means")
    PURPOSE = "purpose", pgettext_lazy("element", "Purpose")


class ElementStatus(models.TextChoices):
    """What the assessor finds of one element. Nobody having looked is an answer of its own."""

    MET = "met", pgettext_lazy("element", "Met")
    NOT_MET = "not_met", _("Not met")
    DOUBTFUL = "doubtful", _("Unresolved")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class ActType(models.TextChoices):
    RECRUIT = "recruit", _("Recruitment")
    TRANSPORT = "transport", pgettext_lazy("act", "Transport")
    TRANSFER = "transfer", pgettext_lazy("act", "Transfer")
    HARBOUR = "harbour", _("Harbouring")
    RECEIVE = "receive", pgettext_lazy("act", "Receipt")


class MeansType(models.TextChoices):
    UNLAWFUL_COERCION = "unlawful_coercion", _("Unlawful coercion (section 260)")
    DEPRIVATION_OF_LIBERTY = "deprivation_of_liberty", _("Deprivation of liberty (section 261)")
    THREATS = "threats", _("Threats (section 266)")
    DECEPTION = "deception", _("Deception")
    IMPROPER_APPROACH = "improper_approach", _("Other improper approach")


class Outcome(models.TextChoices):
    """What was recommended, and what was decided."""

    TRAFFICKED = "trafficked", _("Assessed as trafficked")
    NOT_TRAFFICKED = "not_trafficked", _("Not assessed as trafficked")
    WITHDRAWN = "withdrawn", _("The person does not want an assessment")
    DISAPPEARED = "disappeared", _("Disappeared before the decision")
    TRANSFERRED = "transferred", _("Transferred to another authority")
    INCONCLUSIVE = "inconclusive", _("Cannot be decided")


# A decision that sets an earlier positive one aside. Disappearing later does not.
ANNULLING = (Outcome.NOT_TRAFFICKED, Outcome.INCONCLUSIVE)


class ConsentScope(models.TextChoices):
    """With whom what was said in an interview may be shared."""

    NONE = "none", pgettext_lazy("consent", "Nobody")
    INTERNAL = "internal", _("Only CMM")
    NAMED_PARTIES = "named_parties", _("Named parties")
    FULL = "full", pgettext_lazy("consent", "Everybody who helps in the case")


class FourAnswer(models.TextChoices):
    """Yes, no, unknown and not asked are four different answers."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Don't know")
    NOT_ASKED = "not_asked", _("Not asked")


class PeriodKind(models.TextChoices):
    """Legal objects with one clock: the Immigration Service's, of which one is for the expelled, and CMM's."""

    REFLECTION = "reflection", _("Reflection period (section 33(14))")
    REFLECTION_EXPELLED = "reflection_expelled", _("Reflection period for an expelled person (section 33(15))")
    RESTITUTION = "restitution", _("Restitution period")


class PeriodAct(models.TextChoices):
    """What can happen to a period. Withdrawn is an act that should not have been entered; only a correction says so."""

    OFFERED = "offered", pgettext_lazy("period", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("period", "Accepted")
    DECLINED = "declined", pgettext_lazy("period", "Declined")
    STARTED = "started", pgettext_lazy("period", "Begun")
    EXTENDED = "extended", pgettext_lazy("period", "Extended")
    SUSPENDED = "suspended", pgettext_lazy("period", "Clock stopped")
    RESUMED = "resumed", pgettext_lazy("period", "Clock runs again")
    OVERRIDE = "override", pgettext_lazy("period", "Cap set aside")
    ENDED = "ended", pgettext_lazy("period", "Ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("period", "Taken out")


class ExtensionReason(models.TextChoices):
    """Why a period is extended (section 33(14), third sentence)."""

    PREPARED_RETURN = "prepared_return", _("Cooperates on a prepared return")
    SPECIAL_REASONS = "special_reasons", _("Special reasons")
    EXCEPTIONAL = "exceptional", _("Exceptional (for example a pandemic)")
