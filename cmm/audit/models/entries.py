from django.db import models

from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.models.rows import LogRow


class AuditEntry(LogRow):
    """One act: who, what, on which row, why and when. No names, no free text."""

    action = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_ref = models.CharField(max_length=40, blank=True)
    case_ref = models.CharField(max_length=24, blank=True)
    purpose = models.CharField(max_length=24, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["case_ref", "-at"], name="audit_by_case", condition=~models.Q(case_ref="")),
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
            models.Index(fields=["action", "-at"], name="audit_by_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_ref or self.target_id}"

    @property
    def action_label(self):
        return AuditAction(self.action).label if self.action in AuditAction.values else self.action


class SecurityEvent(LogRow):
    """A log-in or a refusal, written so that it stays when the request is rolled back."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="audit_events_newest_first")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def kind_label(self):
        return EventKind(self.kind).label if self.kind in EventKind.values else self.kind
