"""Every address of the register. Rooms bring their own; this page only puts them side by side."""

from importlib.util import find_spec

from django.urls import include, path

from cmm.core import health, views

ROOMS = (
    "cmm.accounts", "cmm.drafts", "cmm.oversight", "cases", "identification", "shelters", "cases.outreach",
    "identification.followup", "reports", "cmm.desk",
)  # fmt: skip

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("help/", views.help, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("hidden/", views.hidden, name="hidden"),
    *[path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")],
]
