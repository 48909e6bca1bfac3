from cmm.accounts.scoping import ReachQuerySet


class VenueQuerySet(ReachQuerySet):
    def active(self):
        return self.filter(active=True).order_by("name", "pk")


class RoundQuerySet(ReachQuerySet):
    """Rounds, which run until somebody ends them."""

    def running(self):
        return self.filter(ended_at__isnull=True)

    def of(self, user):
        return self.filter(worker=user)


class ContactQuerySet(ReachQuerySet):
    """Contacts, in the words of those who count them."""

    def between(self, first, last):
        """Contacts of the service days from ``first`` to ``last``, both included."""
        return self.filter(service_day__gte=first, service_day__lte=last)

    def with_own_code(self, organisation, day, own_code):
        return self.filter(organisation=organisation, service_day=day, own_code=own_code)

    def newest_first(self):
        return self.order_by("-met_at", "-pk")
