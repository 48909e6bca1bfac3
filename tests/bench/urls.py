"""The register's addresses, and beside them what the bench compares them with."""

from django.urls import path

from cmm.urls import urlpatterns as register
from tests.bench import bare, change_lists

urlpatterns = [
    *register,
    path("bench/bare/", bare.view),
    path("bench/admin/", change_lists.site.urls),
]
