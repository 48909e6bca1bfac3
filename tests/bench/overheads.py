"""What row-level security and the log cost one request, as the campaign of this name measures it."""

import json
import os
import subprocess
import sys

from tests.bench.rows import Row
from tests.campaigns.overhead import BAR

TURNS = 4
# In a process of its own: in one that has held a hundred thousand names every request is slower.
ASKED = f"""
import json
import django
django.setup()
from tests.campaigns import overhead
print(json.dumps(overhead.costs(overhead.measured({TURNS}))))
"""


def rows() -> list[Row]:
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "cmm.settings.test"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=own, check=True, stdout=subprocess.PIPE, text=True)
    cost: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    page = max(cost, key=lambda name: cost[name])
    return [Row("row-level security and the log, of one request", cost[page], BAR, " ms", page)]
