from django.urls import path

from cmm.desk.views import access, desk, team

urlpatterns = [
    path("", desk.today, name="today"),
    path("team/", team.team, name="team"),
    path("cases/<str:ref>/", desk.case_detail, name="case_detail"),
    path("cases/<str:ref>/access/", access.case_access, name="case_access"),
    path("cases/<str:ref>/access/new/", access.case_access_create, name="case_access_create"),
]
