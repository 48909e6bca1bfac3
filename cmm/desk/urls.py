from django.urls import path

from cmm.desk import views

urlpatterns = [
    path("", views.today, name="today"),
    path("cases/<str:ref>/", views.case_detail, name="case_detail"),
]
