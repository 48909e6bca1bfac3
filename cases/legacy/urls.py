from django.urls import path

from cases.legacy import views

app_name = "legacy"
urlpatterns = [
    path("legacy/", views.batch_list, name="batch_list"),
    path("legacy/new/", views.batch_create, name="batch_create"),
    path("legacy/<str:ref>/", views.batch_detail, name="batch_detail"),
    path("legacy/<str:ref>/reverse/", views.batch_reverse, name="batch_reverse"),
]
