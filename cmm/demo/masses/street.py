"""Contacts of the street: every round that is over, with whom it met, again and again."""

from cmm.demo.masses.cases import Turns
from cmm.demo.masses.copying import Copies, Table, in_parts, laying, spread, strides
from cmm.demo.masses.progress import Progress
from cmm.demo.masses.sizes import DAYS

CONTACTS_A_TURN = 40_000
LINKS = ("given", "needs", "signs", "languages")
TABLES = (
    Table("outreach_round", "t.ended_at IS NOT NULL"),
    Table("outreach_contact", "t.version_id IS NULL AND t.batch_id IS NULL AND NOT t.contested"),
    *(Table(f"outreach_contact_{name}") for name in LINKS),
)
NAMES = tuple(table.name for table in TABLES)


def lay_contacts(wanted: int, progress: Progress) -> Turns:
    with laying() as cursor:
        wide = strides(cursor, TABLES)
        each = max(1, Copies(TABLES, wide, "0").choose(cursor)["outreach_contact"])
        cursor.execute("SELECT count(*) FROM outreach_contact")
        number = -(-max(0, wanted - cursor.fetchone()[0]) // each)
    copies = Copies(TABLES, wide, spread(number, DAYS))
    for first, last in in_parts(1, number, CONTACTS_A_TURN, each, NAMES):
        with laying(*NAMES) as cursor:
            for table, rows in copies.lay(cursor, first, last):
                progress.add(table, rows)
            copies.finish(cursor)
        progress.step(last * each)
    return Turns(copies, 1, number, each)
