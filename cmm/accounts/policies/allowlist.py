"""Every function that runs with its owner's rights, and why it may. A test compares this with the catalogue."""

SECURITY_DEFINER = {
    "sec.context()": "reads the key to check a signature, and gives the key to nobody",
    "sec.today()": "reads the context",
    "sec.uid()": "reads the context",
    "sec.system()": "reads the context",
    "sec.known()": "reads the context",
    "sec.proven()": "reads the key to check a signature, and gives the key to nobody",
    "sec.end_sessions(whose bigint)": "ends sessions, to those who administer the account or have it; opens none",
    "sec.invitation(the_token text)": "before a context: whoever shows the link of an invitation gets that invitation",
    "sec.outside_login(the_issuer text, the_subject text)": (
        "before a context: the account of a subject that its issuer has just vouched for"
    ),
    "sec.organisation()": "the reader's own organisation",
    "sec.authority()": "the code of the reader's own organisation",
    "sec.group_id()": "the group of the reader's own organisation",
    "sec.central()": "a fact about the reader's own organisation",
    "sec.self_administered()": "numbers of organisations, which every colleague's row says too",
    "sec.ties(the_noun text, some_actions text[])": "the reader's own lines of the policy table",
    "sec.may(the_noun text, some_actions text[])": "the reader's own lines of the policy table",
    "sec.granted(some_actions text[])": "the reader's own live grants, and the case at hand",
    "sec.granted_to(whom bigint, some_actions text[], moment timestamp with time zone, breaks boolean)": (
        "numbers of cases that grants open to the reader; of others, for those who control access"
    ),
    "sec.covered(whom bigint, some_actions text[], moment timestamp with time zone)": (
        "numbers of cases the reader covers in; of others, for those who control access"
    ),
    "sec.break_glass(the_case text, the_ref text, the_category text, the_reason text)": (
        "opens a restricted case to the caseworker who says why, and writes that down; tells of no other case"
    ),
    "sec.end_glass(the_glass bigint)": "ends an emergency access and its grant, and never prolongs one",
    "sec.under_glass(the_glass bigint)": "which pages were opened under an emergency access, for those who judge it",
    "sec.calendar_key(the_key text)": "one calendar's key, to whoever shows it",
    "sec.assigned()": "the cases the reader is contact person of",
    "sec.hosting(as_authority boolean)": "the houses where those of the reader's cases sleep who are not walled off",
    "sec.supervised()": "the houses the reader's authority decided of or is about to visit",
    "sec.in_drawers(the_drawers integer[])": "who may be named in a text that leaves, closed, to compare it with",
    "sec.protected_houses()": "where protected houses lie, in a closed form, and their names, to compare a text with",
    "sec.stopped_lately()": "how many texts of the reader's own were stopped in an hour, as a number",
    "sec.whereabouts(house bigint)": (
        "where a house lies, in a closed form, and its municipality: to whoever asks for places, and to the house"
    ),
    "sec.openings(the_case bigint, since timestamp with time zone)": "a number of openings, to those who see the case",
    "sec.person_behind(the_ref text)": "refs of one person's cases and inquiries, for those who keep the log",
    "sec.read_lately()": "how much the reader has been shown in an hour, as numbers",
    "sec.sees_case(the_case bigint)": "whether the reader sees a case, which reading it tells too",
    "sec.seen_among(the_cases bigint[])": "which of some cases the reader sees, which reading them tells too",
    "sec.unseen_pairs()": "to who judges duplicates: how many they see neither side of, as a number",
    "sec.half_told()": "to who judges duplicates: that a case they see has a likeness they do not, and who sees both",
    "sec.walled(whom bigint)": "numbers of cases that walls keep from the reader; of others, for those who raise walls",
    "sec.uncounted_years(the_first integer, the_last integer)": "which years no report has counted, of nobody",
    "sec.would_go(the_case bigint)": "how many rows a destruction would take, to who may propose or settle it",
    "sec.carry_out(the_destruction uuid, the_marks jsonb)": (
        "destroys a case that two approved and nobody holds, for the login that may destroy"
    ),
    "sec.carry_out_again(the_case bigint, entry jsonb)": (
        "destroys again after a restore what the ledger says was destroyed, for the login that may destroy"
    ),
    "sec.erase_contacts(at_most integer)": (
        "destroys contacts of outreach whose time, confirmed by a pair, has run out, for the login that may destroy"
    ),
    "sec.take_back(the_past uuid, the_entry uuid, the_marks jsonb)": (
        "destroys a case moved in by mistake that nobody has worked on, said by two, for the login that may destroy"
    ),
    "sec.is_taken_back(the_batch bigint, gone integer)": "notes that a batch was taken back, for the same login",
    "sec.worked_on(the_batch bigint)": "numbers of cases of a batch that stay, to who may take it back",
    "sec.files_are_gone(the_entry uuid, the_files uuid[])": "strikes names of dropped files, for the same login",
    "sec.husks()": "numbers of cases that were merged into others, which nobody works in",
    "sec.move_rows(the_merge uuid, facts jsonb)": (
        "moves the rows of a merge that the reader may make and has just written down, and keeps what they were"
    ),
    "sec.move_back(the_merge uuid)": "puts back what a merge moved, for who may merge and has just undone it",
    "merging_moves(a_table text, a_row text)": "whether the ledger lets a row move in this very transaction",
    "merging_takes_rows(the_case bigint, a_table text, a_row text)": (
        "refuses a row in a case that was merged into another, and tells nothing else"
    ),
    "merging_husk_stands()": "refuses to change a case that was merged into another",
    "merging_husk_follows()": "a merged case is as protected as the one it lies in",
    "sec.walled_persons(whom bigint)": "numbers of persons that walls keep from the reader, and likewise of others",
    "sec.session(the_key text)": "before a context: whoever shows the key of a session gets that session",
    "sec.leave_sealed(the_token_hash text, the_parcels jsonb, still_waiting integer)": (
        "before a context: whoever shows the token of a phone whose owner no longer records leaves what is sealed on it"
    ),
    "sec.published()": "before a context: the names of files of published editions, which are public",
    "sec.published_file(the_year integer, the_number integer, the_kind text, the_language text)": (
        "before a context: a file of a published edition, which is public"
    ),
    "sec.account(address text)": "before a context: the account that somebody tries to log in to",
    # Triggers of the log, which write what nobody else may write.
    "audit_note_change()": "each change of a row, beside what the row holds",
    "audit_await_seal()": "a new row of the log, for the sealer",
    # Triggers that must see more than whoever sets them off, and give nothing back.
    "cases_seal_ends_glasses()": "a case kept to named persons is closed to who broke the glass to it",
    "cases_protect_victim()": "a person is protected as the most protected of their cases",
    "retention_destruction_fits()": "refuses to let a case go that is held, open or merged into another",
    "retention_hold_stops()": "a hold ends what was approved of its case",
    "followup_share_follows_referral()": "a shared part of a file is closed and answered with its referral",
    "identification_appeal_fits()": "refuses an appeal against what is not in force, or before it",
    "identification_closed_case_runs_nothing()": "refuses to close a case in which a period runs",
    "identification_decider_took_no_side()": "refuses a decision by whoever gave a second opinion",
    "identification_decision_fits()": "refuses a decision that is not its assessment's, or an author's",
    "identification_decision_repeats_its_ruling()": "refuses a decision that no court or body of appeal said",
    "identification_decision_is_succeeded()": "refuses a decision put out of force by nothing",
    "identification_forms_are_final()": "refuses to change what is decided",
    "identification_positive_is_supported()": "refuses a positive assessment that rests on nothing",
    "identification_positive_rests_on_something()": "refuses a positive decision that rests on nothing",
    "identification_ruling_takes_effect()": "refuses a ruling that overturns nothing",
    "identification_support_fits()": "refuses support from another case, or for what is decided",
    "identification_text_is_closed()": "refuses a text added to what is decided",
    "shelters_family_fits()": "refuses a child that sleeps without its parent, and a family without beds",
    "shelters_stay_is_corrected()": "refuses other days of a stay that has ended where no correction says so",
    "shelters_keep_nights()": "the nights a place is taken, without anybody in them",
}
