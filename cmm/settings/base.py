"""What every environment shares. ``environment`` is the only reader of the process environment."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from cmm.settings import environment

ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
# What signs a person's context for the database, and the system's (cmm.core.context). The web never needs the second.
CMM_CONTEXT_KEY = environment.text("CMM_CONTEXT_KEY")
CMM_SYSTEM_KEY = environment.text("CMM_SYSTEM_KEY", "")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
PUBLIC_URL = environment.text("PUBLIC_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "guardian",
    "django_htmx",
    "cmm.core",
    "cmm.crypto",
    "cmm.audit",
    "cmm.jobs",
    "cmm.accounts",
    "cmm.drafts",
    "cases",
    "cases.outreach",
    "identification",
    "shelters",
    "identification.followup",
    "reports",
    "cmm.desk",
    "cmm.oversight",
    "cmm.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cmm.core.middleware.PlainHeaders",
    "cmm.core.middleware.NoNulls",
    "cmm.core.transactions.RequestTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cmm.accounts.middleware.UserLanguage",
    "cmm.accounts.idleness.Idleness",
    "cmm.accounts.middleware.ReadingLog",
    "cmm.accounts.middleware.Refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.middleware.Alarm",
    "cases.middleware.Purposes",
    "cmm.drafts.middleware.SavedForms",
]

ROOT_URLCONF = "cmm.urls"
WSGI_APPLICATION = "cmm.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cmm.accounts.chrome.chrome",
                "cases.outreach.selectors.looks.look",
            ],
        },
    }
]

# The web and the worker log in as roles that own nothing. Only where DATABASE_OWNER_URL is given
# (migrations, tests) does the alias of the role that owns the tables exist.
DATABASES = {"default": environment.database("DATABASE_URL")}
DATABASES["default"] |= {"ATOMIC_REQUESTS": True, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# Under row-level security planning a statement takes longer than running it: what is asked again is planned once.
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
DATABASES["default"]["OPTIONS"].setdefault("options", "-c plan_cache_mode=force_generic_plan")
# Refusals must stay written when the request rolls back, so they have a connection of their own.
DATABASES["refusals"] = environment.database("DATABASE_URL")
if environment.text("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = environment.database("DATABASE_OWNER_URL")
# The only login that may destroy what stands beside the log; no process that stays has it.
if environment.text("DATABASE_DESTRUCTION_URL", ""):
    DATABASES["destruction"] = environment.database("DATABASE_DESTRUCTION_URL")
# Where a command must read all of the log, it does so by the worker's login.
if environment.text("DATABASE_WORKER_URL", ""):
    DATABASES["worker"] = environment.database("DATABASE_WORKER_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["cmm.accounts.backend.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "login"
# guardian stores grants; roles are rows of cmm.accounts.roles and no user is anonymous.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# Its backend would answer has_perm() past expiry dates; we ask ``can`` instead.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

SESSION_ENGINE = "cmm.accounts.sessions"
# A session ends after ten hours in any case (security.md 1.4: NIST asks for 12 at most), and sooner without a request
# of the person's own: 15 minutes, on the phone too (security.md 1.4: NIST AAL3; interface.md 6, interface-phone.md).
SESSION_COOKIE_AGE = 10 * 60 * 60
CMM_IDLE_MINUTES = int(environment.number("CMM_IDLE_MINUTES", 15))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "cmm" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / ".local" / "static"
STATICFILES_DIRS = [ROOT / "static", ("dkfds", ROOT / "node_modules" / "dkfds" / "dist")]

# The keys of what is encrypted: a file, or the JSON itself. Never in the database, never made from SECRET_KEY.
CMM_KEYRING = environment.text("CMM_KEYRING")

# Redis carries ids of job rows and nothing else; the job row in PostgreSQL is the truth.
REDIS_URL = environment.text("REDIS_URL")
CELERY_BROKER_URL = environment.spelled_for_celery(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "jobs.sweep": {"task": "jobs.sweep", "schedule": environment.number("CMM_SWEEP_SECONDS", 15)},
    "audit.seal": {"task": "audit.seal", "schedule": environment.number("CMM_SEAL_SECONDS", 60)},
    "audit.night": {"task": "audit.night", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
    "drafts.night": {"task": "drafts.night", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
    "reports.draft": {"task": "reports.draft", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
    "reports.notices": {"task": "reports.notices", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
    "reports.overview": {"task": "reports.overview", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
    "cases.sweep_files": {"task": "cases.sweep_files", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(ROOT / ".local" / "beat-schedule")

# How long a worker may be silent before another takes its job over. The pulse beats four times in a lease.
CMM_JOB_LEASE_SECONDS = environment.number("CMM_JOB_LEASE_SECONDS", 30)

# Where files lie, closed with keys of the keyring: one folder for the web and the workers. On their way in they are
# held in memory, and only where a page asks for one.
CMM_FILES_FOLDER = environment.text("CMM_FILES_FOLDER", str(ROOT / ".local" / "files"))
FILE_UPLOAD_HANDLERS = ["cmm.core.uploads.InMemory"]

# Where the chain of the log is anchored, outside the database: one line for each block.
CMM_ANCHOR_FOLDER = environment.text("CMM_ANCHOR_FOLDER", str(ROOT / ".local" / "anchors"))

# Where mail leaves. Without a host none is sent: who was to get one is told on their page all the same. A mail says
# only that there is something in the system (design 7).
EMAIL_HOST = environment.text("CMM_MAIL_HOST", "")
EMAIL_PORT = int(environment.number("CMM_MAIL_PORT", 25))
EMAIL_HOST_USER = environment.text("CMM_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("CMM_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("CMM_MAIL_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("CMM_MAIL_FROM", "register@localhost")
EMAIL_FROM_HOST = DEFAULT_FROM_EMAIL.rpartition("@")[2]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"cmm": {"level": "INFO"}},
}

# The connection security events are written on, apart from the request's own transaction.
CMM_EVENTS_DATABASE = "refusals"
# How long what somebody has begun to write waits for them.
CMM_DRAFTS_KEPT = timedelta(days=environment.number("CMM_DRAFT_DAYS", 30))
# Every page of a demonstration says that its persons are fictional.
CMM_DEMONSTRATION = False
# The password of the demonstration's logins; without one load_demo makes and prints one. Production refuses it.
CMM_DEMO_PASSWORD = environment.text("CMM_DEMO_PASSWORD", "")
# Where the quick exit leads: a page nobody looks at twice.
CMM_NEUTRAL_SITE = environment.text("CMM_NEUTRAL_SITE", "https://www.dmi.dk/")
# domain.md 8 and design 11: published cells under this number are withheld.
CMM_PUBLICATION_THRESHOLD = int(environment.number("CMM_PUBLICATION_THRESHOLD", 5))
# domain.md 4: Reden København counts a person once per "Rede-døgn", from 15:00 to 14:59. The hour it begins.
CMM_SERVICE_DAY_STARTS = int(environment.number("CMM_SERVICE_DAY_STARTS", 15))

# How long a consent holds where the person has said nothing else, and how long before its end somebody is told. Source:
# none in law; GDPR article 7(3) only asks that it can be withdrawn. Half a year is CMM's own choice, not yet verified.
CMM_CONSENT_DAYS = int(environment.number("CMM_CONSENT_DAYS", 182))
CMM_SUPPORT_ENDS_SOON_DAYS = int(environment.number("CMM_SUPPORT_ENDS_SOON_DAYS", 30))
CMM_CONSENT_LAPSES_SOON_DAYS = int(environment.number("CMM_CONSENT_LAPSES_SOON_DAYS", 14))
# A person placed in a house without an approval in force on the first night: "reason" asks why and keeps it with the
# stay, "refuse" lets nobody. Source: socialtilsynsloven § 5 wants an approval; that a night on the street is worse is
# CMM's own choice, not yet verified.
CMM_LAPSED_APPROVAL = environment.one_of("CMM_LAPSED_APPROVAL", "reason", ("reason", "refuse"))
# How long a receiver may take to answer a referral before somebody asks again. Source: none; CMM's own choice.
CMM_REFERRAL_ANSWER_DAYS = int(environment.number("CMM_REFERRAL_ANSWER_DAYS", 7))
