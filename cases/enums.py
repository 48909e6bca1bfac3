from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStatus(models.TextChoices):
    """Where the work stands. What was decided is a StatusDecision, and who may look is Protection."""

    INQUIRY = "inquiry", pgettext_lazy("case status", "Inquiry")
    IN_CLARIFICATION = "in_clarification", _("In clarification")
    AWAITING_DECISION = "awaiting_decision", _("Awaiting decision")
    IN_SUPPORT = "in_support", _("In support")
    CLOSED = "closed", pgettext_lazy("case status", "Closed")


class Protection(models.TextChoices):
    """Who may look. ``named`` is called Spærret on screen, because Lukket is a status."""

    NORMAL = "normal", _("Normal")
    RESTRICTED = "restricted", _("Restricted")
    NAMED = "named", _("Named persons only")


class Sex(models.TextChoices):
    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")
    TRANS_OR_OTHER = "trans_or_other", _("Transgender or other")
    UNKNOWN = "unknown", pgettext_lazy("sex", "Unknown")


class AgeBand(models.TextChoices):
    """Unknown age is protected like a child's until settled, and never waives the means."""

    UNDER_15 = "under_15", _("Under 15")
    FROM_15_TO_17 = "15_17", "15–17"
    FROM_18_TO_24 = "18_24", "18–24"
    FROM_25_TO_34 = "25_34", "25–34"
    FROM_35_TO_44 = "35_44", "35–44"
    FROM_45 = "45_plus", _("45 or over")
    UNKNOWN = "unknown", pgettext_lazy("age", "Unknown")


MINORS = (AgeBand.UNDER_15, AgeBand.FROM_15_TO_17)


class DuplicateVerdict(models.TextChoices):
    """What a coordinator judged of two persons who may be one."""

    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Not the same person")


class Authority(models.TextChoices):
    """Who decides. SIRI decided in some cases before 2022."""

    CMM = "cmm", "CMM"
    US = "us", _("Danish Immigration Service")
    SIRI = "siri", _("SIRI (historic)")
    COURT = "court", _("Court")


class Region(models.TextChoices):
    HOVEDSTADEN = "hovedstaden", "Hovedstaden"
    SJAELLAND = "sjaelland", "Sjælland"
    SYDDANMARK = "syddanmark", "Syddanmark"
    MIDTJYLLAND = "midtjylland", "Midtjylland"
    NORDJYLLAND = "nordjylland", "Nordjylland"
    UNKNOWN = "unknown", pgettext_lazy("region", "Unknown")


class IdentityGroup(models.TextChoices):
    """The groups of an identity: each is shown, and changed, by itself."""

    NAMES = "names", _("Names")
    NUMBERS = "numbers", _("CPR and other numbers")
    CONTACT = "contact", _("Contact")


class RepresentativeKind(models.TextChoices):
    """Who may speak for somebody who is a child, or may be one."""

    PERSONAL = "personal", _("Personal representative")
    CUSTODIAN = "custodian", _("Holder of custody")
    MUNICIPALITY = "municipality", _("Caseworker of the municipality")
    OTHER = "other", _("Another adult")


class TaskKind(models.TextChoices):
    """A call somebody waits for is worse to miss than anything else that was promised."""

    CALL = "call", pgettext_lazy("task", "A promised call")
    OTHER = "other", pgettext_lazy("task", "Something else")


class TaskEnding(models.TextChoices):
    """How a task ended: it was done, or another took its place."""

    DONE = "done", pgettext_lazy("task", "Done")
    MOVED = "moved", pgettext_lazy("task", "Moved")


class Receiver(models.TextChoices):
    """Who is told without having a log-in here."""

    MUNICIPALITY = "municipality", _("Municipality")
    RETURN_AGENCY = "return_agency", "Hjemrejsestyrelsen"
    DRC = "drc", "DRC Dansk Flygtningehjælp"
    POLICE = "police", pgettext_lazy("receiver", "Police")
    IMMIGRATION = "immigration", _("Danish Immigration Service")
    SHELTER = "shelter", pgettext_lazy("receiver", "Shelter")
    COUNSEL = "counsel", _("Counsel for the victim")
    BOARD = "board", "Erstatningsnævnet"
    PRISON_SERVICE = "prison_service", "Kriminalforsorgen"
    REGION = "region", _("Region (health)")
    OTHER = "other", pgettext_lazy("receiver", "Somebody else")


