"""What a PDF may be made of: files of named folders, and nothing that is fetched from anywhere."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname


def fetcher(*folders: Path) -> Any:
    """Reads files under these folders and nothing else; anything else ends the drawing."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

    allowed = [folder.resolve() for folder in folders]

    class Local(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = Path(url2pathname(parts.path)).resolve()  # unquoted, as the opener will do: %2e%2e is ..
            if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(folder) for folder in allowed):
                raise FatalURLFetchingError(f"not allowed on paper: {url}")
            return super().fetch(path.as_uri(), headers)

    return Local(allowed_protocols=["file"])
