"""HTML to one file that is PDF/A-3a with the data attached and, once finished, PDF/UA-1 as well."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from cmm.core.paper.fetching import fetcher
from cmm.core.paper.finishing import finish
from cmm.core.paper.fonts import FONTS, font_faces
from reports.rendering.files import DataFile

HERE = Path(__file__).parent
DRAFT = "@bottom-left { content: %s }"


def draw_pdf(
    html: str, language: str, title: str, stamp: datetime, files: Iterable[DataFile], *, draft: bool
) -> tuple[bytes, int]:
    """The finished PDF and its number of pages; the same input gives the same bytes."""
    import weasyprint  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    config, local = FontConfiguration(), fetcher(FONTS, HERE)
    texts = (font_faces(), (HERE / "report.css").read_text(), heads(language, title, draft=draft))
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


def heads(language: str, title: str, *, draft: bool) -> str:
    """The running head, and on every page of a draft that it is one."""
    with override(language):
        mark = DRAFT % quoted(_("Draft – not for publication")) if draft else ""
    return f"@page {{ @top-left {{ content: {quoted(title)} }} {mark} }}"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
