"""Production's settings, with static files where a test lets them be collected."""

from cmm.settings.prod import *  # noqa: F403 -- settings modules extend each other
from cmm.settings.prod import environment

STATIC_ROOT = environment.text("CMM_TEST_STATIC")
# Half a minute of work that says nothing more: only scripts are pressed together.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "css",
    "svg",
    "scss",
    "map",
    "ttf",
    "otf",
    "eot",
    "woff",
    "woff2",
    "png",
    "txt",
    "md",
)
