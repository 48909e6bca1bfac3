"""HTML to one file that is PDF/A-3a with the data attached and, once finished, PDF/UA-1 as well."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cmm.core.paper.fetching import fetcher
from cmm.core.paper.finishing import finish
from cmm.core.paper.fonts import FONTS, font_faces
from reports.rendering.files import DataFile

HERE = Path(__file__).parent


def draw_pdf(html: str, language: str, title: str, stamp: datetime, files: Iterable[DataFile]) -> tuple[bytes, int]:
    """The finished PDF and its number of pages; the same input gives the same bytes."""
    import weasyprint  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    config, local = FontConfiguration(), fetcher(FONTS, HERE)
    texts = (font_faces(), (HERE / "report.css").read_text(), head(title))
    sheets = [weasyprint.CSS(string=text, font_config=config, url_fetcher=local) for text in texts]
    page = weasyprint.HTML(string=html, base_url=HERE.as_uri() + "/", url_fetcher=local)
    attached = [
        weasyprint.Attachment(
            string=file.content,
            name=file.name,
            description=file.about,
            created=stamp,
            modified=stamp,
            relationship="Data",
        )
        for file in files
    ]
    drawn = page.write_pdf(stylesheets=sheets, font_config=config, pdf_variant="pdf/a-3a", attachments=attached)
    return finish(drawn, page.etree_element)


def head(title: str) -> str:
    """The running head. An edition on its way has no mark of its own: what is reviewed is what is published."""
    return f"@page {{ @top-left {{ content: {quoted(title)} }} }}"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
