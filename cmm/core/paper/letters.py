"""What every letter to a person looks like, and what stands at the edges of its later pages."""

from pathlib import Path

CSS = Path(__file__).with_name("letter.css")


def letter_css(*, head: str, page: str) -> str:
    """The style of a letter with ``head`` over each page but the first, and ``page`` before the number of each."""
    head, page = (words.replace("\\", "").replace('"', "”") for words in (head, page))
    running = f'@page {{ @top-left {{ content: "{head}" }} @bottom-right {{ content: "{page} " counter(page) }} }}'
    return CSS.read_text() + running
