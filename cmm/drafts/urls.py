from django.urls import path

from cmm.drafts import views

urlpatterns = [
    path("drafts/", views.draft_keep, name="draft_keep"),
    path("drafts/drop/", views.draft_drop, name="draft_drop"),
]
