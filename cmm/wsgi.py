from django.core.wsgi import get_wsgi_application

from cmm.start import in_one_line

# Gunicorn starts a worker anew for ever, unless it ends with this code.
WORKER_BOOT_ERROR = 3
with in_one_line(code=WORKER_BOOT_ERROR):
    application = get_wsgi_application()
