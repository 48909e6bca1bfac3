"""What a search reads of an identity: one small text, encrypted in the row beside what it was made of.

It begins with the version of the rules it was made by. A row of another version is made anew from the row itself
when it is met, and for good by ``manage.py refill_search``.
"""

from dataclasses import dataclass

from cases.matching.numbers import numbers_in, phones_in
from cases.matching.words import Word, words
from cases.particulars import Contact, Names, Numbers

VERSION = "2"
MOST_WORDS = 40  # a name field is a name, not a story


@dataclass(frozen=True)
class Form:
    """The names of a person, the first as recorded and then each alias, with phones and other numbers."""

    names: tuple[tuple[Word, ...], ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __str__(self) -> str:
        names = ";".join(" ".join(map(str, name)) for name in self.names)
        return "\n".join([VERSION, names, " ".join(self.phones), " ".join(self.numbers)])

    @classmethod
    def read(cls, text: str) -> "Form":
        _version, names, phones, numbers = text.split("\n")
        parted = tuple(tuple(map(Word.read, name.split())) for name in names.split(";") if name)
        return cls(parted, tuple(phones.split()), tuple(numbers.split()))


def is_current(text: str) -> bool:
    return text.startswith(f"{VERSION}\n")


def form_of(names: Names, numbers: Numbers, contact: Contact) -> Form:
    said = [f"{names.given_names} {names.family_names}", *names.aliases.splitlines()]
    papers = [numbers.cpr_number, numbers.person_id, numbers.passport, numbers.other_numbers]
    reached = [contact.phone, contact.social_media]
    return Form(
        names=tuple(dict.fromkeys(filter(None, (words(name)[:MOST_WORDS] for name in said)))),
        phones=phones_in("\n".join(reached)),
        numbers=numbers_in("\n".join([*papers, contact.email, contact.social_media])),
    )
