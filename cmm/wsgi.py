import gc

from django.core.wsgi import get_wsgi_application

from cmm.start import in_one_line

# Gunicorn starts a worker anew for ever, unless it ends with this code.
WORKER_BOOT_ERROR = 3
with in_one_line(code=WORKER_BOOT_ERROR):
    register = get_wsgi_application()

    from cmm.alerts.serving import beside  # only now are the settings whole

    application = beside(register)

# What is loaded stays: the collector need not look through it for each page of many rows (200 ms of one of 500).
gc.collect()
gc.freeze()
