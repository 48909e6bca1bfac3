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


class Appellant(models.TextChoices):
    """Who asked for a decision to be looked at again."""

    PERSON = "person", _("The person")
    LAWYER = "lawyer", _("The person’s lawyer")
    REPRESENTATIVE = "representative", _("A representative or the holder of custody")
    AUTHORITY = "authority", pgettext_lazy("appellant", "An authority")
    OTHER = "other", pgettext_lazy("appellant", "Somebody else")


class AppealOutcome(models.TextChoices):
    """What came of an appeal."""

    UPHELD = "upheld", _("The decision stands")
    ANNULLED = "annulled", _("The decision is annulled and is to be made again")
    CHANGED = "changed", _("The decision is changed")
    WITHDRAWN = "withdrawn", _("The appeal is withdrawn")
    MISTAKEN = "mistaken", _("There was no appeal: it was entered by mistake")


# Outcomes that take a decision out of force; another colleague than the one who recorded the appeal writes them.
OVERTURNING = (AppealOutcome.ANNULLED, AppealOutcome.CHANGED)


class FindingAnswer(models.TextChoices):
    """What the second colleague says of a court's finding somebody has recorded."""

    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")


# What a court, or a body of appeal, can say of somebody.
RULINGS = (Outcome.TRAFFICKED, Outcome.NOT_TRAFFICKED)


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


class LetterLanguage(models.TextChoices):
    """A letter is in Danish, and in plain English for those who read that better."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class SendingWay(models.TextChoices):
    """How the person got the letter. No letter goes to an address by itself."""

    HANDED_OVER = "handed_over", _("Handed over and explained")
    THROUGH = "through", _("Through a lawyer, representative or bisidder")
    DIGITAL = "digital", _("Digital Post")
    POST = "post", _("By post")


class Dimension(models.TextChoices):
    """The six dimensions of the ILO and the EC (2009). Each belongs to a phase: recruitment, or the destination."""

    DECEPTIVE_RECRUITMENT = "d1_deceptive_recruitment", _("Deceptive recruitment")
    COERCIVE_RECRUITMENT = "d2_coercive_recruitment", _("Coercive recruitment")
    VULNERABLE_AT_RECRUITMENT = "d3_recruitment_abuse_of_vulnerability", _("Recruitment by abuse of vulnerability")
    EXPLOITATION = "d4_exploitation", _("Exploitation")
    COERCION_AT_DESTINATION = "d5_coercion_at_destination", _("Coercion at destination")
    VULNERABLE_AT_DESTINATION = "d6_abuse_of_vulnerability_at_destination", _("Abuse of vulnerability at destination")


class IndicatorList(models.TextChoices):
    """Lists without weights: what is seen counts as an observation, and in no dimension."""

    CMM_TRAITS = "cmm_trait", _("CMM’s five traits")
    ILO_ELEVEN = "ilo11", _("ILO’s eleven indicators of forced labour")


# Where an indicator stands in the catalogue.
SECTIONS = [*Dimension.choices, *IndicatorList.choices]


class Profile(models.TextChoices):
    """Which of the four lists of weights a person is judged by."""

    ADULT_LABOUR = "adult_labour", _("Adult, labour")
    CHILD_LABOUR = "child_labour", _("Child, labour")
    ADULT_SEXUAL = "adult_sexual", _("Adult, sexual")
    CHILD_SEXUAL = "child_sexual", _("Child, sexual")


class Weight(models.TextChoices):
    """How much an indicator says. That it is not on a list, and that nobody has found its weight, are two things."""

    STRONG = "S", pgettext_lazy("weight", "Strong")
    MEDIUM = "M", pgettext_lazy("weight", "Medium")
    WEAK = "W", pgettext_lazy("weight", "Weak")
    OUTSIDE = "outside", _("Not on this list")
    MISSING = "missing", _("Weight missing")


class ObservationSource(models.TextChoices):
    """Where somebody has it from."""

    INTERVIEW = "interview", _("Interview with the person")
    DOCUMENT = "document", pgettext_lazy("source", "Document")
    POLICE = "police", _("The police")
    NGO = "ngo", _("An organisation")
    OWN = "own", _("Own observation")
    OTHER = "other", pgettext_lazy("source", "Other")


class Ending(models.TextChoices):
    """Why a row that is never edited no longer counts."""

    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EventKind(models.TextChoices):
    """The parts of a course of events (HTCDS, with the way out added)."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSIT = "transit", _("Journey or transit")
    EXPLOITATION = "exploitation", _("Exploitation")
    ESCAPE = "escape", _("End or escape")


