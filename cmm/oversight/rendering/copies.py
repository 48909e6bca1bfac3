"""A copy of a person's own file set in one language. Pure but for the words, which stand in a table of their own."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from cmm.core.paper.letters import letter_css
from cmm.oversight.rendering.wordings import day_in
from cmm.oversight.selectors.copies import Answered, Copy, Span

FILE = Path(__file__).with_name("copies.csv")
CSS = Path(__file__).with_name("copy.css")


@cache
def table() -> dict[str, dict[str, str]]:
    """The words by language and key."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {language: {row["key"]: row[language] for row in rows} for language in rows[0] if language != "key"}


def languages() -> tuple[str, ...]:
    """What the copy can be made in, Danish and English first."""
    return tuple(table())


def on_paper(copies: Sequence[Copy], language: str) -> dict[str, str]:
    """HTML and CSS of the letter: the case it was asked for in, and then the person's others."""
    words, first = table()[language], copies[0]
    parts = [set_copy(copy, language) for copy in copies]
    html = render_to_string("oversight/pdf/copy.html", parts[0] | {"parts": parts})
    return {"html": html, "css": letter_css(head=f"{words['title']} {first.ref}", page=words["page"]) + CSS.read_text()}


def set_copy(copy: Copy, language: str) -> dict[str, Any]:
    words, today = table()[language], timezone.localdate(copy.at)

    def day(on: date | None) -> str:
        return day_in(language, on) if on else ""

    return {
        "copy": copy,
        "language": language,
        "words": words,
        "day": day(today),
        "decisions": [(day(on), words[f"outcome.{outcome}"]) for on, outcome in copy.decisions],
        "periods": [(words[one.what], spanned(one, words, language)) for one in copy.periods],
        "stays": [(one.what, spanned(one, words, language)) for one in copy.stays],
        "talks": [(day(one.on), one.notes) for one in copy.talks],
        "support": [(day(on), text) for on, text in copy.support],
        "consents": [answered(one, words, language, today) for one in copy.consents],
        "told": [
            {"row": one, "on": day(one.on), "basis": words[f"basis.{one.basis}"], "withdrawn": day(one.withdrawn_on)}
            for one in copy.told
        ],
    }


def spanned(span: Span, words: Mapping[str, str], language: str) -> str:
    parts = [(words["from"], span.first), (words["until"], span.last)]
    return " ".join(f"{word} {day_in(language, on)}" for word, on in parts if on)


def answered(one: Answered, words: Mapping[str, str], language: str, today: date) -> dict[str, str]:
    """The question, the answer with its day, and what it is worth today."""
    state = ""
    if one.withdrawn_on:
        state = f"{words['taken_back']} {day_in(language, one.withdrawn_on)}. {words['taken_back_effect']}"
    elif one.answer == "yes" and one.until and one.until < today:
        state = words["lapsed"]
    elif one.answer == "yes":
        state = words["holds"] + (f" {words['until']} {day_in(language, one.until)}" if one.until else "")
    return {
        "topic": words[f"consent.{one.topic}"],
        "answer": f"{words[f'answer.{one.answer}']}, {day_in(language, one.given_on)}",
        "state": state,
    }
