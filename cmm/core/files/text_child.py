"""The child's side of reading: a PDF on stdin; on stdout whether all of it could be read, and then what it says.

It knows no database and no secret, may not write a file, and has little time and memory.
"""

import io
import logging
import resource
import sys
import warnings
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cmm.core.files.child import LIMITS
from cmm.core.files.texts import PART, WHOLE

DEEP = 8  # drawings within drawings


def answer(content: bytes) -> bytes:
    pages = PdfReader(io.BytesIO(content)).pages
    texts = [page.extract_text() for page in pages]
    whole = all(text.strip() for text in texts) and not any(has_picture(page) for page in pages)
    return "\n".join([WHOLE if whole else PART, *texts]).encode(errors="replace")


def has_picture(holder: Any, depth: int = 0) -> bool:
    """Whether the page, or a drawing on it, shows a picture: what stands in one nobody here can read."""
    nothing = DictionaryObject()
    things = holder.get("/Resources", nothing).get_object().get("/XObject", nothing).get_object()
    for thing in (one.get_object() for one in things.values()):
        if thing.get("/Subtype") == "/Image" or depth == DEEP or has_picture(thing, depth + 1):
            return True
    return False


if __name__ == "__main__":
    for what, limit in LIMITS.items():
        resource.setrlimit(what, (limit, limit))
    warnings.simplefilter("ignore")
    logging.disable()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
