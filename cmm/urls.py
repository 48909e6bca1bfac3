"""Every address of the register. Rooms bring their own; this page only puts them side by side."""

from django.urls import path

from cmm.core import health, views

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("help/", views.help, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("hidden/", views.hidden, name="hidden"),
]
