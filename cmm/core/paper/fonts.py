"""IBM Plex Sans as the design system ships it, and a font configuration that knows no other font."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "node_modules" / "dkfds" / "dist" / "fonts" / "IBMPlexSans" / "complete" / "ttf"
FACES = (
    ("Light", 300, "normal"),
    ("Regular", 400, "normal"),
    ("Italic", 400, "italic"),
    ("Medium", 500, "normal"),
    ("SemiBold", 600, "normal"),
)


def font_faces() -> str:
    return "".join(
        f'@font-face{{font-family:"IBM Plex Sans";font-weight:{weight};font-style:{style};'
        f'src:url("{(FONTS / f"IBMPlexSans-{name}.ttf").as_uri()}")}}'
        for name, weight, style in FACES
    )


def font_configuration(cache: Path) -> str:
    """Fontconfig that finds these fonts alone: a machine's own must not slip into a document."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{cache}</cachedir></fontconfig>"
    )