class LegalBasis(models.TextChoices):
    """Why somebody outside may be told. The police and the prosecution work under another act than the rest."""

    CONSENT = "consent", _("The person’s consent (GDPR articles 6(1)(a) and 9(2)(a))")
    PUBLIC_TASK = "public_task", _("A task of a public authority (section 28 of the Public Administration Act)")
    DUTY = "duty", _("A duty to notify, for a child (section 133 of the Act of the Child)")
    VITAL = "vital", _("Danger to life or health (GDPR article 9(2)(c))")
    LAW_ENFORCEMENT = "law_enforcement", _("A criminal case (the Law Enforcement Act)")


class Consenter(models.TextChoices):
    """Who said yes to somebody outside being told."""

    PERSON = "person", _("The person")
    REPRESENTATIVE = "representative", _("The child’s representative")
    CUSTODIAN = "custodian", _("Whoever has custody of the child")
    NOT_NOTED = "not_noted", _("Not noted")


class ConsentGiven(models.TextChoices):
    """How a yes was given."""

    WRITTEN = "written", pgettext_lazy("consent", "In writing")
    SPOKEN = "spoken", pgettext_lazy("consent", "By word of mouth")
    INTERPRETED = "interpreted", pgettext_lazy("consent", "By word of mouth, through an interpreter")
    NOT_NOTED = "not_noted", _("Not noted")


class ReferralState(models.TextChoices):
    """Where a referral stands. Worked out of what was written down, never stored."""

    SENT = "sent", pgettext_lazy("referral", "Sent, not answered")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    REJECTED = "rejected", pgettext_lazy("referral", "Rejected")
    DONE = "done", pgettext_lazy("referral", "Done")
    REVOKED = "revoked", pgettext_lazy("referral", "Revoked")


