"""Phones and other numbers in the one form they are compared in, whatever stands between the digits."""

import re
import unicodedata

DENMARK = "45"
LEAST_PHONE = 8  # digits that two phones must share at the end
LEAST_NUMBER = 4
# Digits with what people write between them. A slash, a comma or a word parts two numbers.
PHONE = re.compile(r"\+?\(?\+?\d[\d\s().\-\u2010-\u2015]*\d")
PARTS = re.compile(r"[,;/\n()]+")


def digits_as_ascii(text: str) -> str:
    """Arabic and Thai digits, and wide ones, are digits too."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in whole)


def phones_in(text: str) -> tuple[str, ...]:
    """The phones in a text: the country and the number, without what is dialled to get out of a country."""
    found = [one for run in PHONE.findall(digits_as_ascii(text)) for one in apart(run)]
    return tuple(dict.fromkeys(filter(None, map(canonical, found))))


def apart(run: str) -> list[str]:
    """Two numbers with only a blank between them are two."""
    runs = [part for part in re.split(r"(?=\+)", run) if part.strip()]
    return [one for part in runs for one in at_blanks(part)]


def at_blanks(run: str) -> list[str]:
    pieces = run.split()
    long = [piece for piece in pieces if len(re.sub(r"\D", "", piece)) >= LEAST_PHONE]
    return pieces if len(long) > 1 else [run]


def canonical(run: str) -> str:
    """``4520112233`` for +45 20 11 22 33, for 004520112233 and for 20112233; empty where it is no phone."""
    abroad = run.lstrip(" (").startswith("+")
    digits = re.sub(r"\D", "", run.replace("(0)", ""))
    if not abroad and digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if len(digits) < LEAST_PHONE or len(digits) > 15:
        return ""
    if abroad:
        return digits
    return DENMARK + digits if len(digits) == LEAST_PHONE and digits[0] != "0" else digits


def same_phone(one: str, other: str) -> bool:
    """The same number, also where one is written as dialled inside its country."""
    if one == other:
        return True
    if not (one.startswith("0") or other.startswith("0")):
        short, long = sorted((one, other), key=len)
        return len(short) > LEAST_PHONE and long.endswith(short)
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return len(short) >= LEAST_PHONE and long.endswith(short)


def numbers_in(text: str) -> tuple[str, ...]:
    """Papers' numbers, user names and addresses, in capitals without blanks and signs."""
    parts = PARTS.split(digits_as_ascii(text).upper())
    found = [re.sub(r"[\W_]", "", part) for part in parts]
    return tuple(dict.fromkeys(one for one in found if len(one) >= LEAST_NUMBER and any(map(str.isdigit, one))))


def same_number(asked: str, kept: str) -> bool:
    """Equal, or the one with words round it, such as the country of a passport."""
    return asked == kept or (len(asked) >= 6 and any(sign.isdigit() for sign in asked) and asked in kept)
