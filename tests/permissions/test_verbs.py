"""Every right a verb requires, refused to somebody who lacks just that one. A test counts them in the code."""

import inspect
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases import services as cases
from cases.legacy import services as legacy
from cases.merging import services as merging
from cases.merging.models import Notice
from cases.models import Code
from cases.outreach.services import (
    activities,
    batches,
    contacts,
    files,
    hours,
    imports,
    incidents,
    keys,
    looks,
    notes,
    outings,
    quarantine,
    referrals,
    rounds,
    syncing,
    venues,
    versions,
)
from cases.services import handovers
from cmm.accounts import services as accounts
from cmm.audit.models import AuditEntry
from cmm.oversight import services as oversight
from cmm.oversight.retention import services as retention
from cmm.oversight.retention.services.destructions import settle
from cmm.oversight.unusual import services as unusual
from identification import services as identification
from identification.followup import services as followup
from identification.followup.services import keeping
from identification.models import Indicator
from reports import services as reports
from reports.coordination import services as coordination
from tests.factories.accounts import UserFactory, staff
from tests.factories.caseload import ChangeoverFactory
from tests.factories.cases import (
    CaseFactory,
    DuplicateFactory,
    GlassFactory,
    InquiryFactory,
    ReferralFactory,
    RepresentativeFactory,
    TaskFactory,
    WallFactory,
)
from tests.factories.coordination import ActivityFactory as PlanActivityFactory
from tests.factories.coordination import AgreementFactory, ForumFactory, ReportFileFactory, StatusFactory
from tests.factories.coordination import ContactFactory as SeatFactory
from tests.factories.documents import DocumentFactory
from tests.factories.followup import ClaimFactory, SharedFactory, SupportFactory
from tests.factories.handovers import HandoverFactory, new_handover
from tests.factories.identification import (
    AssessmentFactory,
    DecisionFactory,
    EventFactory,
    LetterFactory,
    ObservationFactory,
)
from tests.factories.identities import IdentityFactory
from tests.factories.legacy import BatchFactory, DoneFactory
from tests.factories.logins import InvitationFactory, RoleProposalFactory
from tests.factories.merging import MergeFactory
from tests.factories.outreach import (
    ActivityFactory,
    ContactFactory,
    ImportBatchFactory,
    IncidentFactory,
    RoundFactory,
    StatusNoteFactory,
    StatusNoteFileFactory,
    VenueFactory,
    course,
    facts,
)
from tests.factories.periods import DepartureFactory, PeriodFactory
from tests.factories.phones import SealedFactory, SealingKeyFactory
from tests.factories.retention import DestructionFactory, HoldFactory, RuleChangeFactory, closed_case
from tests.factories.returns import ExternalCountFactory, SubmissionFactory
from tests.factories.rulings import AppealFactory, FindingFactory
from tests.factories.unusual import EntryFactory
from tests.guards.code import placed
from tests.permissions import refused_houses
from tests.permissions.refusing import (
    a_grant,
    a_note,
    another_casework,
    another_ngo,
    as_role,
    drawn,
    drawn_file,
    kept_case,
    new_case,
    of_another_ngo,
    refused,
    someone_with_a_grant,
    stranger,
    two_cases,
)

pytestmark = pytest.mark.django_db


