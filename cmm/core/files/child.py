"""The child's side of cleaning: the file on stdin; on stdout its kind and the clean file, or why it is not taken.

It knows no database and no secret, may not write a file, and has little time and memory.
"""

import resource
import sys
import warnings

from cmm.core.files.images import clean_image
from cmm.core.files.kinds import Kind, Refused, kind_of
from cmm.core.files.pdfs import clean_pdf

CPU_SECONDS = 15
MEMORY = 1536 * 1024 * 1024
LIMITS = {
    resource.RLIMIT_CPU: CPU_SECONDS,
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
}


def clean(content: bytes) -> tuple[Kind, bytes]:
    kind = kind_of(content)
    return kind, clean_pdf(content) if kind == Kind.PDF else clean_image(kind, content)


def answer(content: bytes) -> bytes:
    try:
        kind, cleaned = clean(content)
    except Refused as refused:
        return f"!{refused.why}\n".encode()
    return f"{kind}\n".encode() + cleaned


if __name__ == "__main__":
    for what, limit in LIMITS.items():
        resource.setrlimit(what, (limit, limit))
    warnings.simplefilter("ignore")
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
