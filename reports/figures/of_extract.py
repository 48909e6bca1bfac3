"""The figures of an edition from its extract and from nothing else, so that they can be worked out again any day."""

from collections.abc import Iterable
from typing import Any

from reports.disclosure.proposing import nothing, tau_argus
from reports.figures.counting import Counting, Rows
from reports.figures.live import live_figures
from reports.figures.revising import revision
from reports.figures.sums import check_sums
from reports.figures.tables import Frozen
from reports.history.counts import Count, Source


def figures_of(
    head: dict[str, Any], rows: Rows, earlier: Iterable[Frozen], corrected: Frozen | None = None
) -> tuple[Frozen, list[Frozen]]:
    """What is printed, and the flow of each definition, which is not. Raises SumsDiffer and Unprotected."""
    counting = Counting(rows, head["year"], head["definitions"])
    flow = counting.flow(head["definitions"])
    check_sums([], flow)
    sources = [Source(**row) for row in rows("sources")]
    counts = [Count(**row) for row in rows("history")]
    register = counting.register()
    register[head["year"]]["external"] = head.get("external", ())
    figures = live_figures(
        head["year"],
        sources,
        counts,
        register,
        definitions=said(head["definitions"]),
        earlier=earlier,
        threshold=head["threshold"],
        propose=tau_argus if head.get("proposer") else nothing,
    )
    if corrected is not None:
        figures["revision"] = revision(corrected, figures, edition=head["corrects"], cause=head["cause"])
        figures |= {"reason": why} if (why := head["cause"].get("said")) else {}
        figures["editions"] = [ref for ref in head["earlier"] if ref.startswith(f"{head['year']}-")]
    return figures, flow


def said(definitions: list[Frozen]) -> list[Frozen]:
    """Definitions as they are printed."""
    names = ("code", "version", "population", "rule", "name", "text")
    return [{name: one[name] for name in names} for one in definitions]
