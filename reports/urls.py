from django.urls import path

from reports import disclosing, views
from reports.definitions import views as definitions

app_name = "reports"
urlpatterns = [
    path("reports/", views.edition_list, name="edition_list"),
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
    path("reports/<int:year>/files/<str:kind>/<str:language>/", views.file_download, name="file_download"),
]
