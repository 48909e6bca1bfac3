from django.urls import path

from reports import disclosing, views
from reports.definitions import views as definitions
from reports.returning import submission_views as submissions
from reports.returning import views as returning
from reports.returning.htcds_views import htcds_export

app_name = "reports"
urlpatterns = [
    path("cases/<str:ref>/htcds/", htcds_export, name="htcds_export"),
    path("reports/", views.edition_list, name="edition_list"),
    path("reports/history/", views.history_list, name="history_list"),
    path("reports/external/", returning.external_list, name="external_list"),
    path("reports/external/new/", returning.external_create, name="external_create"),
    path("reports/external/<int:pk>/", returning.external_detail, name="external_detail"),
    path("reports/external/<int:pk>/correct/", returning.external_correct, name="external_correct"),
    path("reports/external/<int:pk>/confirm/", returning.external_confirm, name="external_confirm"),
    path("reports/returns/", submissions.submission_list, name="submission_list"),
    path("reports/returns/<int:pk>/", submissions.submission_detail, name="submission_detail"),
    path("reports/returns/<int:pk>/release/", submissions.submission_release, name="submission_release"),
    path("reports/returns/<int:pk>/files/<str:form>/", submissions.submission_file, name="submission_file"),
    path("reports/tables/", disclosing.table_list, name="table_list"),
    path("reports/tables/<int:number>/", disclosing.table_detail, name="table_detail"),
    path("reports/threshold/", disclosing.threshold, name="threshold"),
    path("reports/definitions/", definitions.definition_list, name="definition_list"),
    path("reports/definitions/<slug:code>/", definitions.definition_detail, name="definition_detail"),
    path("reports/<int:year>/", views.edition_detail, name="edition_detail"),
    path("reports/<int:year>/figures/<slug:table>/", definitions.figure_detail, name="figure_detail"),
    path("reports/<int:year>/figures/<slug:table>/cases/", definitions.figure_rows, name="figure_rows"),
    path("reports/<int:year>/approve/", views.edition_approve, name="edition_approve"),
    path("reports/<int:year>/publish/", views.edition_publish, name="edition_publish"),
    path("reports/<int:year>/draw/", views.edition_draw, name="edition_draw"),
    path("reports/<int:year>/files/<str:kind>/<str:language>/", views.file_download, name="file_download"),
]
