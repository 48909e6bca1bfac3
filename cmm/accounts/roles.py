"""Who may do what: the one table of access. A lawyer should be able to read it.

A row says: this ROLE may do these ACTIONS to this NOUN, where this REACH ties the row to the user, up to this
PROTECTION level. The reach "role" needs no row (a verb that creates something, or a page of its own).
Grants on single cases come on top (cmm.accounts.scoping). The columns mirror design section 2.
"""

from dataclasses import dataclass

from cmm.accounts.enums import Role

NORMAL, RESTRICTED, NAMED = "normal", "restricted", "named"
LEVELS = {NORMAL: [NORMAL], RESTRICTED: [NORMAL, RESTRICTED], NAMED: [NORMAL, RESTRICTED, NAMED]}


@dataclass(frozen=True)
class Policy:
    role: str
    noun: str
    actions: tuple[str, ...]
    reach: str
    up_to: str


def table(*rows: tuple[Role, str, str, str, str]) -> tuple[Policy, ...]:
    return tuple(Policy(role.value, noun, tuple(actions.split()), reach, upto) for role, noun, actions, reach, upto in rows)


WORKER, COORDINATOR, OFFICER = Role.CMM_CASEWORKER, Role.CMM_COORDINATOR, Role.IMMIGRATION_OFFICER
POLICE, NGO, LEAD = Role.POLICE_LIAISON, Role.OUTREACH_WORKER, Role.OUTREACH_LEAD
STAFF, MANAGER, INSPECTOR = Role.SHELTER_STAFF, Role.SHELTER_MANAGER, Role.SUPERVISION_INSPECTOR
STATISTICIAN, MINISTRY = Role.CMM_STATISTICIAN, Role.MINISTRY_READER
DPO, ADMINISTRATOR = Role.DATA_PROTECTION_OFFICER, Role.USER_ADMINISTRATOR

