"""The log's triggers, hung after every migrate on every table whose rows speak of a person or of a colleague."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import connections

from cmm.audit.enums import Stream
from cmm.audit.functions import FUNCTIONS
from cmm.core.migrating import in_turn
from cmm.core.privileges import is_last, is_whole
from cmm.core.tables import Holds, holding

CASE = "cases_case"
# Not watched, and why.
UNWATCHED = {
    "accounts_device": "it says at each log-in when somebody was last there, which stands among the security events",
    "accounts_session": "who is logged in stands among the security events, and a row changes with every page",
    "drafts_draft": "what somebody is about to write is no record yet, and changes while they type",
    "outreach_phone": "a phone says at each contact when it was last here and how many wait on it",
}
# Columns whose change is noted and whose values are not kept.
# An identity's are closed with keys that are changed: old ciphertexts lying about here would keep the old keys alive.
MASKED = {
    "accounts_invitation": "token_hash",
    "accounts_passkey": "credential_id,public_key",
    "accounts_recoverycode": "code_hash",
    "accounts_totp": "secret",
    "accounts_user": "password",
    "cases_identity": "names,numbers,contact,search,number_index,drawers",
    "cases_representative": "said",
    "cases_safetynote": "said,threat_index",
    "followup_sharedfile": "frozen",
    "identification_calendarkey": "key_hash",
    "merging_merge": "identity_was",
    "outreach_sealedcontact": "sealed",
    "shelters_address": "said",
    "shelters_correction": "said",
    "shelters_housenote": "said",
    "shelters_placement": "sheet",
    "shelters_placementrequest": "sheet,despite",
    "shelters_service": "said",
}
# The streams that wait for the sealer by a trigger of their own. A change is put before it by what writes it.
STREAMS = {
    "audit_auditentry": Stream.ACT,
    "audit_reading": Stream.READING,
    "audit_securityevent": Stream.EVENT,
    "audit_destruction": Stream.DESTRUCTION,
    "unusual_entry": Stream.UNUSUAL,
    "unusual_saying": Stream.SAYING,
}
# What stands beside the log, by its key: never changed, and destroyed by one login that leaves a row of each.
BESIDE = {"audit_history": ("history", "change_id"), "audit_criterion": ("criterion", "id")}
KINDS = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
KINDS["update"] = f"{KINDS['delete']} {KINDS['insert']}"
KEYS = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS pair(here, there)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.here
JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = pair.there AND k.attname = 'id'
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY a.attname
"""


def watched() -> set[str]:
    """The tables whose every change is noted."""
    return holding(Holds.PERSON, Holds.STAFF) - set(UNWATCHED)


def attach_triggers(*, sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """The functions and triggers stand as this code says, once per migrate, after the last app's tables."""
    if not (is_last(sender, using) and is_whole(using)):
        return
    with connections[using].cursor() as cursor:
        for function in FUNCTIONS:
            in_turn(using, partial(cursor.execute, function))
        cursor.execute(KEYS)
        for statement in statements(cursor.fetchall()):
            in_turn(using, partial(cursor.execute, statement))


def statements(keys: list[tuple[str, str, str]]) -> Iterator[str]:
    for table in sorted(watched()):
        path = ", ".join(f"'{word}'" for word in (MASKED.get(table, ""), *path_to_case(table, keys)))
        for kind, rows in KINDS.items():
            yield (
                f"CREATE OR REPLACE TRIGGER audit_note_{kind} AFTER {kind} ON {table} REFERENCING {rows}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION audit_note_change({path})"
            )
        # After the trigger of tables that only grow, whose own words come first.
        yield f"CREATE OR REPLACE TRIGGER not_unnoted BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"
    for table, stream in STREAMS.items():
        yield (
            f"CREATE OR REPLACE TRIGGER audit_await_seal AFTER INSERT ON {table} REFERENCING {KINDS['insert']}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal('{stream}')"
        )
    for table, (part, key) in BESIDE.items():
        yield (
            f"CREATE OR REPLACE TRIGGER audit_only_destruction BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER audit_note_destruction AFTER DELETE ON {table} REFERENCING {KINDS['delete']}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION audit_note_destruction('{part}', '{key}')"
        )
        yield f"CREATE OR REPLACE TRIGGER not_unnoted BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse()"


def path_to_case(table: str, keys: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """How the number of its case is found from a row: by itself, by a column, or by a column of another row."""
    if table == CASE:
        return "ref", "", ""
    leads = [(column, parent) for here, column, parent in keys if here == table]
    straight = {here: column for here, column, parent in reversed(keys) if parent == CASE}
    if table in straight:
        return straight[table], CASE, ""
    further = [(column, parent, straight[parent]) for column, parent in leads if parent in straight]
    return further[0] if further else ("", "", "")
