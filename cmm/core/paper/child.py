"""The child's side of drawing: HTML and CSS as JSON on stdin, the PDF on stdout. It knows no database and no secret."""

import json
import resource
import sys
from pathlib import Path

from cmm.core.paper.fetching import fetcher
from cmm.core.paper.finishing import finish
from cmm.core.paper.fonts import FONTS, font_faces

HERE = Path(__file__).parent
CPU_SECONDS = 60


def draw(html: str, css: str) -> bytes:
    import weasyprint  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    config, local = FontConfiguration(), fetcher(FONTS)
    sheets = [weasyprint.CSS(string=text, font_config=config, url_fetcher=local) for text in (font_faces(), css)]
    page = weasyprint.HTML(string=html, base_url=HERE.as_uri() + "/", url_fetcher=local)
    drawn = page.write_pdf(stylesheets=sheets, font_config=config, pdf_variant="pdf/ua-1")
    return finish(drawn, page.etree_element)[0]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(draw(**json.load(sys.stdin)))