# fmt: off
POLICIES = table(
    # role         noun                           actions                                        reach               up to
    (WORKER,       "cases.case",                  "view change write_journal interview assess request_place", "assigned", NAMED),
    (WORKER,       "cases.case",                  "view change write_journal interview assess request_place", "casework", NORMAL),
    (WORKER,       "cases.case",                  "add",                                         "role",             NORMAL),
    (WORKER,       "cases.inquiry",               "view change",                                 "casework",         NORMAL),
    (WORKER,       "cases.inquiry",               "add",                                         "role",             NORMAL),
    (WORKER,       "identification.assessment",   "view change",                                 "assigned",         NAMED),
    (WORKER,       "identification.assessment",   "view change",                                 "casework",         NORMAL),
    (WORKER,       "shelters.shelter",            "view",                                        "all",              NORMAL),
    (WORKER,       "shelters.placement",          "view",                                        "assigned",         NAMED),
    (WORKER,       "shelters.placement",          "view",                                        "casework",         NORMAL),
    (WORKER,       "shelters.placementrequest",   "view",                                        "assigned",         NAMED),
    (WORKER,       "shelters.placementrequest",   "view",                                        "casework",         NORMAL),

    (COORDINATOR,  "cases.case",                  "view change write_journal interview assess request_place assign decide", "casework", RESTRICTED),
    (COORDINATOR,  "cases.case",                  "view change write_journal interview assess request_place assign decide", "assigned", NAMED),
    (COORDINATOR,  "cases.case",                  "add",                                         "role",             NORMAL),
    (COORDINATOR,  "cases.inquiry",               "view change",                                 "casework",         NORMAL),
    (COORDINATOR,  "cases.inquiry",               "add",                                         "role",             NORMAL),
    (COORDINATOR,  "cases.code",                  "view add change",                             "all",              NORMAL),
    (COORDINATOR,  "identification.assessment",   "view change decide",                          "casework",         RESTRICTED),
    (COORDINATOR,  "identification.assessment",   "view change decide",                          "assigned",         NAMED),
    (COORDINATOR,  "shelters.shelter",            "view",                                        "all",              NORMAL),
    (COORDINATOR,  "shelters.placement",          "view",                                        "casework",         RESTRICTED),
    (COORDINATOR,  "shelters.placementrequest",   "view",                                        "casework",         RESTRICTED),
    (COORDINATOR,  "reports.edition",             "view publish",                                "all",              NORMAL),
    (COORDINATOR,  "reports.historicalcount",     "view",                                        "all",              NORMAL),

    (OFFICER,      "cases.case",                  "view decide request_place",                   "competent",        RESTRICTED),
    (OFFICER,      "identification.assessment",   "view decide",                                 "competent",        RESTRICTED),
    (OFFICER,      "shelters.shelter",            "view",                                        "all",              NORMAL),
    (OFFICER,      "shelters.placement",          "view",                                        "competent",        RESTRICTED),
    (OFFICER,      "shelters.placementrequest",   "view",                                        "competent",        RESTRICTED),

    (POLICE,       "cases.inquiry",               "follow",                                      "referred_by",      NORMAL),
    (NGO,          "cases.inquiry",               "follow",                                      "referred_by",      NORMAL),
    (LEAD,         "cases.inquiry",               "follow",                                      "referred_by",      NORMAL),

    (NGO,          "outreach.contact",            "view",                                        "own_organisation", NORMAL),
    (NGO,          "outreach.contact",            "add",                                         "role",             NORMAL),
    (NGO,          "outreach.round",              "view change",                                 "own_round",        NORMAL),
    (NGO,          "outreach.round",              "add",                                         "role",             NORMAL),
    (NGO,          "outreach.venue",              "view",                                        "own_organisation", NORMAL),
    (LEAD,         "outreach.contact",            "view review",                                 "own_organisation", NORMAL),
    (LEAD,         "outreach.contact",            "add count",                                   "role",             NORMAL),
    (LEAD,         "outreach.round",              "view change",                                 "own_organisation", NORMAL),
    (LEAD,         "outreach.round",              "add",                                         "role",             NORMAL),
    (LEAD,         "outreach.venue",              "view change",                                 "own_organisation", NORMAL),
    (LEAD,         "outreach.venue",              "add",                                         "role",             NORMAL),

    (STAFF,        "shelters.shelter",            "view stay",                                   "own_organisation", NORMAL),
    (STAFF,        "shelters.placement",          "view change",                                 "resident",         NAMED),
    (MANAGER,      "shelters.shelter",            "view stay change",                            "own_organisation", NORMAL),
    (MANAGER,      "shelters.placement",          "view change",                                 "resident",         NAMED),
    (MANAGER,      "shelters.placementrequest",   "view answer",                                 "resident",         NAMED),
    (INSPECTOR,    "shelters.shelter",            "view count",                                  "all",              NORMAL),

    (STATISTICIAN, "reports.edition",             "view publish draw",                           "all",              NORMAL),
    (STATISTICIAN, "reports.edition",             "request",                                     "role",             NORMAL),
    (STATISTICIAN, "reports.historicalcount",     "view",                                        "all",              NORMAL),
    (MINISTRY,     "reports.edition",             "view",                                        "published",        NORMAL),

    (DPO,          "audit.auditentry",            "view",                                        "role",             NORMAL),

    (ADMINISTRATOR, "accounts.user",              "view change",                                 "in_charge",        NORMAL),
    (ADMINISTRATOR, "accounts.user",              "add",                                         "role",             NORMAL),
    (ADMINISTRATOR, "accounts.organisation",      "view",                                        "in_charge",        NORMAL),
)
# fmt: on


def policies_for(roles: frozenset[str], noun: str, action: str) -> list[Policy]:
    """The rows that open ``action`` on ``noun`` to somebody with ``roles``."""
    return [policy for policy in POLICIES if policy.role in roles and policy.noun == noun and action in policy.actions]
