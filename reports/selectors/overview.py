"""What the worker counts for the overview of one year: true counts, whoever the cases are kept to."""

from typing import Any

from django.db.models import Min

from cases import selectors as cases
from cases.enums import InquiryOutcome
from identification import selectors as identification
from identification.models import StatusDecision
from reports.figures.waiting import waiting

SHOWN = ("sex", "age", "form", "citizenship")


def counts_of(year: int) -> dict[str, Any]:
    persons, received = identification.figures(year), cases.figures(year)
    return {
        "identified": persons["identified"],
        "by": {name: persons["by"][name] for name in SHOWN},
        "flow": {
            "inquiries": received["inquiries"],
            "became_case": received["by"]["outcome"].get(InquiryOutcome.CASE_OPENED.value, 0),
            "decided": persons["assessed"],
            "trafficked": persons["identified"],
        },
        "waiting": waiting(days_to_decision(year)),
    }


def days_to_decision(year: int) -> list[int]:
    """From the day the case was opened to its first decision, for cases whose first decision fell in ``year``."""
    firsts = (
        StatusDecision.objects.order_by()
        .values("case")
        .annotate(first=Min("decided_on"), opened=Min("case__opened_on"))
    )
    return [(row["first"] - row["opened"]).days for row in firsts.filter(first__year=year)]
