"""Real persons: refuses to start on a demonstration's settings; TLS ends at the proxy."""

from django.core.exceptions import ImproperlyConfigured

from cmm.settings.base import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.base import CMM_CONTEXT_KEY, CMM_SYSTEM_KEY, SECRET_KEY, environment

ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or [""]
PUBLIC_URL = environment.text("PUBLIC_URL")
CMM_ANCHOR_FOLDER = environment.text("CMM_ANCHOR_FOLDER")
CMM_FILES_FOLDER = environment.text("CMM_FILES_FOLDER")
if ALLOWED_HOSTS == [""]:
    raise ImproperlyConfigured("ALLOWED_HOSTS is not set. Name the hosts that serve the register, with commas.")
KEYS = {"SECRET_KEY": SECRET_KEY, "CMM_CONTEXT_KEY": CMM_CONTEXT_KEY, "CMM_SYSTEM_KEY": CMM_SYSTEM_KEY or "-" * 50}
for name, key in KEYS.items():
    if len(key) < 50:
        raise ImproperlyConfigured(f"{name} is shorter than 50 signs. Make a new one for production.")
for name in ("SECRET_KEY", "CMM_SYSTEM_KEY"):
    if KEYS[name] == CMM_CONTEXT_KEY:
        raise ImproperlyConfigured(f"CMM_CONTEXT_KEY and {name} are the same. Make each for itself.")
if environment.text("CMM_DEMO_PASSWORD", ""):
    raise ImproperlyConfigured("CMM_DEMO_PASSWORD is set. Production does not start with demonstration logins.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
