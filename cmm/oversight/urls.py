from django.urls import path

from cmm.oversight import views

urlpatterns = [
    path("audit/", views.audit_log, name="audit_log"),
    path("audit/readings/", views.audit_readings, name="audit_readings"),
    path("audit/security/", views.audit_events, name="audit_events"),
    path("cases/<str:ref>/log/", views.case_log, name="case_log"),
]
