"""Every page, every relation to the row behind it, and the roles it opens to. Everybody else gets 404.

To add a page, add its line; a page that is missing here fails the build.
"""

WORKER, COORDINATOR, STATISTICIAN = "cmm_caseworker", "cmm_coordinator", "cmm_statistician"
OFFICER, POLICE = "immigration_officer", "police_liaison"
NGO, LEAD = "outreach_worker", "outreach_lead"
STAFF, MANAGER, INSPECTOR = "shelter_staff", "shelter_manager", "supervision_inspector"
MINISTRY, DPO, ADMINISTRATOR = "ministry_reader", "data_protection_officer", "user_administrator"

NOBODY = frozenset()
EVERYBODY = frozenset(
    {WORKER, COORDINATOR, STATISTICIAN, OFFICER, POLICE, NGO, LEAD, STAFF, MANAGER, INSPECTOR, MINISTRY, DPO}
    | {ADMINISTRATOR}
)
CASEWORK = frozenset({WORKER, COORDINATOR})
DECIDERS = CASEWORK | {OFFICER}
STREET = frozenset({NGO, LEAD})
HOUSE = frozenset({STAFF, MANAGER})
FIGURES = frozenset({STATISTICIAN, COORDINATOR})

# Whoever may look at a case, by its relation to them.
LOOK_AT_CASE = {
    "mine": {WORKER},
    "colleague's": CASEWORK,
    "restricted": {COORDINATOR},
    "kept": NOBODY,
    "theirs": {COORDINATOR, OFFICER},
    "absent": NOBODY,
}
# Whoever may work on it: the Immigration Service decides and houses, and writes nothing in CMM's part.
WORK_ON_CASE = LOOK_AT_CASE | {"theirs": {COORDINATOR}}
DECIDE_CASE = LOOK_AT_CASE | {"mine": NOBODY, "colleague's": {COORDINATOR}}
# The deciding authority reads an assessment once it is sent, and no drafts.
LOOK_AT_ASSESSMENT = LOOK_AT_CASE | {"a draft of theirs": CASEWORK}
WORK_ON_ASSESSMENT = WORK_ON_CASE | {"a draft of theirs": CASEWORK}
DECIDE_ASSESSMENT = DECIDE_CASE | {"a draft of theirs": {COORDINATOR}}
ASSIGN_CASE = DECIDE_CASE | {"theirs": {COORDINATOR}}

# CMM's administrator is in charge of everybody's users.
USER_IN_CHARGE = {"own organisation": {ADMINISTRATOR}, "other organisation": {ADMINISTRATOR}, "absent": NOBODY}

# Emergency accesses: one's own may be ended, and others judge them; of a case kept to named persons only the data
# protection officer.
END_GLASS = {"mine": {WORKER, COORDINATOR}, "colleague's": {COORDINATOR}, "kept": NOBODY, "absent": NOBODY}
JUDGE_GLASS = {"mine": {COORDINATOR, DPO}, "colleague's": {COORDINATOR, DPO}, "kept": {DPO}, "absent": NOBODY}
# Whoever settles that a case is destroyed: the data protection officer sees the proposal and not the case.
SETTLE_DESTRUCTION = {relation: roles | {DPO} for relation, roles in ASSIGN_CASE.items()} | {"absent": NOBODY}
# Whoever keeps the log asks it about anybody, however protected.
ASK_OF_CASE = dict.fromkeys(LOOK_AT_CASE, frozenset({DPO})) | {"absent": NOBODY}

# What a Socialtilsyn writes of a house, whoever runs it; no page tells an inspector of a person.
WRITE_OF_HOUSE = {"ours": {INSPECTOR}, "others'": {INSPECTOR}, "absent": NOBODY}

# What an organisation referred: CMM answers it, and whoever referred follows it, however protected what came of it.
ANSWER_HANDOVER = {"ours": CASEWORK, "others'": CASEWORK, "restricted": {COORDINATOR}, "absent": NOBODY}
FOLLOW_HANDOVER = {"ours": STREET, "others'": NOBODY, "restricted": STREET, "absent": NOBODY}

