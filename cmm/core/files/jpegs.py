"""A JPEG without what cameras write beside the picture, every point as it was."""

START_OF_SCAN = 0xDA
# The form of the file itself, and Adobe's note of how the colours are written: without them it looks different.
KEPT = (0xE0, 0xEE)
DATA = (*range(0xE0, 0xF0), 0xFE)


def without_data(content: bytes) -> bytes:
    """Raises ValueError where the content is not built as a JPEG."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG")
    kept, place = [content[:2]], 2
    while True:
        while content[place : place + 2] == b"\xff\xff":
            place += 1
        if len(content) < place + 4 or content[place] != 0xFF:
            raise ValueError("a JPEG that breaks off")
        mark, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if mark == START_OF_SCAN:
            return b"".join([*kept, content[place:]])
        if mark not in DATA or mark in KEPT:
            kept.append(content[place : place + 2 + length])
        place += 2 + length
