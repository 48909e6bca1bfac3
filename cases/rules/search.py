"""Rules of the search for a person that need no database."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

# A search is made on the day the case is opened: whoever comes back tomorrow looks again.
SEARCH_LASTS = timedelta(days=1)
MOST_HITS = 20  # more say that too little was asked (design.md 4: few criteria give few hits)
LEAST_LETTERS, LEAST_DIGITS, LEAST_CODE = 3, 6, 3


def check_criteria(*, name: str, number: str, code: str) -> None:
    """Enough is asked to find somebody and not everybody. Raises RuleError at the field that says too little."""
    if not any(text.strip() for text in (name, number, code)):
        raise RuleError(_("Write a name, a number or a code name."), code="nothing_asked", field="name")
    if name.strip() and sum(sign.isalpha() for sign in name) < LEAST_LETTERS:
        raise RuleError(
            _("Write at least %(least)s letters of the name."),
            code="name_too_short",
            params={"least": LEAST_LETTERS},
            field="name",
        )
    if number.strip() and sum(sign.isdigit() for sign in number) < LEAST_DIGITS:
        raise RuleError(
            _("Write at least %(least)s digits of the number."),
            code="number_too_short",
            params={"least": LEAST_DIGITS},
            field="number",
        )
    if code.strip() and sum(sign.isalnum() for sign in code) < LEAST_CODE:
        raise RuleError(
            _("Write at least %(least)s characters of the code name, or the whole case number."),
            code="code_too_short",
            params={"least": LEAST_CODE},
            field="code",
        )


def check_searched(searched: bool) -> None:
    """No case is opened before its person was looked for. Raises RuleError."""
    if not searched:
        raise RuleError(
            _("Search for the person first. A search counts for one day and for one inquiry."), code="not_searched"
        )
