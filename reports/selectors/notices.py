from typing import Any

from reports.models import Edition, Notice


def unseen(user: Any) -> Edition | None:
    """The newest edition ``user`` was told of and has not opened."""
    told = Notice.objects.filter(user=user, seen_at=None).order_by("-edition__published_at", "-pk")
    notice = told.select_related("edition").defer("edition__figures").first()
    return notice.edition if notice else None
