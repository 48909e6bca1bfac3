"""A picture drawn again from its points alone: no place, no camera, no thumbnail, nothing behind its end."""

import io
from typing import Any

from PIL import Image, ImageOps

from cmm.core.files.kinds import MOST_PIXELS, Kind, Refused, Why

# What each kind can hold as it is; everything else becomes red, green and blue.
MODES = {
    Kind.JPEG: {"L", "RGB"},
    Kind.PNG: {"1", "L", "LA", "I;16", "RGB", "RGBA"},
    Kind.WEBP: {"RGB", "RGBA"},
}
SAVED: dict[Kind, dict[str, Any]] = {Kind.JPEG: {"quality": 90}, Kind.PNG: {}, Kind.WEBP: {"quality": 90}}


def clean_image(kind: Kind, content: bytes) -> bytes:
    """Raises Refused, and whatever Pillow raises of what it cannot read."""
    Image.MAX_IMAGE_PIXELS = None  # ours is asked below, before anything is unpacked
    with Image.open(io.BytesIO(content), formats=[kind.value.upper()]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Refused(Why.PIXELS)
        if kind != Kind.JPEG and getattr(image, "n_frames", 1) > 1:
            raise Refused(Why.MOVING)
        drawn = bare(kind, ImageOps.exif_transpose(image))
    out = io.BytesIO()
    drawn.save(out, format=kind.value, **SAVED[kind])
    return out.getvalue()


def bare(kind: Kind, image: Image.Image) -> Image.Image:
    """The points and nothing that came with them. What a colour that stands for nothing hid becomes truly nothing."""
    if image.mode not in MODES[kind] or "transparency" in image.info:
        can_be_clear = kind != Kind.JPEG and image.has_transparency_data
        image = image.convert("RGBA" if can_be_clear else "RGB")
    points = Image.new(image.mode, image.size)
    points.paste(image)
    return points
