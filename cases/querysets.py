from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.enums import CaseStatus, InquiryOutcome
from cases.rules import PURPOSE_LASTS
from cases.rules.search import SEARCH_LASTS
from cmm.accounts.scoping import ReachQuerySet


class CaseQuerySet(ReachQuerySet):
    """Cases, in the words caseworkers use of them."""

    def open(self) -> Self:
        return self.exclude(status=CaseStatus.CLOSED)

    def unassigned(self) -> Self:
        return self.open().filter(caseworker__isnull=True)

    def awaiting_decision(self) -> Self:
        return self.filter(status=CaseStatus.AWAITING_DECISION)

    def of(self, user: Any) -> Self:
        return self.filter(caseworker=user)

    def matching(self, text: str) -> Self:
        """Cases by ref or code name; names are searched elsewhere, in memory."""
        return self.filter(Q(ref__icontains=text) | Q(victim__code_name__icontains=text)) if text else self


class InquiryQuerySet(ReachQuerySet):
    def each_once(self) -> Self:
        """Each inquiry once, however many persons it was about."""
        return self.filter(whole__isnull=True)

    def open(self) -> Self:
        return self.filter(outcome=InquiryOutcome.OPEN)


class HandoverQuerySet(ReachQuerySet):
    """What organisations referred to CMM."""

    def waiting(self) -> Self:
        """Those nobody has answered, and those whose withdrawn consent nobody has read."""
        unread = Q(withdrawn_at__isnull=False, heeded_at__isnull=True)
        return self.filter(Q(answered_at__isnull=True) & Q(withdrawn_at__isnull=True) | unread)


class ChangeoverQuerySet(ReachQuerySet):
    """Cases offered to colleagues."""

    def waiting(self) -> Self:
        return self.filter(ended_at__isnull=True)


class WallQuerySet(ReachQuerySet):
    """Walls, standing or lifted."""

    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class GlassQuerySet(ReachQuerySet):
    """Emergency accesses, running or over, judged or waiting for it."""

    def running(self, now: Any = None) -> Self:
        return self.filter(ended_at__isnull=True, ends_at__gt=now or timezone.now())

    def of(self, user: Any) -> Self:
        return self.filter(user=user)

    def for_review_by(self, user: Any) -> Self:
        """What waits for the judgement of ``user``: never their own."""
        return self.allowed(user, "judge").filter(reviewed_at__isnull=True).exclude(user=user.pk)


class PurposeQuerySet(models.QuerySet[Any]):
    """What colleagues said that they open cases for."""

    def in_force(self) -> Self:
        return self.filter(stated_at__gt=timezone.now() - PURPOSE_LASTS)


class PersonSearchQuerySet(models.QuerySet[Any]):
    """Who looked for whom before a case was opened."""

    def in_force(self) -> Self:
        return self.filter(searched_at__gt=timezone.now() - SEARCH_LASTS)


class DuplicateQuerySet(models.QuerySet[Any]):
    """Persons who may be one."""

    def unsettled(self) -> Self:
        return self.filter(verdict="")


class CodeQuerySet(ReachQuerySet):
    def of(self, code_list: str) -> Self:
        return self.filter(list=code_list).order_by("position", "label_da")

    def current(self, day: date) -> Self:
        """Codes that may be chosen on ``day``; retired ones stay readable where they stand."""
        return self.filter(valid_from__lte=day).exclude(valid_to__lte=day)
