"""Real persons: refuses to start on a demonstration's settings; TLS ends at the proxy."""

from django.core.exceptions import ImproperlyConfigured

from cmm.settings.base import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.base import CMM_CONTEXT_KEY, CMM_SYSTEM_KEY, LOGGING, SECRET_KEY, environment

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
for name in ("CMM_DEMO_PASSWORD", "CMM_DEMO_TOTP", "CMM_PASSWORD_ALONE"):
    if environment.text(name, ""):
        raise ImproperlyConfigured(f"{name} is set. Production does not start with demonstration logins.")
CMM_PROXIES = int(environment.number("CMM_PROXIES", 1))

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# A browser takes these two names from this very host alone, over TLS, and for the whole of it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One JSON object a line, for whatever collects them.
LOGGING["handlers"]["stderr"]["formatter"] = "lines"
