"""Tables of colleagues and of the log, whose rows no policy line of a role ties to anybody by a column.

For each table: who sees a row, who adds one, who changes one, who may lose one; nothing means nobody.
"""

from dataclasses import dataclass

from cmm.accounts.enums import TAKES_TWO
from cmm.accounts.policies.predicates import ANYBODY, SYSTEM, any_of, literal
from cmm.audit.proving import NEEDS_PROOF

ME = "(SELECT sec.uid())"
# The one thing that may be written before anybody is known: an event of nobody, or one's own.
BEFORE_ANYBODY = f"actor_id IS NULL OR actor_id = {ME}"
KEEPS_THE_LOG = "(SELECT sec.may('audit.auditentry', '{view}'))"
ADMINISTERS = "(SELECT sec.may('accounts.user', '{add,change}'))"
FOREIGN = "accounts_user.organisation_id <> ALL ((SELECT sec.self_administered())::bigint[])"
IN_CHARGE = (
    f"({ADMINISTERS} AND (accounts_user.organisation_id = (SELECT sec.organisation())"
    f" OR (SELECT sec.central()) AND {FOREIGN}))"
)


PROVEN = "(SELECT sec.proven())"


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


def covers() -> Closed:
    """Who is away and who covers read it; whoever assigns cases gives it, in their own name, within their house."""
    assigns = (
        "((SELECT sec.may('accounts.cover', '{add}')) AND accounts_cover.organisation_id = (SELECT sec.organisation()))"
    )
    return Closed(
        see=any_of(SYSTEM, f"covering_id = {ME}", f"absent_id = {ME}", assigns),
        add=any_of(SYSTEM, f"(given_by_id = {ME} AND {assigns})"),
        change=any_of(SYSTEM, assigns),
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


def administered(table: str) -> str:
    """The row is about a colleague the reader administers, and not about the reader."""
    theirs = f"accounts_user.id = {table}.user_id AND {IN_CHARGE}"
    return f"({table}.user_id <> {ME} AND {ADMINISTERS} AND EXISTS (SELECT FROM accounts_user WHERE {theirs}))"


def roles() -> Closed:
    """Roles are given and taken in one's own name, by whoever has just proved who they are, and never to oneself. Those
    that take two are given while the proposal of another waits.
    """
    changes = f"({PROVEN} AND {administered('accounts_roleassignment')})"
    waits = "p.user_id = accounts_roleassignment.user_id AND p.role = accounts_roleassignment.role"
    of_another = f"{waits} AND p.settled_at IS NULL AND p.proposed_by_id <> {ME}"
    by_two = f"EXISTS (SELECT FROM accounts_roleproposal p WHERE {of_another})"
    given = f"given_by_id = {ME} AND {changes} AND (role <> ALL ({literal(TAKES_TWO)}::text[]) OR {by_two})"
    return Closed(see=ANYBODY, add=any_of(SYSTEM, f"({given})"), change=any_of(SYSTEM, changes))


def proposals() -> Closed:
    """A role that takes two is proposed in one's own name for a colleague one administers; the row says who gave it."""
    theirs = administered("accounts_roleproposal")
    added = f"(proposed_by_id = {ME} AND settled_at IS NULL AND {PROVEN} AND {theirs})"
    return Closed(see=any_of(SYSTEM, theirs), add=any_of(SYSTEM, added), change=any_of(SYSTEM, theirs))


def factors() -> Closed:
    """What somebody proves who they are with is theirs alone; it is set up and taken away with a proof."""
    mine = f"user_id = {ME}"
    proven = f"({mine} AND {PROVEN})"
    return Closed(any_of(SYSTEM, mine), any_of(SYSTEM, proven), any_of(SYSTEM, mine), any_of(SYSTEM, proven))


def invitations() -> Closed:
    """Asked for in one's own name, for colleagues one administers; used by whom it is for."""
    theirs, mine = administered("accounts_invitation"), f"user_id = {ME}"
    return Closed(
        see=any_of(SYSTEM, mine, theirs),
        add=any_of(SYSTEM, f"(asked_by_id = {ME} AND {PROVEN} AND {theirs})"),
        change=any_of(SYSTEM, mine, theirs),
    )


def acts_noted() -> Closed:
    """An act is noted in one's own name; one that takes a proof, with the proof."""
    plain = f"action <> ALL ({literal(NEEDS_PROOF)}::text[])"
    return Closed(
        see=any_of(SYSTEM, f"actor_id = {ME}", KEEPS_THE_LOG),
        add=any_of(SYSTEM, f"(actor_id = {ME} AND ({plain} OR {PROVEN}))"),
    )


def said_of_readings() -> Closed:
    """The reader answers what they are asked, whoever keeps the log closes what is not their own, each in their own
    name; what the others say of it the reader does not see.
    """
    entry = "SELECT FROM unusual_entry WHERE unusual_entry.id = unusual_saying.entry_id"
    answers = f"(kind IN ('answer', 'added') AND EXISTS ({entry} AND unusual_entry.actor_id = {ME} AND asked <> ''))"
    judges = "(SELECT sec.may('unusual.entry', '{judge}'))"
    closes = (
        f"(kind IN ('explained', 'followed_up') AND {judges} AND EXISTS ({entry} AND unusual_entry.actor_id <> {ME}))"
    )
    return Closed(
        see=any_of(SYSTEM, f"actor_id = {ME}", KEEPS_THE_LOG),
        add=any_of(SYSTEM, f"(actor_id = {ME} AND ({answers} OR {closes}))"),
    )


STAFF = {
    # Names stand beside what colleagues did, in every organisation; nobody outside the register has a context.
    "accounts_user": Closed(
        see=ANYBODY, add=any_of(SYSTEM, IN_CHARGE), change=any_of(SYSTEM, f"accounts_user.id = {ME}", IN_CHARGE)
    ),
    "accounts_roleassignment": roles(),
    "accounts_roleproposal": proposals(),
    "accounts_session": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 4),
    "accounts_device": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 4),
    "accounts_totp": factors(),
    "accounts_passkey": factors(),
    "accounts_recoverycode": factors(),
    "accounts_invitation": invitations(),
    "accounts_outsidelogin": factors(),
    "drafts_draft": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 4),
    "reports_notice": Closed(
        see=any_of(SYSTEM, f"user_id = {ME}"), add=SYSTEM, change=any_of(SYSTEM, f"user_id = {ME}")
    ),
    "identification_calendarkey": Closed(*[any_of(SYSTEM, f"user_id = {ME}")] * 3),
    "accounts_cover": covers(),
    "cases_caseusergrant": grants("cases_caseusergrant", f"user_id = {ME}"),
    "cases_casegroupgrant": grants("cases_casegroupgrant", "group_id = (SELECT sec.group_id())"),
    "cases_duplicateproposal": duplicates(),
    "cases_personsearch": searches(),
    "cases_statedpurpose": purposes(),
    "audit_auditentry": acts_noted(),
    "audit_reading": Closed(
        see=any_of(SYSTEM, f"actor_id = {ME}", KEEPS_THE_LOG), add=any_of(SYSTEM, f"actor_id = {ME}")
    ),
    # Whoever searches writes down what for, and only the data protection officer reads it.
    "audit_criterion": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=ANYBODY, lose=any_of(SYSTEM, KEEPS_THE_LOG)),
    # The database writes these by itself, in whoever's session; the policies need only speak of those who look.
    "audit_change": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "audit_history": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM, lose=any_of(SYSTEM, KEEPS_THE_LOG)),
    "audit_destruction": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=any_of(SYSTEM, KEEPS_THE_LOG)),
    "audit_finding": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "unusual_weeklist": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "unusual_entry": Closed(see=any_of(SYSTEM, f"(actor_id = {ME} AND asked <> '')", KEEPS_THE_LOG), add=SYSTEM),
    "unusual_saying": said_of_readings(),
    "audit_block": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=SYSTEM),
    "audit_securityevent": Closed(see=any_of(SYSTEM, KEEPS_THE_LOG), add=BEFORE_ANYBODY),
}
