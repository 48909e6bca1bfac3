from django.urls import path

from cmm.oversight.retention.views import cases, destructions, years

app_name = "retention"
urlpatterns = [
    path("retention/", destructions.retention_list, name="retention_list"),
    path("retention/ledger/", destructions.ledger_list, name="ledger_list"),
    path("retention/years/", years.years_list, name="years_list"),
    path("retention/years/<slug:category>/new/", years.years_create, name="years_create"),
    path("retention/years/<int:pk>/settle/", years.years_settle, name="years_settle"),
    path("retention/<uuid:pk>/", destructions.destruction_detail, name="destruction_detail"),
    path("cases/<str:ref>/retention/", cases.case_retention, name="case_retention"),
    path("cases/<str:ref>/retention/propose/", cases.destruction_create, name="destruction_create"),
]
