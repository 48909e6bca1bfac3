"""Asks the web in this container whether it is well; the exit code is the answer."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0]
question = urllib.request.Request(f"http://127.0.0.1:8000{sys.argv[1]}", headers={"Host": host})
try:
    urllib.request.urlopen(question, timeout=4)  # noqa: S310 -- its own address, always http
except (urllib.error.URLError, OSError) as reason:
    sys.exit(f"{sys.argv[1]}: {reason}")