class Precision(models.TextChoices):
    """How exactly somebody knows a date."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")
    ABOUT = "about", pgettext_lazy("precision", "About")
    UNKNOWN = "unknown", pgettext_lazy("precision", "Unknown")


class RecruiterRelation(models.TextChoices):
    INTIMATE_PARTNER = "intimate_partner", _("Partner")
    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend or acquaintance")
    EMPLOYER = "employer", _("Employer")
    AGENT = "agent", _("Agent or go-between")
    OTHER = "other", pgettext_lazy("recruiter", "Somebody else")
    UNKNOWN = "unknown", pgettext_lazy("recruiter", "Unknown")


class Control(models.TextChoices):
    """Methods of control (HTCDS and CTDC), with restricted movement, which HTCDS defines and leaves out of its list."""

    DEBT_BONDAGE = "debt_bondage", _("Debt bondage")
    TAKES_EARNINGS = "takes_earnings", _("Takes the earnings")
    RESTRICTS_FINANCIAL_ACCESS = "restricts_financial_access", _("Restricts access to money")
    THREATS = "threats", pgettext_lazy("control", "Threats")
    THREAT_LAW_ENFORCEMENT = "threat_law_enforcement", _("Threats of police or authorities")
    THREATENS_FAMILY = "threatens_family", _("Threats against children or family")
    FALSE_PROMISES = "false_promises", _("False promises")
    PSYCHOLOGICAL_ABUSE = "psychological_abuse", _("Psychological violence")
    PHYSICAL_ABUSE = "physical_abuse", _("Physical violence")
    SEXUAL_ABUSE = "sexual_abuse", _("Sexual abuse")
    SUBSTANCES = "substances", _("Drugs or alcohol")
    RESTRICTS_MOVEMENT = "restricts_movement", _("Restricted freedom of movement")
    RESTRICTS_MEDICAL_CARE = "restricts_medical_care", _("Denied medical care")
    WITHHOLDS_NECESSITIES = "withholds_necessities", _("Deprived of basic necessities")
    EXCESSIVE_HOURS = "excessive_hours", _("Extreme working hours")
    WITHHOLDS_DOCUMENTS = "withholds_documents", _("Papers taken away")
    OTHER = "other", pgettext_lazy("control", "Other")


class ConsentTopic(models.TextChoices):
    """The seven questions of consent (HTCDS 2.0, from IOM's screening form)."""

    INTERVIEW = "interview", _("Agrees to the interview")
    PURPOSE = "purpose", _("Has been told what the interview is for")
    USE = "use", _("Has been told how the information is used and may be used")
    RESEARCH = "research", _("Has been told that information without identity may be used for research")
    ACCESS = "access", _("Has been told of the right to ask for one’s own information")
    STORAGE = "storage", _("Has been told how long the information is kept")
    WITHDRAWAL = "withdrawal", _("Has been told how consent is withdrawn")


class ConsentState(models.TextChoices):
    """What a yes is worth today. Worked out, never stored."""

    HOLDS = "holds", pgettext_lazy("consent", "Holds")
    LAPSES_SOON = "lapses_soon", pgettext_lazy("consent", "Lapses soon")
    LAPSED = "lapsed", pgettext_lazy("consent", "Has lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Taken back")


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
