"""What nobody has confirmed about former case sheets, in one place, each with what it rests on. Headings have a list of
their own, ``headings.csv``.
"""

import re
from datetime import date, timedelta

# CMM's published series begins with 2007; the centre itself is younger than some of its papers may be. (uncertain)
FIRST_DAY = date(2007, 1, 1)
# No number of CMM has been seen: letters, digits and the signs Danish authorities part them with. (uncertain)
NUMBER = re.compile(r"[\w./ -]{1,40}")
# The most a cell may hold: a whole journal in one cell is what spreadsheets end in. (background)
LONGEST_CELL = 20_000
LONGEST_NAME = 120
# How long a coordinator has to have a decision of a live year recorded by two. (design)
TO_RECORD = timedelta(days=14)
