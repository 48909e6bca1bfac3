"""The letter about a decision, set in one language from the decision itself: the same facts give the same words."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, override
from django.utils.translation import gettext as _

from cmm.core.paper.letters import letter_css
from identification.enums import ActType, MeansType, Outcome
from identification.models import StatusDecision

HOTLINE = "70 20 25 50"  # CMM's; the guide of the Baltic Sea States names it (domain.md 1.2)

HEADINGS: Mapping[str, Promise] = {
    Outcome.TRAFFICKED: gettext_lazy("You have been assessed as trafficked"),
    Outcome.NOT_TRAFFICKED: gettext_lazy("You have not been assessed as trafficked"),
    Outcome.WITHDRAWN: gettext_lazy("The assessment has stopped, as you wished"),
    Outcome.DISAPPEARED: gettext_lazy("The assessment has stopped, because we could not find you"),
    Outcome.TRANSFERRED: gettext_lazy("Another authority takes over your case"),
    Outcome.INCONCLUSIVE: gettext_lazy("We cannot decide whether you have been trafficked"),
}
MEANINGS: Mapping[str, Promise] = {
    Outcome.TRAFFICKED: gettext_lazy("It is not your fault, and you have a right to help."),
    Outcome.NOT_TRAFFICKED: gettext_lazy(
        "It does not mean that we do not believe you. It means that what we know does not fulfil the rule below."
    ),
    Outcome.WITHDRAWN: gettext_lazy("You can change your mind. Tell your contact person, or call us."),
    Outcome.DISAPPEARED: gettext_lazy("If you still want an assessment, call us, and we begin again."),
    Outcome.TRANSFERRED: gettext_lazy("Your contact person tells you which one, and goes with you if you wish."),
    Outcome.INCONCLUSIVE: gettext_lazy("If you remember or find out more, we look at it again."),
}
DISAGREE = gettext_lazy(
    "You can ask us to look at the decision again. Your contact person can help you, and can help you find a lawyer."
)


def usual_advice(language: str) -> str:
    """What is said of disagreeing where nothing else is written; no source names an appeal (domain.md 1.4)."""
    with override(language):
        return str(DISAGREE)


def on_paper(decision: StatusDecision, *, language: str, reason: str, advice: str) -> dict[str, str]:
    """HTML and CSS of the letter."""
    with override(language):
        context = {
            "language": language,
            "case": decision.case,
            "decision": decision,
            "heading": HEADINGS[decision.outcome],
            "meaning": MEANINGS[decision.outcome],
            "elements": elements_of(decision),
            "reason": reason,
            "advice": advice,
            "hotline": HOTLINE,
            "is_positive": decision.outcome == Outcome.TRAFFICKED,
        }
        html = render_to_string("identification/pdf/letter.html", context)
        head = _("Decision in case %(ref)s") % {"ref": decision.case.ref}
        return {"html": html, "css": letter_css(head=head, page=gettext("Page"))}


def elements_of(decision: StatusDecision) -> list[tuple[str, str]]:
    """Act, means and purpose as they were found; only a positive decision rests on them."""
    assessment = decision.assessment
    if decision.outcome != Outcome.TRAFFICKED:
        return []
    means = ", ".join(str(MeansType(kind).label) for kind in assessment.means_types)
    form = assessment.exploitation_form
    return [
        (_("What was done to you"), ", ".join(str(ActType(kind).label) for kind in assessment.act_types)),
        (_("How"), means or _("Not asked, because you were under 18")),
        (_("What for"), form.label if form else ""),
    ]
