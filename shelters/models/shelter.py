from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.enums import Region
from cases.models import Code
from cmm.accounts.models import Organisation
from cmm.core.labels import Labelled
from shelters.enums import AddressClass
from shelters.querysets import ShelterQuerySet
from shelters.scoping import SHELTER_REACHES


class Shelter(Labelled, models.Model):
    """A house, centre or flat where persons can stay, run by one organisation."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="shelters", verbose_name=_("run by")
    )
    accommodation_type = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of accommodation")
    )
    region = models.CharField(_("region"), max_length=20, choices=Region, default=Region.UNKNOWN)
    address_class = models.CharField(_("address"), max_length=10, choices=AddressClass, default=AddressClass.PUBLIC)
    women_only = models.BooleanField(_("women only"), default=False)
    takes_children = models.BooleanField(_("takes children"), default=False)
    wheelchair = models.BooleanField(_("wheelchair access"), default=False)
    duty_phone = models.CharField(_("telephone of the duty"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    street = models.CharField(_("address"), max_length=200, blank=True)
    # What the house offers whoever lives there: entries of the list of services.
    services = models.ManyToManyField(Code, blank=True, related_name="+", verbose_name=_("services"))
    active = models.BooleanField(_("in use"), default=True)

    reaches = SHELTER_REACHES
    protection_path = None
    door_joins = ("organisation", "accommodation_type")
    objects = ShelterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        permissions = [
            ("stay_shelter", "Can see and change who lives there"),
            ("count_shelter", "Sees capacity and counts, and no person"),
            ("bill_shelter", "Sees figures of stays, what they cost, and what is to be invoiced"),
        ]
        constraints = [
            # A secret address stands in a table of its own, closed to the database, and nowhere else.
            models.CheckConstraint(
                name="shelters_secret_address_is_not_here",
                condition=~Q(address_class=AddressClass.SECRET) | Q(street=""),
                violation_error_code="secret",
                violation_error_message=_("The address of a secret house is not written here."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("shelters:shelter_detail", args=[self.slug])

    @property
    def is_secret(self) -> bool:
        return self.address_class == AddressClass.SECRET
