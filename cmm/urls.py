"""Every address of the register. Rooms bring their own; this page only puts them side by side."""

from importlib.util import find_spec

from django.urls import include, path

from cmm.core import health, views

ROOMS = (
    "cmm.accounts", "cmm.drafts", "cmm.oversight", "cases", "identification", "shelters", "cases.outreach",
    "identification.followup", "cases.merging", "cases.legacy", "reports", "reports.coordination", "cmm.desk",
    "cmm.oversight.retention", "cmm.oversight.unusual",
)  # fmt: skip

handler500 = "cmm.core.unavailable.failed"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("help/", views.help, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("hidden/", views.hidden, name="hidden"),
    path("csp/", views.csp_report, name="csp_report"),
    *[path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")],
]
