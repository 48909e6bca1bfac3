"""What every table holds. A table nobody has classified fails a test; what follows from a class is written once here.

Tables of persons and of staff are closed by row-level security (cmm.accounts.policies), and every change of a row in
them is written to the log by a trigger (cmm.audit).
"""

from enum import StrEnum


class Holds(StrEnum):
    """The kind of thing a row speaks of."""

    PERSON = "person"  # a victim, a case, a meeting on the street, a stay, or a text about one of them
    STAFF = "staff"  # a colleague: account, roles, sessions, grants
    LOG = "log"  # who did and read what
    FIGURES = "figures"  # counts, published or on their way
    EXTRACT = "extract"  # a year's rows without names, frozen to be counted: closed to everybody but who counts
    HOUSE = "house"  # what a supervisory authority says of a house, and where it lies: no person, not for everybody
    SETTING = "setting"  # code lists, organisations, places: nobody's life
    MACHINERY = "machinery"  # ids and numbers that say nothing by themselves


TABLES = {
    "accounts_organisation": Holds.SETTING,
    "accounts_policyline": Holds.SETTING,
    "accounts_roleassignment": Holds.STAFF,
    "accounts_session": Holds.STAFF,
    "accounts_user": Holds.STAFF,
    "audit_auditentry": Holds.LOG,
    "audit_block": Holds.LOG,
    "audit_change": Holds.LOG,
    "audit_criterion": Holds.LOG,
    "audit_destruction": Holds.LOG,
    "audit_finding": Holds.LOG,
    "audit_history": Holds.LOG,
    "audit_reading": Holds.LOG,
    "audit_securityevent": Holds.LOG,
    "audit_unsealed": Holds.MACHINERY,
    "auth_group": Holds.SETTING,
    "auth_group_permissions": Holds.SETTING,
    "auth_permission": Holds.SETTING,
    "cases_brokenglass": Holds.PERSON,
    "cases_case": Holds.PERSON,
    "cases_casegroupgrant": Holds.STAFF,
    "cases_caseusergrant": Holds.STAFF,
    "cases_code": Holds.SETTING,
    "cases_document": Holds.PERSON,
    "cases_duplicateproposal": Holds.PERSON,
    "cases_handover": Holds.PERSON,
    "cases_identity": Holds.PERSON,
    "cases_inquiry": Holds.PERSON,
    "cases_journalentry": Holds.PERSON,
    "cases_personsearch": Holds.STAFF,
    "cases_referral": Holds.PERSON,
    "cases_refusal": Holds.FIGURES,
    "cases_representative": Holds.PERSON,
    "cases_safetynote": Holds.PERSON,
    "cases_statedpurpose": Holds.STAFF,
    "cases_task": Holds.PERSON,
    "cases_victim": Holds.PERSON,
    "cases_wall": Holds.PERSON,
    "core_refcounter": Holds.MACHINERY,
    "django_content_type": Holds.MACHINERY,
    "django_migrations": Holds.MACHINERY,
    "drafts_draft": Holds.STAFF,
    "guardian_groupobjectpermission": Holds.STAFF,
    "guardian_userobjectpermission": Holds.STAFF,
    "identification_appeal": Holds.PERSON,
    "identification_assessment": Holds.PERSON,
    "identification_assessment_secondary_forms": Holds.PERSON,
    "identification_calendarkey": Holds.STAFF,
    "identification_catalogue": Holds.SETTING,
    "identification_consent": Holds.PERSON,
    "identification_courtfinding": Holds.PERSON,
    "identification_departure": Holds.PERSON,
    "identification_event": Holds.PERSON,
    "identification_indicator": Holds.SETTING,
    "identification_interview": Holds.PERSON,
    "identification_letter": Holds.PERSON,
    "identification_observation": Holds.PERSON,
    "identification_period": Holds.PERSON,
    "identification_periodevent": Holds.PERSON,
    "identification_periodrule": Holds.SETTING,
    "identification_revision": Holds.PERSON,
    "identification_secondopinion": Holds.PERSON,
    "identification_statusdecision": Holds.PERSON,
    "identification_support": Holds.PERSON,
    "jobs_job": Holds.MACHINERY,
    "outreach_activity": Holds.FIGURES,
    "outreach_contact": Holds.PERSON,
    "outreach_contact_given": Holds.PERSON,
    "outreach_contact_languages": Holds.PERSON,
    "outreach_contact_needs": Holds.PERSON,
    "outreach_contact_signs": Holds.PERSON,
    "outreach_contactversion": Holds.PERSON,
    "outreach_handout": Holds.FIGURES,
    "outreach_importbatch": Holds.STAFF,
    "outreach_incident": Holds.PERSON,
    "outreach_phone": Holds.STAFF,
    "outreach_phonelook": Holds.SETTING,
    "outreach_referredcontact": Holds.PERSON,
    "outreach_round": Holds.STAFF,
    "outreach_round_preset_given": Holds.SETTING,
    "outreach_sealedcontact": Holds.PERSON,
    "outreach_sealingkey": Holds.SETTING,
    "outreach_servicehours": Holds.SETTING,
    "outreach_statusnote": Holds.FIGURES,
    "outreach_statusnotefile": Holds.FIGURES,
    "outreach_venue": Holds.SETTING,
    "outreach_visit": Holds.STAFF,
    "reports_definition": Holds.SETTING,
    "reports_edition": Holds.FIGURES,
    "reports_editionfile": Holds.FIGURES,
    "reports_externalcount": Holds.FIGURES,
    "reports_freetable": Holds.FIGURES,
    "reports_extract": Holds.EXTRACT,
    "reports_extractpart": Holds.EXTRACT,
    "reports_historicalcount": Holds.FIGURES,
    "reports_historicalsource": Holds.FIGURES,
    "reports_submission": Holds.FIGURES,
    "reports_threshold": Holds.SETTING,
    "shelters_address": Holds.PERSON,  # where those sleep who hide
    "shelters_closure": Holds.SETTING,
    "shelters_correction": Holds.PERSON,
    "shelters_housenote": Holds.PERSON,
    "shelters_approval": Holds.HOUSE,
    "shelters_finding": Holds.HOUSE,
    "shelters_hostmunicipality": Holds.SETTING,
    "shelters_inspection": Holds.HOUSE,
    "shelters_locality": Holds.HOUSE,
    "shelters_occupancy": Holds.SETTING,
    "shelters_payerrule": Holds.SETTING,
    "shelters_placement": Holds.PERSON,
    "shelters_placementrequest": Holds.PERSON,
    "shelters_rate": Holds.SETTING,
    "shelters_service": Holds.PERSON,
    "shelters_shelter": Holds.SETTING,
    "shelters_shelter_services": Holds.SETTING,
    "shelters_unit": Holds.SETTING,
}


def holding(*kinds: Holds) -> set[str]:
    """The tables whose rows speak of one of ``kinds``."""
    return {table for table, kind in TABLES.items() if kind in kinds}
