"""Every way by which a document leaves passes the gate (cases.leaving), or says why nothing of anybody is in it."""

import ast

from tests.architecture.sources import functions, name, python_files

# Views that answer with a document, and the verb in which its words pass the gate.
GATED = {
    "cases/outreach/views/figures.py:contacts_file": "cases/outreach/services/files.py:take_contacts",
    "cases/outreach/views/figures.py:figures_file": "cases/outreach/services/files.py:take_figures",
    "cases/outreach/views/notes.py:note_file": "cases/outreach/services/notes.py:finish_note",
    "cmm/oversight/views/copies.py:case_copy": "cmm/oversight/services/copies.py:make_copy",
    "cmm/oversight/views/people.py:made": "cmm/oversight/services/sheets.py:make_sheet",
    "identification/views/letters.py:letter_file": "identification/services/letters.py:make_letter",
    "reports/coordination/views/reporting.py:report_file": (
        "reports/coordination/services/reporting.py:request_status_report"
    ),
    "reports/returning/htcds_views.py:htcds_export": "reports/services/exporting.py:export_case",
}
# What is told without a document: the text itself leaves. A letter passes once more, when it is sent.
TOLD = {
    "cases/services/referrals.py:send_referral", "identification/followup/services/sharing.py:share_file",
    "identification/services/letters.py:send_letter",
}  # fmt: skip
# Nobody wrote a word of these.
NOT_GATED = {
    "cases/outreach/views/figures.py:sent": "makes the answer of the two beside it",
    "cases/outreach/views/imports.py:import_check": "the problems of a spreadsheet, to whoever sent it",
    "cases/legacy/views.py:wrong": "the problems of a spreadsheet, to whoever sent it",
    "cases/outreach/views/phones.py:worker": "a script",
    "cases/views/documents.py:document_file": "a paper, to colleagues on the case; a referral it goes with is gated",
    "cmm/core/downloads.py:fetched": "makes the answers",
    "cmm/drafts/views.py:draft_keep": "what somebody types, to themselves",
    "identification/views/calendars.py:feed": "days and nothing else, without a word that anybody wrote",
    "reports/publications.py:publication_file": "an edition, audited by reports.disclosure",
    "reports/returning/submission_views.py:submission_file": "rows of a published edition, of nobody",
    "reports/views.py:file_download": "an edition, audited by reports.disclosure",
    "shelters/views/figures.py:invoice_file": "nights, sums and the reader's own houses; nobody is named",
}


def answers_with_a_document(node):
    """``fetched(…)``, or an answer that says its own kind of content."""
    for call in (one for one in ast.walk(node) if isinstance(one, ast.Call)):
        called = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if called == "fetched" or (
            called == "HttpResponse" and any(word.arg == "content_type" for word in call.keywords)
        ):
            return True
    return False


def all_functions():
    return {f"{name(path)}:{node.name}": node for path in python_files() for node in functions(path)}


def test_every_view_that_answers_with_a_document_stands_here():
    found = {place for place, node in all_functions().items() if answers_with_a_document(node)}
    assert found - set(GATED) - set(NOT_GATED) == set()
    assert set(NOT_GATED) - found == set()


def passes_the_gate(node):
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "id", "") in {"let_out", "let_out_of"} for one in ast.walk(node)
    )


def test_what_they_answer_with_has_passed_the_gate():
    known = all_functions()
    verbs = {*GATED.values(), *TOLD}
    assert {place for place in verbs if place not in known or not passes_the_gate(known[place])} == set()
    asking = {place for place, node in known.items() if passes_the_gate(node) and not place.startswith("cmm/demo/")}
    assert asking == verbs


def test_everything_that_is_drawn_has_passed_the_gate_or_is_drawn_of_what_has():
    """Who has a document drawn: a verb that passes the gate, or a job that draws what such a verb has frozen."""
    drawing = {
        place
        for place, node in all_functions().items()
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "draw" and "services" in place
    }
    jobs = {
        "cases/outreach/services/notes.py:draw_note": "of a finished note",
        "reports/coordination/services/reporting.py:draw_report": "of a report that was asked for",
        "reports/services/drawing.py:draw_edition": "of frozen figures",
        "reports/services/reproducing.py:draw_again": "of frozen figures",
        "reports/services/reproducing.py:drafted": "of frozen figures",
    }
    assert drawing - set(GATED.values()) == set(jobs)
