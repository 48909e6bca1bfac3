from django.urls import path

from cmm.oversight.views import colleagues, copies, log, people

urlpatterns = [
    path("audit/", log.audit_log, name="audit_log"),
    path("audit/verify/", log.audit_verify, name="audit_verify"),
    path("audit/readings/", log.audit_readings, name="audit_readings"),
    path("audit/security/", log.audit_events, name="audit_events"),
    path("audit/patterns/", colleagues.audit_patterns, name="audit_patterns"),
    path("audit/users/<int:pk>/", colleagues.audit_user, name="audit_user"),
    path("audit/people/", people.audit_people, name="audit_people"),
    path("audit/people/<str:ref>/", people.audit_person, name="audit_person"),
    path("audit/people/<str:ref>/sheet/", people.audit_sheet, name="audit_sheet"),
    path("cases/<str:ref>/copy/", copies.case_copy, name="case_copy"),
    path("cases/<str:ref>/log/", log.case_log, name="case_log"),
]
