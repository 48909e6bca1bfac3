from django.urls import path

from cases.merging.views import merges, notices

app_name = "merging"
urlpatterns = [
    path("cases/<str:ref>/merge/", merges.case_merge, name="case_merge"),
    path("cases/<str:ref>/merge/<str:other>/", merges.merge_create, name="merge_create"),
    path("cases/<str:ref>/merges/<uuid:pk>/", merges.merge_detail, name="merge_detail"),
    path("referrals/notices/<int:pk>/", notices.notice_read, name="notice_read"),
]
