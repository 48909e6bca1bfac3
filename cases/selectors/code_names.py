"""Cases by their number or their code name, which is no secret to whoever may see the case."""

import re
from typing import Any

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cases.code_names import words
from cases.models import Case
from cases.rules.search import MOST_HITS

CODE = "code"
REF = re.compile(r"^(?:cmm[\s-]*)?(\d{4})[\s-]+(\d{1,6})$", re.IGNORECASE)
NEAR_WORDS = 3


def by_code(user: Any, text: str) -> list[tuple[int, float]]:
    """The persons of cases that ``user`` may see with this number or code name, or one a slip away from it."""
    text = " ".join(text.split())
    if not text:
        return []
    rows = Case.objects.allowed(user).filter(fitting(text)).order_by("-ref")
    found = rows.values_list("victim_id", "victim__code_name", "ref")[: MOST_HITS + 1]
    asked = text.casefold()
    return [(victim, 1.0 if asked in (name.casefold(), ref.casefold()) else 0.9) for victim, name, ref in found]


def fitting(text: str) -> Q:
    if found := REF.match(text):
        return Q(ref__iexact=f"CMM-{found[1]}-{int(found[2]):04d}")
    fits = Q(victim__code_name__istartswith=text)
    for word in near_words(text):
        fits |= Q(victim__code_name=word) | Q(victim__code_name__startswith=f"{word} ")
    return fits


def near_words(text: str) -> list[str]:
    known = {word.casefold(): word for word in words()}
    asked = text.casefold().rstrip("0123456789 ")
    near = process.extract(
        asked, list(known), scorer=OSA.normalized_similarity, processor=None, score_cutoff=0.75, limit=NEAR_WORDS
    )
    return [known[word] for word, _near, _place in near]
