"""Which forms are kept while they are typed."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

# Rooms in which somebody writes about a person. Of accounts and passwords nothing is kept.
ROOMS = {"cases", "identification", "shelters", "followup"}
# What is only looked for, and what is said at a door.
NEVER = {"person_search", "glass_create", "case_purpose"}
LONGEST = 100_000  # characters in all: five times the longest note
ASIDE = "/outreach/imports/check/"
LARGEST = 6_000_000  # characters of a file that is read
MOST = 100  # drafts of one person


def keeps_drafts(path: str) -> bool:
    """Whether ``path``, with what follows its question mark, is the address of a form that is kept."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/"):
        return False
    try:
        place = resolve(parts.path)
    except Resolver404:
        return False
    return place.app_name in ROOMS and place.url_name not in NEVER


def check_aside(*, path: str, length: int) -> None:
    """Only the form that goes on with a file keeps one. Raises RuleError."""
    if path != ASIDE:
        raise RuleError(_("There is no such form."), code="no_such_form")
    if length > LARGEST:
        raise RuleError(_("There is too much in the file. Divide it."), code="too_much")


def check_draft(*, path: str, length: int, others: int) -> None:
    """There is such a form, and it is no more than anybody types. Raises RuleError."""
    if not keeps_drafts(path):
        raise RuleError(_("There is no such form."), code="no_such_form")
    if length > LONGEST:
        raise RuleError(_("It is too long to be kept as a draft."), code="draft_too_long")
    if others >= MOST:
        raise RuleError(_("You have too many drafts. Save or throw away some of them."), code="too_many_drafts")
