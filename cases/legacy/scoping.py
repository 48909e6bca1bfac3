"""What ties a batch of former case sheets to a user."""

from django.db.models import Q

from cmm.accounts.scoping import Reaches

BATCH_REACHES: Reaches = {"own_organisation": lambda user: Q(organisation=user.organisation_id)}
