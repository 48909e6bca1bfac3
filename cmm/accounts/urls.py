from django.urls import path

from cmm.accounts.views import sessions, users
from cmm.core.views import leave

urlpatterns = [
    path("login/", sessions.log_in, name="login"),
    path("logout/", sessions.log_out, name="logout"),
    path("session/", sessions.session_left, name="session_left"),
    path("session/keep/", sessions.session_keep, name="session_keep"),
    path("leave/", leave, name="leave"),
    path("language/", sessions.language, name="language"),
    path("password/", sessions.password_change, name="password_change"),
    path("users/", users.user_list, name="user_list"),
    path("users/new/", users.user_create, name="user_create"),
    path("users/<int:pk>/", users.user_detail, name="user_detail"),
    path("organisations/", users.organisation_list, name="organisation_list"),
    path("organisations/<slug:code>/", users.organisation_detail, name="organisation_detail"),
]
