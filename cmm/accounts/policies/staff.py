"""Tables of colleagues and of the log, whose rows no policy line of a role ties to anybody by a column.

For each table: who sees a row, who adds one, who changes one, who may lose one; nothing means nobody.
"""

from dataclasses import dataclass

from cmm.accounts.policies.predicates import KNOWN, SYSTEM, any_of

ME = "(SELECT sec.uid())"
# The one thing that may be written before anybody is known: an event of nobody, or one's own.
BEFORE_ANYBODY = f"actor_id IS NULL OR actor_id = {ME}"
KEEPS_THE_LOG = "(SELECT sec.may('audit.auditentry', '{view}'))"
ADMINISTERS = "(SELECT sec.may('accounts.user', '{add,change}'))"
IN_CHARGE = (
    f"({ADMINISTERS} AND (accounts_user.organisation_id = (SELECT sec.organisation()) OR (SELECT sec.central())))"
)


@dataclass(frozen=True)
class Closed:
    """The four questions a table answers by its policies, and what holds whatever the answers are."""

    see: str
    add: str = ""
    change: str = ""
    lose: str = ""
    unwalled: str = ""


def grants(table: str, mine: str) -> Closed:
    """A grant is seen by whom it opens a case to; whoever controls access to a case they see gives, sees and ends
    those on it, in their own name. Nobody opens a case to themselves but by breaking the glass (cases/policies.sql).
    """
    case_seen = f"EXISTS (SELECT FROM cases_case WHERE cases_case.id = {table}.content_object_id)"
    controls = f"((SELECT sec.may('cases.case', '{{control_access}}')) AND {case_seen})"
    return Closed(
        see=any_of(SYSTEM, mine, controls),
        add=any_of(SYSTEM, f"(granted_by_id = {ME} AND {controls})"),
        change=any_of(SYSTEM, controls),
        unwalled=f"{table}.content_object_id <> ALL ((SELECT sec.walled())::bigint[])",
    )


def purposes() -> Closed:
    """Whoever opens a case says why, in their own name; they read it, and the officer, and who controls access."""
    case_seen = "EXISTS (SELECT FROM cases_case WHERE cases_case.id = cases_statedpurpose.case_id)"
    controls = f"((SELECT sec.may('cases.case', '{{control_access}}')) AND {case_seen})"
    return Closed(
        see=any_of(SYSTEM, f"user_id = {ME}", KEEPS_THE_LOG, controls),
        add=any_of(SYSTEM, f"(user_id = {ME} AND {case_seen})"),
        unwalled="cases_statedpurpose.case_id <> ALL ((SELECT sec.walled())::bigint[])",
    )


def searches() -> Closed:
    """Whoever looks for a person leaves word of it in their own name, for an inquiry they see; the officer reads it."""
    inquiry_seen = "EXISTS (SELECT FROM cases_inquiry WHERE cases_inquiry.id = cases_personsearch.inquiry_id)"
    return Closed(
        see=any_of(SYSTEM, f"user_id = {ME}", KEEPS_THE_LOG),
        add=any_of(SYSTEM, f"(user_id = {ME} AND (inquiry_id IS NULL OR {inquiry_seen}))"),
    )


def duplicates() -> Closed:
    """Two persons who may be one are told to a coordinator who sees both, and judged by them; that they are one is told
    to whoever sees both. Who sees one side alone is told by ``sec.half_told`` that there is another. Only the system
    proposes.
    """
    first, second = (
        f"EXISTS (SELECT FROM cases_case WHERE cases_case.id = cases_duplicateproposal.{side}_case_id)"
        for side in ("first", "second")
    )
    tells = f"((SELECT sec.may('cases.duplicateproposal', '{{view}}')) AND {first} AND {second})"
    judges = f"((SELECT sec.may('cases.duplicateproposal', '{{settle}}')) AND {first} AND {second})"
    walled = "((SELECT sec.walled())::bigint[])"
    return Closed(
        see=any_of(SYSTEM, tells, f"(verdict = 'same' AND {first} AND {second})"),
        add=SYSTEM,
        change=any_of(SYSTEM, judges),
        unwalled=f"first_case_id <> ALL {walled} AND second_case_id <> ALL {walled}",
    )


STAFF = {
    # Names stand beside what colleagues did, in every organisation; nobody outside the register has a context.
    "accounts_user": Closed(
        see=KNOWN, add=any_of(SYSTEM, IN_CHARGE), change=any_of(SYSTEM, f"accounts_user.id = {ME}", IN_CHARGE)
    ),
    "accounts_roleassignment": Closed(see=KNOWN, add=any_of(SYSTEM, ADMINISTERS), change=any_of(SYSTEM, ADMINISTERS)),
    "accounts_session": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 4),
    "drafts_draft": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 4),
    "reports_notice": Closed(
        see=any_of(SYSTEM, f"user_id = {ME}"), add=SYSTEM, change=any_of(SYSTEM, f"user_id = {ME}")
    ),
    "identification_calendarkey": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 3),
    "cases_caseusergrant": grants("cases_caseusergrant", f"user_id = {ME}"),
    "cases_casegroupgrant": grants("cases_casegroupgrant", "group_id = (SELECT sec.group_id())"),
    "cases_duplicateproposal": duplicates(),
    "cases_personsearch": searches(),
    "cases_statedpurpose": purposes(),
    "audit_auditentry": Closed(
        see=any_of(SYSTEM, f"actor_id = {ME}", KEEPS_THE_LOG), add=any_of(SYSTEM, f"actor_id = {ME}")
    ),
    "audit_reading": Closed(
        see=any_of(SYSTEM, f"actor_id = {ME}", KEEPS_THE_LOG), add=any_of(SYSTEM, f"actor_id = {ME}")
    ),
    # Whoever searches writes down what for, and only the data protection officer reads it.
    "audit_criterion": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=KNOWN, lose=any_of(SYSTEM, KEEPS_THE_LOG)),
    # The database writes these by itself, in whoever's session; the policies need only speak of those who look.
    "audit_change": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "audit_history": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM, lose=any_of(SYSTEM, KEEPS_THE_LOG)),
    "audit_destruction": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=any_of(SYSTEM, KEEPS_THE_LOG)),
    "audit_finding": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "audit_block": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "audit_securityevent": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=BEFORE_ANYBODY),
}
