from django.urls import path

from reports import dashboards, disclosing, publications, views
from reports.definitions import views as definitions

app_name = "reports"
urlpatterns = [
    path("publications/", publications.publication_list, {"language": "da"}, name="publication_list"),
    path("publications/en/", publications.publication_list, {"language": "en"}, name="publication_list_en"),
    path(
        "publications/<int:year>/<int:number>/<str:kind>/<str:language>/",
        publications.publication_file,
        name="publication_file",
    ),
    path("reports/", views.edition_list, name="edition_list"),
    path("reports/figures/", dashboards.figures, name="figures"),
    path("reports/overview/", dashboards.overview, name="overview"),
    path("reports/history/", views.history_list, name="history_list"),
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
    path("reports/<int:year>/cancel/", views.edition_cancel, name="edition_cancel"),
    path("reports/<int:year>/files/<str:kind>/<str:language>/", views.file_download, name="file_download"),
]