# A part of a file that was shared with the police: whoever works in the case, and they, until it closes.
READ_SHARED = {
    "mine": {WORKER, POLICE},
    "restricted": {COORDINATOR, POLICE},
    "kept": {POLICE},
    "with others": CASEWORK,
    "expired": CASEWORK,
    "taken back": CASEWORK,
    "absent": NOBODY,
}

# Pages anybody may open, logged in or not.
PUBLIC = {
    "healthz", "readyz", "help", "accessibility", "hidden", "login", "outreach:hidden", "outreach:manifest",
    "outreach:worker", "reports:publication_list", "reports:publication_list_en",
}  # fmt: skip
# Pages that open to whoever holds a key, whose test stands in tests/identification/test_calendar.py.
KEYED = {"identification:calendar_feed"}
# Pages of the way in, which open to whoever is halfway, or holds a link; their tests stand in tests/accounts.
HALFWAY = {"login_second", "welcome", "outside_start", "outside_invited", "outside_back", "passkey_ask"}
# What anybody may fetch by its own address; tests/reports/test_publications.py says what that is and what is not.
FETCHED = {"reports:publication_file"}
# What takes a message and no log-in; their tests: tests/outreach/test_syncing.py and tests/core/test_headers.py.
TOLD = {"outreach:deposit", "csp_report"}
# Addresses that only take a form.
FORMS_ONLY = {
    "logout", "leave", "language", "session_keep", "audit_verify", "recovery_make", "passkey_new", "passkey_remove",
    "sessions_end", "session_end", "device_forget", "user_invite", "user_reset_confirm",
    "user_role", "access_seen", "retention:years_settle",
    "draft_keep", "draft_drop", "cases:glass_end",
    "cases:handover_heed", "merging:notice_read",
    "cases:changeover_withdraw", "cases:cover_end",
    "coordination:contact_confirm", "coordination:contact_end", "coordination:status_confirm",
    "coordination:report_create",
    "cases:identity_group", "cases:representative_end", "shelters:address_show", "shelters:note_seen",
    "shelters:emergency_receive", "shelters:closure_end", "outreach:version_choose",
    "outreach:round_start", "outreach:phone_ready", "outreach:sync", "outreach:sealed_leave", "outreach:key_change",
    "reports:edition_approve", "reports:edition_publish", "reports:edition_draw", "reports:edition_cancel",
    "reports:external_confirm",
    "reports:submission_release",
    "identification:assessment_submit", "identification:assessment_return",
}  # fmt: skip