REFUSED = [
    (cases.break_glass, "cases.add_brokenglass", stranger, dict),
    (cases.end_glass, "end cases.brokenglass", as_role("cmm_caseworker"), lambda: {"glass": GlassFactory()}),
    (cases.review_glass, "judge cases.brokenglass", as_role("cmm_caseworker"), lambda: {"glass": GlassFactory()}),
    (cases.assign_case, "assign cases.case", as_role("cmm_caseworker"), lambda: {"case": CaseFactory()}),
    (cases.assign_cases, "cases.assign_case", as_role("cmm_caseworker"), dict),
    (cases.offer_case, "hand_on cases.case", as_role("cmm_caseworker"),
     lambda: {"case": CaseFactory(caseworker=staff("cmm_caseworker"))}),
    (cases.accept_case, "answer cases.changeover", as_role("cmm_coordinator"), lambda: {"offer": ChangeoverFactory()}),
    (cases.decline_case, "answer cases.changeover", as_role("cmm_coordinator"), lambda: {"offer": ChangeoverFactory()}),
    (cases.take_back_offer, "withdraw cases.changeover", as_role("cmm_caseworker"),
     lambda: {"offer": ChangeoverFactory(case__protection="restricted")}),
    (cases.give_cover, "accounts.add_cover", as_role("cmm_caseworker"), dict),
    (cases.end_cover, "accounts.add_cover", as_role("cmm_caseworker"), dict),
    (cases.open_case, "cases.add_case", stranger, lambda: {"new": new_case()}),
    (cases.open_case, "cases.assign_case", as_role("cmm_caseworker"),
     lambda: {"new": new_case(caseworker=staff("cmm_caseworker"))}),
    (cases.open_case, "change cases.inquiry", as_role("cmm_caseworker"),
     lambda: {"new": new_case(), "inquiry": InquiryFactory(organisation=another_casework())}),
    (cases.search_persons, "cases.view_case", stranger, lambda: {"name": "Fiktiva"}),
    (cases.search_persons, "view cases.inquiry", as_role("cmm_caseworker"),
     lambda: {"name": "Fiktiva", "inquiry": InquiryFactory(organisation=another_casework())}),
    (cases.settle_duplicate, "cases.settle_duplicateproposal", as_role("cmm_caseworker"),
     lambda: {"proposal": DuplicateFactory()}),
    (cases.settle_duplicate, "view cases.case", as_role("cmm_coordinator"),
     lambda: {"proposal": DuplicateFactory(cases=(kept_case(), CaseFactory()))}),
    (cases.settle_duplicate, "view cases.case", as_role("cmm_coordinator"),
     lambda: {"proposal": DuplicateFactory(cases=(CaseFactory(), kept_case()))}),
    (merging.merge_cases, "merge cases.case", as_role("cmm_coordinator"),
     lambda: {"case": kept_case(), "husk": CaseFactory()}),
    (merging.merge_cases, "merge cases.case", as_role("cmm_coordinator"),
     lambda: {"case": CaseFactory(), "husk": kept_case()}),
    (merging.undo_merge, "merge cases.case", as_role("cmm_coordinator"),
     lambda: {"merge": MergeFactory(case=kept_case())}),
    (merging.undo_merge, "merge cases.case", as_role("cmm_coordinator"),
     lambda: {"merge": MergeFactory(husk=kept_case())}),
    (merging.read_notice, "follow merging.notice", as_role("police_liaison"), lambda: {"notice": a_notice()}),
    (cases.open_cases, "cases.assign_case", as_role("cmm_caseworker"),
     lambda: {"new": two_cases(), "inquiry": InquiryFactory(ref="H-2025-0900", persons=2)}),
    (cases.send_referral, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (cases.record_disclosure, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us"), "new": None}),
    (keeping.opened, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (followup.change_support, "write_journal followup.supportitem", as_role("immigration_officer"),
     lambda: {"item": SupportFactory(case__authority="us"), "new": None}),
    (followup.withdraw_row, "write_journal followup.claim", as_role("immigration_officer"),
     lambda: {"row": ClaimFactory(case__authority="us"), "reason": "Fejl"}),
    (followup.decide_claim, "write_journal followup.claim", as_role("immigration_officer"),
     lambda: {"claim": ClaimFactory(case__authority="us"), "outcome": "granted", "on": None, "granted": 1}),
    (followup.share_file, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us"), "new": None, "share": None}),
    (followup.answer_shared, "answer followup.sharedfile", as_role("police_liaison"),
     lambda: {"shared": SharedFactory(), "how": "accepted"}),
    (cases.answer_referral, "write_journal cases.referral", as_role("immigration_officer"),
     lambda: {"referral": ReferralFactory(case__authority="us")}),
    (cases.finish_referral, "write_journal cases.referral", as_role("immigration_officer"),
     lambda: {"referral": ReferralFactory(case__authority="us")}),
    (cases.revoke_referral, "write_journal cases.referral", as_role("immigration_officer"),
     lambda: {"referral": ReferralFactory(case__authority="us")}),
    (cases.withdraw_referral_consent, "write_journal cases.referral", as_role("immigration_officer"),
     lambda: {"referral": ReferralFactory(case__authority="us")}),
    (cases.add_task, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"on": CaseFactory(authority="us")}),
    (cases.add_task, "change cases.inquiry", as_role("cmm_caseworker"),
     lambda: {"on": InquiryFactory(organisation=another_casework())}),
    (cases.complete_task, "write_journal cases.task", as_role("immigration_officer"),
     lambda: {"task": TaskFactory(case__authority="us")}),
    (cases.move_task, "write_journal cases.task", as_role("immigration_officer"),
     lambda: {"task": TaskFactory(case__authority="us")}),
    (cases.write_safety_note, "change cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (cases.record_representative, "change cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (cases.end_representative, "change cases.representative", as_role("immigration_officer"),
     lambda: {"representative": RepresentativeFactory(case__authority="us")}),
    (cases.record_refusal, "cases.add_refusal", stranger, lambda: {"new": refused()}),
    (cases.record_refusal, "change cases.inquiry", as_role("cmm_caseworker"),
     lambda: {"new": refused(), "inquiry": InquiryFactory(organisation=another_casework())}),
    (cases.raise_wall, "control_access cases.case", as_role("cmm_caseworker"), lambda: {"case": CaseFactory()}),
    (cases.lift_wall, "control_access cases.wall", as_role("cmm_caseworker"), lambda: {"wall": WallFactory()}),
    (cases.give_access, "control_access cases.case", as_role("cmm_caseworker"), lambda: {"case": CaseFactory()}),
    (cases.end_grant, "control_access cases.case", as_role("cmm_caseworker"), lambda: {"grant": a_grant()}),
    (cases.state_purpose, "view cases.case", as_role("shelter_manager"), lambda: {"case": CaseFactory()}),
    (cases.record_identity, "change cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (cases.change_identity, "change cases.identity", as_role("immigration_officer"),
     lambda: {"identity": IdentityFactory(case=CaseFactory(authority="us"))}),
    (cases.reveal_identity, "view cases.identity", as_role("shelter_manager"), lambda: {"identity": IdentityFactory()}),
    (cases.log_inquiry, "cases.add_inquiry", stranger, dict),
    (cases.hand_over, "cases.add_handover", as_role("police_liaison"), lambda: {"new": new_handover()}),
    (cases.accept_handover, "cases.add_inquiry", stranger, lambda: {"handover": HandoverFactory()}),
    (cases.tie_handover, "change cases.case", as_role("cmm_caseworker"),
     lambda: {"handover": HandoverFactory(), "case": kept_case()}),
    (handovers.to_answer, "answer cases.handover", as_role("outreach_worker"), lambda: {"handover": HandoverFactory()}),
    (cases.withdraw_handover, "withdraw cases.handover", as_role("cmm_caseworker"),
     lambda: {"handover": HandoverFactory()}),
    (cases.heed_withdrawal, "answer cases.handover", as_role("outreach_worker"),
     lambda: {"handover": HandoverFactory()}),
    (referrals.refer, "view outreach.contact", as_role("outreach_worker"),
     lambda: {"new": new_handover(), "contact": ContactFactory(recorded_by=of_another_ngo())}),
    (cases.close_inquiry, "change cases.inquiry", as_role("police_liaison"), lambda: {"inquiry": InquiryFactory()}),
    (cases.revise_case, "change cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (cases.move_case, "change cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us"), "under": "change"}),
    (cases.add_code, "cases.add_code", as_role("cmm_caseworker"), dict),
    (cases.retire_code, "change cases.code", as_role("cmm_caseworker"), lambda: {"code": Code.objects.first()}),
    (cases.write_journal, "write_journal cases.case", as_role("immigration_officer"),
     lambda: a_note(CaseFactory(authority="us"))),
    (cases.add_document, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us"), "title": "Brev", "content": b""}),
    (cases.read_document, "write_journal cases.document", as_role("immigration_officer"),
     lambda: {"document": DocumentFactory(case=CaseFactory(authority="us"))}),
    (cases.withdraw_document, "write_journal cases.document", as_role("immigration_officer"),
     lambda: {"document": DocumentFactory(case=CaseFactory(authority="us"))}),
    (rounds.start_round, "outreach.add_round", as_role("cmm_caseworker"), lambda: {"venue": VenueFactory()}),
    (rounds.start_round, "view outreach.venue", as_role("outreach_worker"),
     lambda: {"venue": VenueFactory(organisation=another_ngo())}),
    (rounds.arrive_at, "change outreach.round", as_role("outreach_worker"),
     lambda: {"one_round": RoundFactory(), "venue": VenueFactory()}),
    (rounds.arrive_at, "view outreach.venue", as_role("outreach_lead"),
     lambda: {"one_round": RoundFactory(), "venue": VenueFactory(organisation=another_ngo())}),
    (rounds.end_round, "change outreach.round", as_role("outreach_worker"), lambda: {"one_round": RoundFactory()}),
    (contacts.record_contact, "outreach.add_contact", as_role("cmm_caseworker"),
     lambda: {"facts": facts(VenueFactory())}),
    (contacts.record_contact, "view outreach.venue", as_role("outreach_worker"),
     lambda: {"facts": facts(VenueFactory(organisation=another_ngo()))}),
    (contacts.record_contact, "change outreach.round", as_role("outreach_worker"),
     lambda: {"facts": facts(VenueFactory(), round=RoundFactory())}),
    (versions.correct_contact, "change outreach.contact", as_role("outreach_worker"),
     lambda: {"contact": ContactFactory(), "facts": facts(VenueFactory())}),
    (versions.correct_contact, "view outreach.venue", as_role("outreach_lead"),
     lambda: {"contact": ContactFactory(), "facts": facts(VenueFactory(organisation=another_ngo()))}),
    (versions.choose_version, "change outreach.contact", as_role("outreach_worker"),
     lambda: {"contact": ContactFactory()}),
    (rounds.walk_with, "change outreach.round", as_role("outreach_worker"), lambda: {"one_round": RoundFactory()}),
    (incidents.record_incident, "outreach.add_incident", as_role("cmm_caseworker"), dict),
    (incidents.strike_incident, "change outreach.incident", as_role("outreach_worker"),
     lambda: {"incident": IncidentFactory()}),
    (activities.record_activity, "outreach.add_activity", as_role("shelter_staff"), lambda: {"facts": course()}),
    (activities.correct_activity, "change outreach.activity", as_role("cmm_caseworker"),
     lambda: {"activity": ActivityFactory(), "facts": course()}),
    (hours.set_hours, "outreach.add_servicehours", as_role("outreach_worker"), dict),
    (looks.set_look, "outreach.add_phonelook", as_role("outreach_worker"), dict),
    (imports.import_sheet, "outreach.add_importbatch", as_role("outreach_worker"), dict),
    (imports.withdraw_import, "withdraw outreach.importbatch", as_role("outreach_worker"),
     lambda: {"batch": ImportBatchFactory()}),
    (legacy.upload_batch, "legacy.add_batch", as_role("cmm_caseworker"), lambda: {"content": b"", "sheet": None}),
    (legacy.map_batch, "change legacy.batch", as_role("cmm_caseworker"), lambda: a_batch()),
    (legacy.start_batch, "change legacy.batch", as_role("cmm_caseworker"), lambda: a_batch() | {"reason": "Ark"}),
    (legacy.settle_batch, "change legacy.batch", as_role("cmm_caseworker"), lambda: {"batch": DoneFactory()}),
    (legacy.drop_batch, "change legacy.batch", as_role("cmm_caseworker"), lambda: {"batch": BatchFactory()}),
    (legacy.reverse_batch, "reverse legacy.batch", as_role("cmm_caseworker"), lambda: {"batch": DoneFactory()}),
    (batches.record_contacts, "outreach.add_contact", as_role("cmm_caseworker"), lambda: {"meetings": []}),
    (keys.make_ready, "outreach.add_phone", as_role("cmm_caseworker"), dict),
    (keys.change_key, "change outreach.sealingkey", as_role("outreach_worker"), lambda: {"key": SealingKeyFactory()}),
    (keys.destroy_key, "change outreach.sealingkey", as_role("outreach_worker"), lambda: {"key": SealingKeyFactory()}),
    (syncing.receive, "outreach.add_sealedcontact", as_role("cmm_caseworker"), lambda: {"parcels": []}),
    (quarantine.accept_sealed, "settle outreach.sealedcontact", as_role("outreach_worker"),
     lambda: {"sealed": SealedFactory(), "facts": facts(VenueFactory())}),
    (quarantine.accept_sealed, "view outreach.venue", as_role("outreach_lead"),
     lambda: {"sealed": SealedFactory(), "facts": facts(VenueFactory(organisation=another_ngo()))}),
    (quarantine.accept_sealed, "change outreach.round", as_role("outreach_lead"),
     lambda: {"sealed": SealedFactory(), "facts": facts(
         VenueFactory(), round=RoundFactory(worker=staff("outreach_worker", organisation=another_ngo())))}),
    (quarantine.accept_outing, "settle outreach.sealedcontact", as_role("outreach_worker"),
     lambda: {"sealed": SealedFactory()}),
    (outings.begin_from_phone, "outreach.add_round", as_role("cmm_caseworker"),
     lambda: {"terms": {"venue": VenueFactory()}}),
    (outings.begin_from_phone, "view outreach.venue", as_role("outreach_worker"),
     lambda: {"terms": {"venue": VenueFactory(organisation=another_ngo())}}),
    (quarantine.leave_sealed, "settle outreach.sealedcontact", as_role("outreach_worker"),
     lambda: {"sealed": SealedFactory()}),
    (venues.add_venue, "outreach.add_venue", as_role("outreach_worker"), dict),
    (files.take_figures, "outreach.count_contact", as_role("outreach_worker"), dict),
    (files.take_contacts, "outreach.count_contact", as_role("outreach_worker"), dict),
    (notes.begin_note, "outreach.add_statusnote", as_role("outreach_worker"), dict),
    (notes.write_note, "change outreach.statusnote", as_role("outreach_worker"), lambda: {"note": StatusNoteFactory()}),
    (notes.finish_note, "change outreach.statusnote", as_role("outreach_worker"),
     lambda: {"note": StatusNoteFactory()}),
    (notes.fetch_note, "view outreach.statusnote", as_role("outreach_worker"),
     lambda: {"file": StatusNoteFileFactory()}),
    (venues.change_venue, "change outreach.venue", as_role("outreach_worker"), lambda: {"venue": VenueFactory()}),
    (accounts.ask_for_reset, "change accounts.user", as_role("cmm_coordinator"), lambda: {"user": UserFactory()}),
    (accounts.confirm_reset, "change accounts.user", as_role("cmm_coordinator"),
     lambda: {"invitation": InvitationFactory()}),
    (accounts.invite, "change accounts.user", as_role("cmm_coordinator"), lambda: {"user": UserFactory()}),
    (accounts.open_account, "accounts.add_user", as_role("cmm_coordinator"), dict),
    (accounts.change_roles, "change accounts.user", as_role("cmm_coordinator"), lambda: {"user": UserFactory()}),
    (accounts.close_account, "change accounts.user", as_role("cmm_coordinator"), lambda: {"user": UserFactory()}),
    (accounts.give_proposed, "change accounts.user", as_role("cmm_coordinator"),
     lambda: {"proposal": RoleProposalFactory()}),
    (accounts.turn_down, "change accounts.user", as_role("cmm_coordinator"),
     lambda: {"proposal": RoleProposalFactory()}),
    (accounts.reopen_account, "change accounts.user", as_role("cmm_coordinator"),
     lambda: {"user": UserFactory(is_active=False)}),
    (identification.make_letter, "decide identification.statusdecision", as_role("cmm_caseworker"),
     lambda: {"decision": DecisionFactory()}),
    (identification.read_letter, "view identification.letter", stranger, lambda: {"letter": LetterFactory()}),
    (identification.send_letter, "decide identification.letter", as_role("cmm_caseworker"),
     lambda: {"letter": LetterFactory()}),
    (identification.lodge_appeal, "record_ruling identification.statusdecision", as_role("shelter_manager"),
     lambda: {"decision": DecisionFactory()}),
    (identification.end_appeal, "decide identification.appeal", as_role("cmm_caseworker"),
     lambda: {"appeal": AppealFactory()}),
    (identification.record_finding, "record_ruling cases.case", as_role("shelter_manager"),
     lambda: {"case": CaseFactory()}),
    (identification.confirm_finding, "decide identification.courtfinding", as_role("cmm_caseworker"),
     lambda: {"finding": FindingFactory()}),
    (identification.refuse_finding, "decide identification.courtfinding", as_role("cmm_caseworker"),
     lambda: {"finding": FindingFactory()}),
    (identification.record_interview, "interview cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (identification.prepare_assessment, "assess cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (identification.revise_assessment, "change identification.assessment", as_role("immigration_officer"),
     lambda: {"assessment": AssessmentFactory(submitted=True, case=CaseFactory(authority="us"))}),
    (identification.remove_support, "change identification.assessment", as_role("immigration_officer"),
     lambda: {"assessment": AssessmentFactory(submitted=True, case=CaseFactory(authority="us"))}),
    (identification.record_observations, "assess cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (identification.correct_observation, "assess cases.case", as_role("immigration_officer"),
     lambda: {"observation": ObservationFactory(case=CaseFactory(authority="us"))}),
    (identification.withdraw_observation, "assess cases.case", as_role("immigration_officer"),
     lambda: {"observation": ObservationFactory(case=CaseFactory(authority="us"))}),
    (identification.record_departure, "set_periods cases.case", as_role("shelter_manager"),
     lambda: {"case": CaseFactory()}),
    (identification.correct_departure, "set_periods identification.departure", as_role("shelter_manager"),
     lambda: {"departure": DepartureFactory()}),
    (identification.record_event, "assess cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (identification.correct_event, "assess cases.case", as_role("immigration_officer"),
     lambda: {"event": EventFactory(case=CaseFactory(authority="us"))}),
    (identification.withdraw_event, "assess cases.case", as_role("immigration_officer"),
     lambda: {"event": EventFactory(case=CaseFactory(authority="us"))}),
    (identification.give_opinion, "change identification.assessment", as_role("immigration_officer"),
     lambda: {"assessment": AssessmentFactory(submitted=True, case=CaseFactory(authority="us"))}),
    (identification.withdraw_consent, "interview cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (identification.add_indicator, "identification.add_indicator", as_role("cmm_caseworker"), dict),
    (identification.change_indicator, "change identification.indicator", as_role("cmm_caseworker"),
     lambda: {"indicator": Indicator.objects.first()}),
    (identification.retire_indicator, "change identification.indicator", as_role("cmm_caseworker"),
     lambda: {"indicator": Indicator.objects.first()}),
    (identification.submit_assessment, "change identification.assessment", as_role("immigration_officer"),
     lambda: {"assessment": AssessmentFactory(case=CaseFactory(authority="us"))}),
    (identification.decide_assessment, "decide identification.assessment", as_role("cmm_caseworker"),
     lambda: {"assessment": AssessmentFactory(submitted=True)}),
    (identification.return_assessment, "decide identification.assessment", as_role("cmm_caseworker"),
     lambda: {"assessment": AssessmentFactory(submitted=True)}),
    (identification.offer_period, "set_periods cases.case", as_role("shelter_manager"),
     lambda: {"case": CaseFactory()}),
    (identification.record_act, "set_periods identification.period", as_role("shelter_manager"),
     lambda: {"period": PeriodFactory()}),
    (identification.extend_period, "set_periods identification.period", as_role("shelter_manager"),
     lambda: {"period": PeriodFactory()}),
    (identification.correct_act, "set_periods identification.period", as_role("immigration_officer"),
     lambda: {"period": PeriodFactory()}),
    (identification.keep_rule, "identification.change_periodrule", as_role("cmm_caseworker"), dict),
    (identification.make_calendar_key, "cases.set_periods_case", as_role("shelter_manager"), dict),
    (reports.request_edition, "reports.request_edition", as_role("ministry_reader"), dict),
    (reports.approve_edition, "approve reports.edition", as_role("ministry_reader"), lambda: {"edition": drawn()}),
    (reports.publish_edition, "publish reports.edition", as_role("ministry_reader"), lambda: {"edition": drawn()}),
    (reports.cancel_edition, "draw reports.edition", as_role("cmm_coordinator"), lambda: {"edition": drawn()}),
    (reports.redraw_edition, "draw reports.edition", as_role("cmm_coordinator"), lambda: {"edition": drawn()}),
    (reports.record_download, "view reports.edition", as_role("ministry_reader"), lambda: {"file": drawn_file()}),
    (reports.release_table, "reports.add_freetable", as_role("cmm_coordinator"), dict),
    (reports.set_threshold, "reports.add_threshold", as_role("cmm_statistician"), dict),
    (reports.record_external_count, "reports.add_externalcount", as_role("ministry_reader"), dict),
    (reports.correct_external_count, "reports.add_externalcount", as_role("ministry_reader"), dict),
    (reports.confirm_external_count, "confirm reports.externalcount", as_role("ministry_reader"),
     lambda: {"count": ExternalCountFactory()}),
    (coordination.add_forum, "coordination.add_forum", as_role("cmm_statistician"), dict),
    (coordination.change_forum, "change coordination.forum", as_role("cmm_statistician"),
     lambda: {"forum": ForumFactory()}),
    (coordination.add_contact, "change coordination.forum", as_role("cmm_statistician"),
     lambda: {"forum": ForumFactory()}),
    (coordination.confirm_contact, "change coordination.contact", as_role("cmm_statistician"),
     lambda: {"contact": SeatFactory()}),
    (coordination.end_contact, "change coordination.contact", as_role("cmm_statistician"),
     lambda: {"contact": SeatFactory()}),
    (coordination.agree, "change coordination.forum", as_role("cmm_statistician"), lambda: {"forum": ForumFactory()}),
    (coordination.settle_agreement, "change coordination.agreement", as_role("cmm_statistician"),
     lambda: {"agreement": AgreementFactory()}),
    (coordination.add_activity, "coordination.add_activity", as_role("cmm_statistician"), dict),
    (coordination.change_activity, "change coordination.activity", as_role("cmm_statistician"),
     lambda: {"activity": PlanActivityFactory()}),
    (coordination.write_status, "change coordination.activity", as_role("cmm_statistician"),
     lambda: {"activity": PlanActivityFactory()}),
    (coordination.confirm_status, "confirm coordination.activitystatus", as_role("ministry_reader"),
     lambda: {"status": StatusFactory()}),
    (coordination.request_status_report, "coordination.request_statusreport", as_role("ministry_reader"), dict),
    (coordination.fetch_status_report, "view coordination.statusreport", as_role("outreach_worker"),
     lambda: {"file": ReportFileFactory()}),
    (reports.export_case, "write_journal cases.case", as_role("police_liaison"), lambda: {"case": CaseFactory()}),
    (reports.request_submission, "reports.add_submission", as_role("ministry_reader"), dict),
    (reports.release_submission, "release reports.submission", as_role("ministry_reader"),
     lambda: {"submission": SubmissionFactory()}),
    (reports.record_submission_download, "view reports.submission", as_role("ministry_reader"),
     lambda: {"submission": SubmissionFactory()}),
    (unusual.judge, "unusual.judge_entry", as_role("cmm_coordinator"), lambda: {"entry": EntryFactory()}),
    (retention.propose, "retention.add_destruction", as_role("cmm_caseworker"), lambda: {"case": closed_case()}),
    (retention.propose, "control_access cases.case", as_role("cmm_coordinator"),
     lambda: {"case": closed_case(protection="named")}),
    (settle, "settle retention.destruction", as_role("cmm_caseworker"),
     lambda: {"destruction": DestructionFactory(), "verdict": "approved", "reason": ""}),
    (retention.propose_years, "retention.add_rulechange", as_role("cmm_caseworker"), lambda: dict.fromkeys(
        ("category", "years", "source", "valid_from"))),
    (retention.confirm_years, "settle retention.rulechange", as_role("cmm_caseworker"),
     lambda: {"change": RuleChangeFactory()}),
    (retention.drop_years, "settle retention.rulechange", as_role("cmm_caseworker"),
     lambda: {"change": RuleChangeFactory()}),
    (retention.set_hold, "retention.add_legalhold", as_role("data_protection_officer"),
     lambda: {"case": closed_case()}),
    (retention.set_hold, "control_access cases.case", as_role("cmm_coordinator"),
     lambda: {"case": closed_case(protection="named")}),
    (retention.lift_hold, "lift retention.legalhold", as_role("data_protection_officer"),
     lambda: {"hold": HoldFactory()}),
    (oversight.ask_for_proof, "audit.view_auditentry", as_role("cmm_coordinator"), dict),
    (oversight.make_copy, "write_journal cases.case", as_role("immigration_officer"),
     lambda: {"case": CaseFactory(authority="us")}),
    (oversight.make_sheet, "audit.view_auditentry", as_role("cmm_coordinator"), dict),
    *refused_houses.REFUSED,
]  # fmt: skip


IDS = [f"{verb.__name__}: {words}" for verb, words, *_rest in REFUSED]


def a_batch():
    return {"batch": BatchFactory(), "columns": {"Sagsnr.": "number", "Oprettet": "opened_on"}, "words": {}}


def a_notice():
    return Notice.objects.create(merge=MergeFactory(), organisation=another_ngo(), ref="H-2026-0001", kind="merged")


def refusal(verb, actor, asked_of):
    parts = dict.fromkeys(inspect.signature(verb).parameters) | {"actor": actor} | asked_of
    with pytest.raises(PermissionDenied) as refused, transaction.atomic():
        verb(**parts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("verb", "words", "who", "asked_of"), REFUSED, ids=[f"{v.__name__}: {w}" for v, w, *_ in REFUSED]
)
def test_a_verb_is_refused_to_whoever_lacks_the_right(verb, words, who, asked_of):
    actor, parts = who(), asked_of()
    before = AuditEntry.objects.count()
    assert (refusal(verb, actor, parts), AuditEntry.objects.count()) == (words, before)


def test_whoever_may_change_a_case_by_a_grant_may_not_write_an_identity():
    user, case = someone_with_a_grant()
    assert refusal(cases.record_identity, user, {"case": case}) == "cases.add_identity"


def test_every_right_a_verb_requires_is_refused_here():
    required = Counter(function.name for _path, function, _call in placed({"require", "require_role"}))
    assert Counter(verb.__name__ for verb, *_rest in REFUSED) + Counter(["record_identity"]) == required
