"""What every environment shares. ``environment`` is the only reader of the process environment."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from cmm.settings import environment

ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
# Earlier ones, until what they signed has lapsed: a key is changed without anybody being logged out.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
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
    "cmm.alerts",
    "cmm.accounts",
    "cmm.drafts",
    "cases",
    "cases.outreach",
    "identification",
    "shelters",
    "identification.followup",
    "cases.merging",
    "cases.legacy",
    "reports",
    "reports.coordination",
    "cmm.desk",
    "cmm.oversight",
    "cmm.oversight.retention",
    "cmm.backup",
    "cmm.moving",
    "cmm.oversight.unusual",
    "cmm.demo",
]

MIDDLEWARE = [
    "cmm.core.requests.RequestLine",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cmm.core.middleware.PlainHeaders",
    "cmm.core.middleware.NoNulls",
    "cmm.core.middleware.OwnPagesOnly",
    "cmm.core.transactions.RequestTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cmm.accounts.middleware.UserLanguage",
    "cmm.accounts.idleness.Idleness",
    "cmm.accounts.middleware.ReadingLog",
    "cmm.accounts.middleware.Refusals",
    "cmm.accounts.proofs.Proofs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cmm.core.overtaken.Overtaken",
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
# And what is read through a cursor is read to its end: PostgreSQL would plan for the first tenth of it.
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
DATABASES["default"]["OPTIONS"].setdefault(
    "options", "-c plan_cache_mode=force_generic_plan -c cursor_tuple_fraction=1"
)
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
    # security.md 10.4 (NIST 800-63B, ASVS 6.2): long, of any signs, in no list of known ones.
    {"NAME": "cmm.accounts.passwords.Length", "OPTIONS": {"least": 15, "most": 128}},
    {"NAME": "cmm.accounts.passwords.NotBreached"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Passwords that have leaked somewhere: their SHA-1 in hexadecimal, one a line, in order; what follows a colon is not
# read. The list of Have I Been Pwned is of this form. It is searched here, so that no part of a password leaves.
CMM_BREACHED_PASSWORDS = environment.text("CMM_BREACHED_PASSWORDS", str(ROOT / "cmm" / "accounts" / "breached.txt"))
# Whether a password alone logs in, as in the demonstration. Production refuses it.
CMM_PASSWORD_ALONE = False
# How many proxies of our own stand before the web: the address of whoever asks is the one the outermost was asked from.
CMM_PROXIES = int(environment.number("CMM_PROXIES", 0))
# Organisations that log in by themselves: a file of JSON, or the JSON itself (cmm/accounts/outside/providers.py).
CMM_OUTSIDE_LOGINS = environment.text("CMM_OUTSIDE_LOGINS", "[]")
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
# The first year the register counts itself, as every edition does; earlier ones are published figures. (uncertain)
CMM_FIRST_LIVE_YEAR = 2024
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

# How many seconds somebody waits for a page before they are told that it takes too long. 0: for ever.
CMM_PATIENCE_SECONDS = environment.number("CMM_PATIENCE_SECONDS", 60)

# The keys of what is encrypted: a file, or the JSON itself. Never in the database, never made from SECRET_KEY.
CMM_KEYRING = environment.text("CMM_KEYRING")

# Redis carries ids of job rows and nothing else; the job row in PostgreSQL is the truth.
REDIS_URL = environment.address("REDIS_URL")
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
    "unusual.weeks": {"task": "unusual.weeks", "schedule": environment.number("CMM_NIGHT_SECONDS", 300)},
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
# What goes wrong is told by where and what kind, never by what somebody wrote; no report leaves by mail.
DEFAULT_EXCEPTION_REPORTER_FILTER = "cmm.core.logs.NothingTold"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "cmm.core.logs.PlainFormatter"}, "lines": {"()": "cmm.core.logs.in_lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "cmm": {"level": "INFO"},
        "celery": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
    },
}

# By a port of its own, inside alone, the web tells figures and alerts (cmm.alerts): 0 tells nothing. Its processes keep
# their counts in one folder, which is emptied when the web starts.
CMM_FIGURES_PORT = int(environment.number("CMM_FIGURES_PORT", 0))
CMM_FIGURES_FOLDER = environment.text("CMM_FIGURES_FOLDER", str(ROOT / ".local" / "figures"))
# Whether Today says that something of the register itself does not run.
CMM_WATCHED = environment.flag("CMM_WATCHED", True)

# The connection security events are written on, apart from the request's own transaction.
CMM_EVENTS_DATABASE = "refusals"
# How many persons' pages one reader opens in an hour before they are stopped: who meets one person at a time, most, and
# who must look across. Source: none in law; ours (security.md 10.7 stops an NGO's session at 30).
CMM_OPENED_PER_HOUR = (
    int(environment.number("CMM_OPENED_PER_HOUR_FEW", 30)),
    int(environment.number("CMM_OPENED_PER_HOUR", 60)),
    int(environment.number("CMM_OPENED_PER_HOUR_MANY", 200)),
)
# How long what somebody has begun to write waits for them.
CMM_DRAFTS_KEPT = timedelta(days=environment.number("CMM_DRAFT_DAYS", 30))
# The secret that the codes of every demonstration login are made of. Production refuses it.
CMM_DEMO_TOTP = environment.text("CMM_DEMO_TOTP", "")
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
# How many days nothing may be written in a case of each status before it stands still, and who says so.
CMM_STALLED_DAYS = {
    "inquiry": int(environment.number("CMM_STALLED_DAYS_INQUIRY", 3)),
    "in_clarification": int(environment.number("CMM_STALLED_DAYS_IN_CLARIFICATION", 14)),
    "awaiting_decision": int(environment.number("CMM_STALLED_DAYS_AWAITING_DECISION", 14)),
    "in_support": int(environment.number("CMM_STALLED_DAYS_IN_SUPPORT", 30)),
}
CMM_STALLED_SOURCE = environment.text("CMM_STALLED_SOURCE", "CMM’s egen aftale om, hvor længe en sag må hvile")
CMM_REFERRAL_ANSWER_DAYS = int(environment.number("CMM_REFERRAL_ANSWER_DAYS", 7))
