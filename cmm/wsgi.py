from django.core.wsgi import get_wsgi_application

from cmm.start import in_one_line

# Gunicorn starts a worker anew for ever, unless it ends with this code.
WORKER_BOOT_ERROR = 3
with in_one_line(code=WORKER_BOOT_ERROR):
    register = get_wsgi_application()

    from cmm.alerts.serving import beside  # only now are the settings whole

    application = beside(register)
