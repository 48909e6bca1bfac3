"""Files on their way in: held in memory, by the pages that ask for one. None ever lies in clear on a disk."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse

from cmm.core.files.kinds import MOST_BYTES

AROUND = 64 * 1024  # the fields beside the file
View = Callable[..., HttpResponse]


def takes_files(view: View) -> View:
    """Mark a view as one that asks for files; what is sent to any other is read past."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class InMemory(MemoryFileUploadHandler):
    """Decides by the announced length, before the first byte of a file is read."""

    def handle_raw_input(self, input_data: Any, _meta: Any, content_length: int, *_others: Any, **_more: Any) -> None:
        match = self.request.resolver_match
        asked_for = bool(match and getattr(match.func, "takes_files", False))
        self.activated = asked_for and content_length <= MOST_BYTES + AROUND
        self.request.is_too_large = asked_for and not self.activated

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.activated:
            raise SkipFile
        super().new_file(*args, **kwargs)


def is_too_large(request: HttpRequest) -> bool:
    """Whether what was sent was more than any page takes, so that no file of it was kept."""
    return getattr(request, "is_too_large", False)
