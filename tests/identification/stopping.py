"""What stops a statement in plain SQL, asked by the web's login and by the owner of the tables; nothing stays done."""

from django.db import IntegrityError, ProgrammingError, connections, transaction

GROWS, DENIED, SETTLED = "append-only", "no privilege", "is settled"
TABLES = (
    "assessment", "assessment_secondary_forms", "interview", "observation", "revision", "statusdecision", "support",
)  # fmt: skip


def refusal(login, statement, values):
    """The name of what stops ``statement``; empty when nothing does."""
    try:
        with transaction.atomic(using=login), connections[login].cursor() as cursor:
            if login == "owner":
                # Row-level security leaves the owner no rows; what the triggers say must hold without it.
                cursor.execute(
                    ";".join(f"ALTER TABLE identification_{table} NO FORCE ROW LEVEL SECURITY" for table in TABLES)
                )
            cursor.execute(statement, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is asked when a transaction ends
            transaction.set_rollback(True, using=login)
    except IntegrityError as refused:
        stopped = refused.__cause__.diag
        said = stopped.message_primary
        return stopped.constraint_name or next((words for words in (GROWS, SETTLED) if words in said), "")
    except ProgrammingError as refused:
        return DENIED if "permission denied" in str(refused) else str(refused)
    return ""


def tried(statement, **values):
    """What the web's login meets, and what the owner meets."""
    return refusal("default", statement, values), refusal("owner", statement, values)


def both(name):
    return name, name


def insert(table, values):
    columns, places = ", ".join(values), ", ".join(f"%({name})s" for name in values)
    return tried(f"INSERT INTO identification_{table} ({columns}) VALUES ({places})", **values)