PAGES = {
    "today": ("", {"": EVERYBODY}),
    "logout": ("", {"": EVERYBODY}),
    "leave": ("", {"": EVERYBODY}),
    "language": ("", {"": EVERYBODY}),
    "session_left": ("", {"": EVERYBODY}),
    "session_keep": ("", {"": EVERYBODY}),
    "password_change": ("", {"": EVERYBODY}),
    "prove": ("", {"": EVERYBODY}),
    "access": ("", {"": EVERYBODY}),
    "access_seen": ("", {"": EVERYBODY}),
    "app_set_up": ("", {"": EVERYBODY}),
    "recovery_make": ("", {"": EVERYBODY}),
    "passkey_add": ("", {"": EVERYBODY}),
    "passkey_new": ("", {"": EVERYBODY}),
    "passkey_remove": ("passkey", {"another's": NOBODY, "absent": NOBODY}),
    "sessions_end": ("", {"": EVERYBODY}),
    "session_end": ("session", {"absent": NOBODY}),
    "device_forget": ("device", {"another's": NOBODY, "absent": NOBODY}),
    "draft_keep": ("", {"": EVERYBODY}),
    "draft_drop": ("", {"": EVERYBODY}),
    "user_list": ("", {"": {ADMINISTRATOR}}),
    "user_create": ("", {"": {ADMINISTRATOR}}),
    "user_detail": ("user", USER_IN_CHARGE),
    "user_role": ("proposed role", {"own organisation": {ADMINISTRATOR}, "absent": NOBODY}),
    "user_invite": ("user", USER_IN_CHARGE),
    "user_reset": ("user", USER_IN_CHARGE),
    "user_reset_confirm": ("user", dict.fromkeys(USER_IN_CHARGE, NOBODY)),
    "organisation_list": ("", {"": {ADMINISTRATOR}}),
    "organisation_detail": ("organisation", {"own": {ADMINISTRATOR}, "absent": NOBODY}),
    "audit_log": ("", {"": {DPO}}),
    "audit_events": ("", {"": {DPO}}),
    "audit_readings": ("", {"": {DPO}}),
    "audit_verify": ("", {"": {DPO}}),
    "audit_patterns": ("", {"": {DPO}}),
    "audit_user": ("user", {"own organisation": {DPO}, "other organisation": {DPO}, "absent": NOBODY}),
    "audit_people": ("", {"": {DPO}}),
    "audit_person": ("case", ASK_OF_CASE),
    "audit_sheet": ("case", ASK_OF_CASE),
    "case_copy": ("case", WORK_ON_CASE),
    "case_log": ("case", WORK_ON_CASE),
    "case_detail": ("case", LOOK_AT_CASE),
    "case_access": ("case", ASSIGN_CASE),
    "case_access_create": ("case", ASSIGN_CASE),
    "cases:case_list": ("", {"": DECIDERS}),
    "cases:case_create": ("", {"": CASEWORK}),
    "cases:person_search": ("", {"": DECIDERS}),
    "cases:duplicate_list": ("", {"": {COORDINATOR}}),
    "cases:duplicate_detail": (
        "duplicate", {"both sides": {COORDINATOR}, "one side kept": NOBODY, "absent": NOBODY}
    ),
    "cases:case_purpose": ("case", LOOK_AT_CASE),
    "cases:case_assign": ("case", ASSIGN_CASE),
    "cases:case_assign_many": ("", {"": {COORDINATOR}}),
    "cases:changeover_create": ("case", ASSIGN_CASE | {"mine": {WORKER}}),
    "cases:changeover_detail": ("changeover", WORK_ON_CASE | {"offered": {WORKER, COORDINATOR}}),
    "cases:changeover_withdraw": ("changeover", WORK_ON_CASE | {"offered": {COORDINATOR}}),
    "cases:cover_list": ("", {"": {COORDINATOR}}),
    "cases:cover_end": ("cover", {"ours": {COORDINATOR}, "absent": NOBODY}),
    "team": ("", {"": {COORDINATOR}}),
    "coordination:forum_list": ("", {"": {COORDINATOR}}),
    "coordination:forum_create": ("", {"": {COORDINATOR}}),
    "coordination:forum_detail": ("forum", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:forum_change": ("forum", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:contact_create": ("forum", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:agreement_create": ("forum", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:contact_confirm": ("seat", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:contact_end": ("seat", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:agreement_detail": ("agreement", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:activity_list": ("", {"": FIGURES}),
    "coordination:activity_create": ("", {"": {COORDINATOR}}),
    "coordination:activity_detail": ("activity", {"any": FIGURES, "absent": NOBODY}),
    "coordination:activity_change": ("activity", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:status_create": ("activity", {"any": {COORDINATOR}, "absent": NOBODY}),
    "coordination:report_create": ("plan year", {"any": FIGURES, "absent": NOBODY}),
    "coordination:report_detail": ("status report", {"any": FIGURES | {MINISTRY}, "absent": NOBODY}),
    "coordination:report_file": ("drawn status report", {"any": FIGURES | {MINISTRY}, "absent": NOBODY}),
    "coordination:status_confirm": ("status", {"any": FIGURES, "absent": NOBODY}),
    "cases:case_edit": ("case", WORK_ON_CASE),
    "cases:case_close": ("case", WORK_ON_CASE),
    "cases:journal": ("case", WORK_ON_CASE),
    "cases:journal_create": ("case", WORK_ON_CASE),
    "cases:document_list": ("case", WORK_ON_CASE),
    "cases:document_create": ("case", WORK_ON_CASE),
    "cases:document_file": ("document", WORK_ON_CASE | {"withdrawn": NOBODY}),
    "cases:document_withdraw": ("document", WORK_ON_CASE | {"withdrawn": NOBODY}),
    "cases:identity": ("case", LOOK_AT_CASE),
    "cases:identity_group": ("identity", LOOK_AT_CASE),
    "cases:identity_edit": ("identity", WORK_ON_CASE),
    "cases:case_referrals": ("case", WORK_ON_CASE),
    "cases:referral_create": ("case", WORK_ON_CASE),
    "cases:referral_answer": ("case referral", WORK_ON_CASE),
    "cases:referral_finish": ("case referral", WORK_ON_CASE),
    "cases:referral_revoke": ("case referral", WORK_ON_CASE),
    "cases:referral_consent": ("case referral", WORK_ON_CASE),
    "cases:disclosure_list": ("case", WORK_ON_CASE),
    "cases:disclosure_create": ("case", WORK_ON_CASE),
    "cases:disclosure_correct": ("disclosure", WORK_ON_CASE),
    "merging:case_merge": ("case", ASSIGN_CASE),
    "merging:merge_create": ("pair", ASSIGN_CASE | {"one side kept": NOBODY}),
    "merging:merge_detail": ("merge", WORK_ON_CASE),
    "merging:notice_read": ("merge notice", {"ours": {POLICE}, "an NGO's": {NGO, LEAD}, "absent": NOBODY}),
    "unusual:entry_list": ("", {"": {DPO}}),
    "unusual:entry_detail": (
        "list entry", {"mine": {DPO}, "another's": {DPO}, "not asked": {DPO}, "absent": NOBODY}
    ),
    "unusual:question_list": ("", {"": EVERYBODY}),
    "unusual:question_detail": (
        "list entry", {"mine": {WORKER}, "another's": NOBODY, "not asked": NOBODY, "absent": NOBODY}
    ),
    "retention:retention_list": ("", {"": {COORDINATOR, DPO}}),
    "retention:ledger_list": ("", {"": {COORDINATOR, DPO}}),
    "retention:destruction_detail": ("destruction", SETTLE_DESTRUCTION),
    "retention:years_list": ("", {"": {COORDINATOR, DPO}}),
    "retention:years_create": ("kind of kept case", {"any": {COORDINATOR, DPO}, "absent": NOBODY}),
    "retention:years_settle": ("change of years", {"any": {COORDINATOR, DPO}, "absent": NOBODY}),
    "retention:case_retention": ("case", ASSIGN_CASE),
    "retention:destruction_create": ("case", ASSIGN_CASE),
    "followup:case_followup": ("case", LOOK_AT_CASE),
    "followup:support_create": ("case", WORK_ON_CASE),
    "followup:support_change": ("support line", WORK_ON_CASE),
    "followup:return_plan": ("case", WORK_ON_CASE),
    "followup:return_event_create": ("case", WORK_ON_CASE),
    "followup:criminal_create": ("case", WORK_ON_CASE),
    "followup:criminal_step_create": ("criminal case", WORK_ON_CASE),
    "followup:claim_create": ("case", WORK_ON_CASE),
    "followup:claim_decide": ("claim", WORK_ON_CASE),
    "followup:row_withdraw": ("line to withdraw", WORK_ON_CASE),
    "followup:share_create": ("case", WORK_ON_CASE),
    "followup:shared_list": ("", {"": {OFFICER, POLICE}}),
    "followup:shared_detail": ("shared part", READ_SHARED),
    "cases:task_list": ("case", WORK_ON_CASE),
    "cases:task_create": ("case", WORK_ON_CASE),
    "cases:inquiry_task_create": ("inquiry", {"ours": CASEWORK, "absent": NOBODY}),
    "cases:task_complete": ("task", WORK_ON_CASE | {"of an inquiry": CASEWORK}),
    "cases:task_move": ("task", WORK_ON_CASE | {"of an inquiry": CASEWORK}),
    "cases:safety": ("case", LOOK_AT_CASE),
    "cases:safety_create": ("case", WORK_ON_CASE),
    "cases:representative_create": ("case", WORK_ON_CASE),
    "cases:representative_end": ("representative", WORK_ON_CASE),
    "cases:glass_list": ("", {"": {COORDINATOR, DPO}}),
    "cases:glass_create": ("", {"": {WORKER}}),
    "cases:glass_detail": ("glass", JUDGE_GLASS),
    "cases:glass_end": ("glass", END_GLASS),
    "cases:inquiry_list": ("", {"": CASEWORK}),
    "cases:inquiry_create": ("", {"": CASEWORK}),
    "cases:inquiry_detail": ("inquiry", {"ours": CASEWORK, "absent": NOBODY}),
    "cases:operation_create": ("inquiry", {"ours": CASEWORK, "absent": NOBODY}),
    "cases:refusal_list": ("", {"": CASEWORK}),
    "cases:refusal_create": ("", {"": CASEWORK}),
    "cases:handover_list": ("", {"": CASEWORK}),
    "cases:handover_detail": ("handover", ANSWER_HANDOVER),
    "cases:handover_heed": ("handover", ANSWER_HANDOVER),
    "cases:referral_list": ("", {"": {POLICE, NGO, LEAD}}),
    "cases:code_list": ("", {"": {COORDINATOR}}),
    "cases:code_create": ("", {"": {COORDINATOR}}),
    "cases:code_detail": ("code", {"any": {COORDINATOR}, "absent": NOBODY}),
    "identification:letter_create": ("decided", DECIDE_CASE),
    "identification:letter_detail": ("letter", LOOK_AT_CASE),
    "identification:letter_file": ("letter", LOOK_AT_CASE),
    "identification:appeal_create": ("in force", LOOK_AT_CASE),
    "identification:appeal_end": ("appeal", DECIDE_CASE),
    "identification:finding_create": ("case", LOOK_AT_CASE),
    "identification:finding_answer": ("finding", DECIDE_CASE),
    "identification:decision_list": ("", {"": {COORDINATOR, OFFICER}}),
    "identification:assessment_list": ("case", LOOK_AT_CASE),
    "identification:interview_create": ("case", WORK_ON_CASE),
    "identification:period_list": ("case", LOOK_AT_CASE),
    "identification:period_create": ("case", LOOK_AT_CASE),
    "identification:departure_create": ("case", LOOK_AT_CASE),
    "identification:departure_correct": ("departure", LOOK_AT_CASE),
    "identification:period_extend": ("period", LOOK_AT_CASE),
    "identification:period_act": ("period act", LOOK_AT_CASE),
    "identification:period_correct": ("period event", LOOK_AT_CASE),
    "identification:period_rule_list": ("", {"": {COORDINATOR}}),
    "identification:period_rule_create": ("", {"": {COORDINATOR}}),
    "identification:period_rule_edit": ("rule", {"any": {COORDINATOR}, "absent": NOBODY}),
    "identification:calendar": ("", {"": DECIDERS}),
    "identification:assessment_create": ("case", WORK_ON_CASE),
    "identification:assessment_detail": ("assessment", LOOK_AT_ASSESSMENT),
    "identification:assessment_edit": ("assessment", WORK_ON_ASSESSMENT),
    "identification:assessment_judge": ("assessment", WORK_ON_ASSESSMENT),
    "identification:support_remove": ("support", WORK_ON_ASSESSMENT),
    "identification:observation_list": ("case", WORK_ON_CASE),
    "identification:observation_create": ("case", WORK_ON_CASE),
    "identification:observation_ask": ("section", WORK_ON_CASE | {"no such": NOBODY}),
    "identification:observation_edit": ("observation", WORK_ON_CASE),
    "identification:observation_withdraw": ("observation", WORK_ON_CASE),
    "identification:event_list": ("case", WORK_ON_CASE),
    "identification:event_create": ("case", WORK_ON_CASE),
    "identification:event_edit": ("event", WORK_ON_CASE),
    "identification:event_withdraw": ("event", WORK_ON_CASE),
    "identification:opinion_create": ("assessment", WORK_ON_ASSESSMENT),
    "identification:consent_withdraw": ("consent", WORK_ON_CASE),
    "identification:indicator_list": ("", {"": {COORDINATOR}}),
    "identification:indicator_create": ("", {"": {COORDINATOR}}),
    "identification:indicator_detail": ("indicator", {"any": {COORDINATOR}, "absent": NOBODY}),
    "identification:indicator_retire": ("indicator", {"any": {COORDINATOR}, "absent": NOBODY}),
    "identification:assessment_submit": ("assessment", WORK_ON_ASSESSMENT),
    "identification:assessment_decide": ("assessment", DECIDE_ASSESSMENT),
    "identification:assessment_return": ("assessment", DECIDE_ASSESSMENT),
    "shelters:shelter_list": ("", {"": DECIDERS | HOUSE | {INSPECTOR}}),
    "shelters:board": ("", {"": DECIDERS | HOUSE | {INSPECTOR}}),
    "shelters:figures": ("", {"": {COORDINATOR, MANAGER, INSPECTOR}}),
    "shelters:invoice_list": ("", {"": {COORDINATOR, MANAGER}}),
    "shelters:invoice_file": ("", {"": {COORDINATOR, MANAGER}}),
    "shelters:tonight": ("", {"": HOUSE}),
    "shelters:shelter_detail": (
        "shelter",
        {"ours": DECIDERS | HOUSE | {INSPECTOR}, "others'": DECIDERS | {INSPECTOR}, "absent": NOBODY},
    ),
    "shelters:shelter_create": ("", {"": {COORDINATOR}}),
    "shelters:shelter_edit": (
        "shelter", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}
    ),
    "shelters:payer_rule_list": ("", {"": {COORDINATOR}}),
    "shelters:payer_rule_create": ("", {"": {COORDINATOR}}),
    "shelters:payer_rule_edit": ("payer rule", {"any": {COORDINATOR}, "absent": NOBODY}),
    "shelters:rate_create": (
        "shelter", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}
    ),
    "shelters:unit_create": (
        "shelter", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}
    ),
    "shelters:unit_edit": ("unit", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}),
    "shelters:closure_create": ("unit", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}),
    "shelters:closure_end": ("closure", {"ours": {MANAGER, COORDINATOR}, "others'": {COORDINATOR}, "absent": NOBODY}),
    "shelters:address_show": (
        "address",
        {"ours": HOUSE | {COORDINATOR, INSPECTOR}, "others'": {COORDINATOR, INSPECTOR}, "absent": NOBODY},
    ),
    "shelters:address_edit": ("address", {"ours": {MANAGER}, "others'": NOBODY, "absent": NOBODY}),
    "shelters:supervision": ("", {"": {INSPECTOR}}),
    # Where a house lies, what was decided of it and how its visits went: its authority, its manager, the coordinator.
    "shelters:approval_list": (
        "shelter", {"ours": {COORDINATOR, MANAGER, INSPECTOR}, "others'": {COORDINATOR, INSPECTOR}, "absent": NOBODY}
    ),
    "shelters:locality_edit": ("shelter", WRITE_OF_HOUSE),
    "shelters:approval_create": ("shelter", WRITE_OF_HOUSE),
    "shelters:approval_withdraw": ("shelter", WRITE_OF_HOUSE),
    "shelters:inspection_create": ("shelter", WRITE_OF_HOUSE),
    "shelters:inspection_detail": (
        "inspection",
        {
            "ours": {COORDINATOR, MANAGER, INSPECTOR},
            "ours, unannounced and to come": {COORDINATOR, INSPECTOR},
            "others'": {COORDINATOR, INSPECTOR},
            "another authority's": {COORDINATOR, MANAGER},
            "absent": NOBODY,
        },
    ),
    "shelters:request_list": ("", {"": DECIDERS | {MANAGER}}),
    "shelters:request_start": ("", {"": DECIDERS}),
    "shelters:request_detail": ("request", {"ours": CASEWORK | {MANAGER}, "others'": CASEWORK, "absent": NOBODY}),
    "shelters:placement_detail": ("stay", {"ours": CASEWORK | HOUSE, "others'": CASEWORK, "absent": NOBODY}),
    "shelters:absence_create": ("stay", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:incident_create": ("stay", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:disappearance_create": ("stay", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:emergency_receive": ("stay", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:return_create": ("stay", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:note_correct": ("house note", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:absence_end": ("house note", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:note_seen": ("house note", {"ours": CASEWORK, "others'": CASEWORK, "absent": NOBODY}),
    "shelters:service_strike": ("service", {"ours": HOUSE, "others'": NOBODY, "absent": NOBODY}),
    "shelters:case_placements": ("case", LOOK_AT_CASE),
    "shelters:request_create": ("case", LOOK_AT_CASE),
    "shelters:emergency_create": ("case", LOOK_AT_CASE),
    "outreach:start": ("", {"": STREET}),
    "outreach:round_start": ("", {"": STREET}),
    "outreach:round_detail": (
        "round", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:round_close": (
        "round", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:contact_list": ("", {"": STREET}),
    "outreach:contact_create": ("", {"": STREET}),
    "outreach:contact_detail": (
        "contact", {"mine": STREET, "colleague's": STREET, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:contact_correct": (
        "contact", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:version_choose": (
        "contact", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:round_company": (
        "round", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:incident_list": ("", {"": STREET}),
    "outreach:incident_create": ("", {"": STREET}),
    "outreach:incident_strike": (
        "street event", {"mine": STREET, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:activity_list": ("", {"": STREET | CASEWORK}),
    "outreach:activity_create": ("", {"": STREET | CASEWORK}),
    "outreach:activity_correct": (
        "course", {"ours": STREET, "the centre's": CASEWORK, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:hours": ("", {"": {LEAD}}),
    "outreach:import_list": ("", {"": {LEAD}}),
    "outreach:import_create": ("", {"": {LEAD}}),
    "outreach:import_check": ("", {"": {LEAD}}),
    "outreach:import_detail": ("import", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "legacy:batch_list": ("", {"": {COORDINATOR}}),
    "legacy:batch_create": ("", {"": {COORDINATOR}}),
    "legacy:batch_detail": ("former sheets", {"ours": {COORDINATOR}, "others'": NOBODY, "absent": NOBODY}),
    "legacy:batch_reverse": ("former sheets", {"ours": {COORDINATOR}, "others'": NOBODY, "absent": NOBODY}),
    "outreach:referral_create": ("", {"": STREET}),
    "outreach:referral_detail": ("handover", FOLLOW_HANDOVER),
    "outreach:referral_withdraw": ("handover", FOLLOW_HANDOVER),
    "outreach:note_list": ("", {"": {LEAD}}),
    "outreach:note_create": ("", {"": {LEAD}}),
    "outreach:note_detail": ("status note", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "outreach:note_edit": ("status note", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "outreach:note_file": ("drawn note", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "outreach:figures": ("", {"": {LEAD}}),
    "outreach:figures_file": ("kind of file", {"any": {LEAD}, "absent": NOBODY}),
    "outreach:contacts_file": ("kind of file", {"any": {LEAD}, "absent": NOBODY}),
    "outreach:look": ("", {"": {LEAD}}),
    "outreach:log_out": ("", {"": EVERYBODY}),
    "outreach:phone_page": ("", {"": STREET}),
    "outreach:phone_ready": ("", {"": STREET}),
    "outreach:quarantine": ("", {"": {LEAD}}),
    "outreach:queue": ("", {"": STREET}),
    "outreach:sync": ("", {"": STREET}),
    "outreach:sealed_detail": (
        "sealed", {"mine": {LEAD}, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:sealed_leave": (
        "sealed", {"mine": {LEAD}, "colleague's": {LEAD}, "others'": NOBODY, "absent": NOBODY}
    ),
    "outreach:keys": ("", {"": {LEAD}}),
    "outreach:key_change": ("", {"": {LEAD}}),
    "outreach:key_destroy": ("sealing key", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "outreach:venue_list": ("", {"": STREET}),
    "outreach:venue_create": ("", {"": {LEAD}}),
    "outreach:venue_edit": ("venue", {"ours": {LEAD}, "others'": NOBODY, "absent": NOBODY}),
    "reports:edition_list": ("", {"": FIGURES | {MINISTRY}}),
    "reports:history_list": ("", {"": FIGURES}),
    "reports:figures": ("", {"": FIGURES | {MINISTRY}}),
    "reports:overview": ("", {"": FIGURES}),
    "reports:table_list": ("", {"": FIGURES}),
    "reports:table_detail": ("free table", {"any": FIGURES, "absent": NOBODY}),
    "reports:threshold": ("", {"": FIGURES}),
    "reports:htcds_export": ("case", WORK_ON_CASE),
    "reports:external_list": ("", {"": FIGURES}),
    "reports:external_create": ("", {"": FIGURES}),
    "reports:external_detail": ("external count", {"any": FIGURES, "absent": NOBODY}),
    "reports:external_correct": ("external count", {"any": FIGURES, "absent": NOBODY}),
    "reports:external_confirm": ("external count", {"any": FIGURES, "absent": NOBODY}),
    "reports:submission_list": ("", {"": FIGURES}),
    "reports:submission_detail": ("return", {"any": FIGURES, "absent": NOBODY}),
    "reports:submission_release": ("return", {"any": FIGURES, "absent": NOBODY}),
    "reports:submission_file": ("return file", {"released": FIGURES, "unreleased": NOBODY, "absent": NOBODY}),
    "reports:edition_detail": (
        "edition", {"published": FIGURES | {MINISTRY}, "unpublished": FIGURES, "absent": NOBODY}
    ),
    "reports:definition_list": ("", {"": FIGURES}),
    "reports:definition_detail": ("definition", {"known": FIGURES, "absent": NOBODY}),
    "reports:figure_detail": ("figure", {"published": FIGURES, "unpublished": FIGURES, "absent": NOBODY}),
    "reports:figure_rows": (
        "figure", {"published": {COORDINATOR}, "unpublished": {COORDINATOR}, "absent": NOBODY}
    ),
    "reports:edition_approve": ("edition", {"published": FIGURES, "unpublished": FIGURES, "absent": NOBODY}),
    "reports:edition_publish": ("edition", {"published": FIGURES, "unpublished": FIGURES, "absent": NOBODY}),
    "reports:edition_draw": (
        "edition", {"published": {STATISTICIAN}, "unpublished": {STATISTICIAN}, "absent": NOBODY}
    ),
    "reports:edition_cancel": (
        "edition", {"published": {STATISTICIAN}, "unpublished": {STATISTICIAN}, "absent": NOBODY}
    ),
    "reports:file_download": (
        "file", {"published": FIGURES | {MINISTRY}, "unpublished": FIGURES, "absent": NOBODY}
    ),
}  # fmt: skip
