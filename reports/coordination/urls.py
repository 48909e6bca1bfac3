from django.urls import path

from reports.coordination.views import forums, plan, reporting

app_name = "coordination"
urlpatterns = [
    path("coordination/", forums.forum_list, name="forum_list"),
    path("coordination/forums/new/", forums.forum_create, name="forum_create"),
    path("coordination/forums/<int:pk>/", forums.forum_detail, name="forum_detail"),
    path("coordination/forums/<int:pk>/change/", forums.forum_change, name="forum_change"),
    path("coordination/forums/<int:pk>/contacts/new/", forums.contact_create, name="contact_create"),
    path("coordination/forums/<int:pk>/agreements/new/", forums.agreement_create, name="agreement_create"),
    path("coordination/contacts/<int:pk>/confirm/", forums.contact_confirm, name="contact_confirm"),
    path("coordination/contacts/<int:pk>/end/", forums.contact_end, name="contact_end"),
    path("coordination/agreements/<int:pk>/", forums.agreement_detail, name="agreement_detail"),
    path("coordination/plan/", plan.activity_list, name="activity_list"),
    path("coordination/plan/new/", plan.activity_create, name="activity_create"),
    path("coordination/plan/<int:pk>/", plan.activity_detail, name="activity_detail"),
    path("coordination/plan/<int:pk>/change/", plan.activity_change, name="activity_change"),
    path("coordination/plan/<int:pk>/status/", plan.status_create, name="status_create"),
    path("coordination/reports/<int:first>/<int:year>/new/", reporting.report_create, name="report_create"),
    path("coordination/reports/<int:pk>/", reporting.report_detail, name="report_detail"),
    path("coordination/reports/<int:pk>/<str:language>/", reporting.report_file, name="report_file"),
    path("coordination/statuses/<int:pk>/confirm/", plan.status_confirm, name="status_confirm"),
]
