"""What is written in an assessment, who wrote it, and the words for it."""

from collections import defaultdict
from datetime import date

from django.db.models import Min
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Case, Code
from cases.selectors import codes
from identification.enums import Element
from identification.models import Assessment, Revision, SecondOpinion, StatusDecision
from identification.rules.grounds import Claim, Grounds


def grounds_of(assessment: Assessment) -> Grounds:
    """The text as it stands, with the observations it rests on."""
    form, claims = assessment.exploitation_form, links_of(assessment)
    return Grounds(
        facts=assessment.facts,
        act_status=assessment.act_status,
        act={kind: claims[Element.ACT, kind] for kind in assessment.act_types},
        means_status=assessment.means_status,
        means={kind: claims[Element.MEANS, kind] for kind in assessment.means_types},
        purpose_status=assessment.purpose_status,
        exploitation_form=form.code if form else "",
        secondary_forms=tuple(sorted(row.code for row in assessment.secondary_forms.all())),
        purpose=claims[Element.PURPOSE, ""],
        speaks_against=assessment.speaks_against,
        recommendation=assessment.recommendation,
        reasons=assessment.reasons,
    )


def links_of(assessment: Assessment) -> defaultdict[tuple[str, str], Claim]:
    """What each element and kind rests on now."""
    found: defaultdict[tuple[str, str], Claim] = defaultdict(Claim)
    standing = assessment.support.filter(removed_at__isnull=True).order_by("observation__number")
    for element, kind, number in standing.values_list("element", "kind", "observation__number"):
        found[element, kind] = Claim((*found[element, kind].links, number))
    return found


def revision_of(assessment: Assessment, version: int) -> Revision | None:
    """One saved text with its author, for comparing with what somebody began from."""
    return assessment.revisions.select_related("author").filter(version=version).first()


def author_ids(assessment: Assessment) -> set[int]:
    """Everybody who has written in it."""
    return {assessment.prepared_by_id, *assessment.revisions.order_by().values_list("author", flat=True).distinct()}


def opinion_giver_ids(assessment: Assessment) -> set[int]:
    """Everybody who has given a second opinion on it."""
    return set(SecondOpinion.objects.filter(assessment=assessment).values_list("author", flat=True))


def author_names(assessment: Assessment) -> list[str]:
    """The authors in the order they came to it."""
    names = assessment.revisions.order_by("version").values_list("author__name", flat=True)
    return list(dict.fromkeys(names)) or [assessment.prepared_by.name]


def form_choices(*kept: str) -> list[tuple[str, str]]:
    """The forms of exploitation one may choose today, and those already chosen however old they are."""
    current = [(code.code, code.label) for code in codes(CodeList.EXPLOITATION_FORM)]
    retired = {code for code in kept if code} - {code for code, _label in current}
    return current + [(code.code, code.label) for code in forms_called(retired)]


def chosen_labels(assessment: Assessment) -> dict[str, str]:
    """The forms of exploitation it has chosen, by their code: of rows that are at hand already."""
    first = [assessment.exploitation_form] if assessment.exploitation_form else []
    return {code.code: code.label for code in (*first, *assessment.secondary_forms.all())}


def forms_called(wanted: set[str]) -> list[Code]:
    """The codes behind stored choices; no query where there is nothing to look up."""
    if not wanted:
        return []
    return list(Code.objects.filter(list=CodeList.EXPLOITATION_FORM, code__in=wanted))


def inquired_on(case: Case) -> date:
    """The day somebody first told about the person: nothing in the case can have happened before."""
    first = case.inquiries.aggregate(first=Min("received_at"))["first"]
    return min(timezone.localdate(first), case.opened_on) if first else case.opened_on


def previous_decision(case: Case) -> StatusDecision | None:
    """The latest decision of the case, in force or not."""
    decided: StatusDecision | None = StatusDecision.objects.filter(case=case).order_by("-pk").first()
    return decided


def is_under_way(case: Case) -> bool:
    """Whether the case has an assessment that is not decided yet."""
    under_way: bool = Assessment.objects.filter(case=case).open().exists()
    return under_way
