"""Danish order: æ, ø and å come last, and aa is å, whatever collation the database has."""

LETTERS = {letter: chr(ord("z") + place) for place, letter in enumerate("æøå", start=1)}
ALIASES = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "é": "e", "è": "e", "ô": "o"} | {"-": " "})


def alphabetical(text: str) -> str:
    """A sort key for ``text``."""
    plain = text.casefold().translate(ALIASES).replace("aa", "å")
    return "".join(LETTERS.get(letter, letter) for letter in plain)
