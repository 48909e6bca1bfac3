from django.urls import path

from cmm.oversight.unusual.views import listed, own

app_name = "unusual"
urlpatterns = [
    path("audit/unusual/", listed.entry_list, name="entry_list"),
    path("audit/unusual/<int:pk>/", listed.entry_detail, name="entry_detail"),
    path("questions/", own.question_list, name="question_list"),
    path("questions/<int:pk>/", own.question_detail, name="question_detail"),
]
