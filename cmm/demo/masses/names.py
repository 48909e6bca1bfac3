"""Who somebody is, for every copied case: fictional names, each closed with the register's own cipher for its own row.

A ciphertext is bound to its row's uuid, so none can be used twice: processes beside this one make them.
"""

import os
from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context
from random import Random
from typing import Any

from psycopg import sql

from cases.models import Identity
from cases.particulars import Contact, Names, Numbers
from cmm.demo.masses.copying import laying
from cmm.demo.masses.progress import Progress
from cmm.demo.reading import texts

IDENTITIES_A_TURN = 5_000
GIVEN, FAMILY = 400, 4_000
SYLLABLES = [first + vowel for first in ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "sh")
             for vowel in "aeiou"]  # fmt: skip
CLOSED = ("names", "numbers", "contact", "search", "number_index", "drawers")
COLUMNS = ("id", "victim_id", "case_id", "changed_by_id", *CLOSED)
UNNAMED = """
SELECT DISTINCT ON (c.victim_id) c.victim_id, c.id, coalesce(c.caseworker_id, u.id)
FROM cases_case c, (SELECT id FROM accounts_user WHERE email = 'cmm_caseworker@demo.test') u
WHERE NOT EXISTS (SELECT FROM cases_identity i WHERE i.victim_id = c.victim_id) ORDER BY c.victim_id, c.id LIMIT %s
"""
Unnamed = tuple[int, int, int]  # person, case, and who wrote it down


def lay_names(wanted: int, progress: Progress) -> None:
    with laying() as cursor:
        cursor.execute("SELECT count(*) FROM cases_identity")
        cursor.execute(UNNAMED, [max(0, wanted - cursor.fetchone()[0])])
        unnamed = cursor.fetchall()
    parts = [unnamed[start : start + IDENTITIES_A_TURN] for start in range(0, len(unnamed), IDENTITIES_A_TURN)]
    done = 0
    for rows in closed(parts):
        with laying("cases_identity") as cursor:
            store(cursor, rows)
        progress.add("cases_identity", len(rows))
        progress.step(done := done + len(rows))


def closed(parts: list[list[Unnamed]]) -> Iterator[list[tuple[Any, ...]]]:
    """In as many processes as there are processors; of a handful of names in this one."""
    if len(parts) < 2:
        yield from map(identities, parts)
        return
    with get_context("fork").Pool(os.cpu_count()) as pool:
        yield from pool.imap(identities, parts)


def identities(unnamed: list[Unnamed]) -> list[tuple[Any, ...]]:
    """The rows as they are stored. Asks nothing of the database."""
    return [stored(identity(*one)) for one in unnamed]


def identity(victim: int, case: int, writer: int) -> Identity:
    rng = Random(f"masses {victim}")
    given, family = called(rng)
    names = Names(given_names=given, family_names=family, aliases=" ".join(called(rng)) if rng.random() < 0.2 else "")
    numbers = Numbers(person_id=f"00-{rng.randrange(1000):03}-{rng.randrange(1000):03}")
    reached = Contact(phone=f"+45 00 {rng.randrange(100):02} {rng.randrange(100):02} {rng.randrange(100):02}")
    row = Identity(victim_id=victim, case_id=case, changed_by_id=writer)
    row.names, row.numbers, row.contact = names.filled(), numbers.filled(), reached.filled()
    row.search = row.search_form()
    return row


def called(rng: Random) -> tuple[str, str]:
    """The demonstration's names, and thousands that nobody has: given names are often the same, family names seldom."""
    if rng.random() < 0.1:
        known = texts("identities")
        return rng.choice((*known["female"], *known["male"])), rng.choice(known["family"])
    return rng.choice(invented(GIVEN)), rng.choice(invented(FAMILY))


@cache
def invented(number: int) -> tuple[str, ...]:
    rng = Random(f"names {number}")
    return tuple(made(rng, 3) for _each in range(number))


def made(rng: Random, syllables: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _each in range(syllables)).title()


def stored(row: Identity) -> tuple[Any, ...]:
    """What saving the row would write: each closed column closed, each index made."""
    kept = [row._meta.get_field(name).pre_save(row, True) for name in CLOSED]
    return (row.pk, row.victim_id, row.case_id, row.changed_by_id, *kept)


def store(cursor: Any, rows: list[tuple[Any, ...]]) -> None:
    """By way of a table of this session's own: into one closed by policies nothing is copied."""
    mine, theirs = (sql.SQL(", ").join(sql.Identifier(*part, name) for name in COLUMNS) for part in ((), ("n",)))
    cursor.execute(
        "CREATE TEMPORARY TABLE named (id uuid, victim_id bigint, case_id bigint, changed_by_id bigint, names bytea,"
        " numbers bytea, contact bytea, search bytea, number_index bytea, drawers int[]) ON COMMIT DROP"
    )
    with cursor.connection.cursor().copy(sql.SQL("COPY named ({}) FROM STDIN").format(mine)) as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(
        sql.SQL(
            "INSERT INTO cases_identity ({}, version, changed_at, case_organisation, case_protection, case_authority)"
            " SELECT {}, 1, now(), c.organisation_id, c.protection, c.authority"
            " FROM named n JOIN cases_case c ON c.id = n.case_id"
        ).format(mine, theirs)
    )