class ReferralAnswer(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    REJECTED = "rejected", pgettext_lazy("referral", "Rejected")


class ReferralEnd(models.TextChoices):
    DONE = "done", pgettext_lazy("referral", "Done")
    REVOKED = "revoked", pgettext_lazy("referral", "Revoked")


class Consented(models.TextChoices):
    """What somebody has said yes to when an organisation refers them. Without a yes nothing is sent."""

    CONTACT_AND_SEEN = "contact_and_seen", _("That CMM gets in touch, and that we tell what we have seen")
    CONTACT = "contact", _("That CMM gets in touch, and nothing else")


class ConsentSaid(models.TextChoices):
    """How somebody was asked."""

    OWN_LANGUAGE = "own_language", _("In a language we share")
    INTERPRETER = "interpreter", _("With an interpreter")
    WRITTEN = "written", pgettext_lazy("consent", "In writing")


class SafeWay(models.TextChoices):
    """How CMM reaches somebody whose name and number it is not told."""

    THROUGH_US = "through_us", _("Through us")
    AT_OURS = "at_ours", _("Meets CMM at our place")
    RINGS = "rings", _("Rings CMM")


class Urgency(models.TextChoices):
    TONIGHT = "tonight", pgettext_lazy("urgency", "Tonight")
    TOMORROW = "tomorrow", pgettext_lazy("urgency", "Tomorrow")
    CAN_WAIT = "can_wait", pgettext_lazy("urgency", "Can wait")


class ChangeoverEnd(models.TextChoices):
    """What came of a case that was offered to a colleague."""

    ACCEPTED = "accepted", pgettext_lazy("changeover", "Accepted")
    DECLINED = "declined", pgettext_lazy("changeover", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("changeover", "Taken back")
    OVERTAKEN = "overtaken", pgettext_lazy("changeover", "Given to somebody else meanwhile")


class HandoverAnswer(models.TextChoices):
    """What CMM answers a referral of an organisation."""

    INQUIRY = "inquiry", _("Accepted as an inquiry")
    CASE = "case", _("Belongs to a case there is")
    REFUSED = "refused", pgettext_lazy("handover", "No")


class HandoverState(models.TextChoices):
    """All that whoever referred is told. Worked out of what was written down, never stored."""

    SENT = "sent", pgettext_lazy("handover", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("handover", "Accepted")
    REFUSED = "refused", pgettext_lazy("handover", "Refused")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")


class DocumentKind(models.TextChoices):
    """What a file was found to be by its content."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"


class InquiryOutcome(models.TextChoices):
    """Every inquiry is counted, whether a case came of it or not."""

    OPEN = "open", pgettext_lazy("inquiry", "Open")
    CASE_OPENED = "case_opened", _("Became a case")
    ADVICE_ONLY = "advice_only", _("Advice only")
    DECLINED = "declined", _("Did not want to be registered")
    NOT_RELEVANT = "not_relevant", _("Not about trafficking")


class AccessRight(models.TextChoices):
    """What a coordinator lets somebody do in one case."""

    READ = "read", pgettext_lazy("access", "Read the case")
    WORK = "work", pgettext_lazy("access", "Work in the case: read and write, as the contact person does")


class GlassCategory(models.TextChoices):
    """What cannot wait, in one word, where a caseworker breaks the glass."""

    LIFE = "life", _("Danger to life or health")
    THREAT = "threat", _("A threat to the person or the family")
    HELD = "held", _("The person is held, or is about to be sent out of the country")
    NO_SAFE_PLACE = "no_safe_place", _("The person has no safe place tonight")
    OTHER = "other", _("Something else that cannot wait")


class GlassVerdict(models.TextChoices):
    """What the review found."""

    JUSTIFIED = "justified", _("There was reason for it")
    UNJUSTIFIED = "unjustified", _("There was no reason for it")


class CodeList(models.TextChoices):
    """The lists a coordinator keeps without a release."""

    EXPLOITATION_FORM = "exploitation_form", _("Forms of exploitation")
    LABOUR_BRANCH = "labour_branch", _("Branches of work")
    CRIMINAL_ACT_TYPE = "criminal_act_type", _("Kinds of criminal acts")
    RESIDENCE_BASIS = "residence_basis", _("Residence basis")
    REFERRAL_SOURCE = "referral_source", _("Referral sources")
    REFERRAL_CHANNEL = "referral_channel", _("Referral channels")
    CALLER_TYPE = "caller_type", _("Callers of the hotline")
    CONSENT_REFUSAL = "consent_refusal", _("Reasons for not wanting to be registered")
    POLICE_DISTRICT = "police_district", _("Police districts")
    INTERVIEW_PLACE = "interview_place", _("Interview places")
    ACCOMMODATION_TYPE = "accommodation_type", _("Kinds of accommodation")
    SUPPORT_THEME = "support_theme", _("Themes of the support plan")
    REFUSAL_REASON = "refusal_reason", _("Reasons for refusing a place")
    SERVICE_TYPE = "service_type", _("Services given")
    # Socialtilsynets kvalitetsmodel: bekendtgørelse om socialtilsyn, bilag 1. Økonomi is judged beside the other seven
    # (socialtilsynsloven § 6); whether it stands last or apart is not verified, so it is an entry like the rest.
    QUALITY_THEME = "quality_theme", _("Themes of the quality model")
    # Danmarks Statistik, kommunekoder since 1 January 2007.
    MUNICIPALITY = "municipality", _("Municipalities")
    CONTACT_TYPE = "contact_type", _("Kinds of contact")
    VENUE_TYPE = "venue_type", _("Kinds of venue")
    GIVEN = "given", _("Things given")
    NEED = "need", _("Needs")
    SIGN = "sign", _("Signs")
    STREET_EVENT = "street_event", _("Events")
    ACTIVITY_KIND = "activity_kind", _("Kinds of courses")
    ACTIVITY_AUDIENCE = "activity_audience", _("Whom courses are held for")
    LANGUAGE = "language", _("Languages")
    APPEAL_BODY = "appeal_body", _("Bodies of appeal")
    COURT = "court", _("Courts")
    CITIZENSHIP_REGION = "citizenship_region", _("Regions of citizenship")
