"""Who is there: the organisations of the Danish system, their people, and the houses they run."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.crypto import get_random_string

from cases.enums import CodeList
from cases.models import Code
from cmm.accounts.enums import Role
from cmm.accounts.models import Organisation, User
from cmm.accounts.services import found_organisation, give_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.demo.reading import table
from shelters.enums import AddressClass, UnitKind
from shelters.models import Shelter, Unit
from shelters.services import add_unit, open_shelter, write_address
from shelters.services.houses import House
from shelters.services.units import Room

# What houses offer, by how their kind begins.
OFFERS = defaultdict(
    lambda: ["contact_person", "health", "interpreter"],
    red=["contact_person", "health", "psychologist", "legal", "education", "security"],
    cri=["contact_person", "psychologist", "legal"],
)
# What a place is, by a word in its name; the first that fits.
PLACES = {
    "famil": (UnitKind.FAMILY_ROOM, 4),
    "Lejlighed": (UnitKind.FLAT, 3),
    "Værelse": (UnitKind.ROOM, 1),
    "Plads": (UnitKind.BED, 1),
}


def demo_email(role: str) -> str:
    return f"{role}@demo.test"


def is_loaded() -> bool:
    return User.objects.filter(email=demo_email(Role.USER_ADMINISTRATOR)).exists()


@dataclass
class Cast:
    """Everybody and everything the courses need, looked up once."""

    organisations: dict[str, Organisation]
    users: dict[str, list[User]]
    shelters: list[Shelter]
    units: dict[int, list[Unit]]
    codes: dict[tuple[str, str], Code]
    password: str

    @property
    def people(self) -> set[User]:
        return {user for users in self.users.values() for user in users}

    def code(self, code_list: str, code: str) -> Code:
        return self.codes[code_list, code]

    def everyone(self, role: str, organisation: str = "") -> list[User]:
        """The people with a role, the demonstration's own login first."""
        return [user for user in self.users[role] if not organisation or user.organisation.code == organisation]

    def demo(self, role: str) -> User:
        return next(user for user in self.users[role] if user.email == demo_email(role))


def assemble() -> Cast:
    """Found the organisations, open the accounts and the houses."""
    organisations = {row["code"]: found(row) for row in table("organisations")}
    password = settings.CMM_DEMO_PASSWORD or get_random_string(14)
    users = open_accounts(organisations, password)
    shelters = [furnish(row, organisations, users) for row in table("shelters")]
    units: dict[int, list[Unit]] = {}
    for unit in Unit.objects.order_by("shelter", "position"):
        units.setdefault(unit.shelter_id, []).append(unit)
    codes = {(code.list, code.code): code for code in Code.objects.all()}
    return Cast(organisations, users, shelters, units, codes, password)


def found(row: dict[str, str]) -> Organisation:
    return found_organisation(
        code=row["code"],
        name_da=row["name_da"],
        name_en=row["name_en"],
        kind=row["kind"],
        capabilities=row["capabilities"].split(),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )


def open_accounts(organisations: dict[str, Organisation], password: str) -> dict[str, list[User]]:
    """The logins of the demonstration, and colleagues whom nobody can log in as."""
    hashed = make_password(password)
    administrator = None
    users: dict[str, list[User]] = {role: [] for role in Role.values}
    people = [*sorted(table("logins"), key=lambda row: row["role"] != Role.USER_ADMINISTRATOR), *table("colleagues")]
    number = count(1)
    for row in people:
        is_login = "role" in row
        email = demo_email(row["role"]) if is_login else f"kollega{next(number):02}@demo.test"
        user = User(email=email, name=row["name"], organisation=organisations[row["organisation"]])
        user.password = hashed if is_login else make_password(None)
        user.full_clean()
        user.save()
        administrator = administrator or user
        record(administrator, AuditAction.USER_CREATED, user, organisation=user.organisation.code)
        for role in (row["role"] if is_login else row["roles"]).split():
            give_role(administrator, user, role)
            users[role].append(user)
    return users


def furnish(row: dict[str, str], organisations: dict[str, Organisation], users: dict[str, list[User]]) -> Shelter:
    """A house with its places, and its address: in the open, or written by the house itself."""
    coordinator, is_secret = users["cmm_coordinator"][0], row["address"] == AddressClass.SECRET
    street = f"Fiktivvej {len(row['name'])}, 9999 Ingensted"
    house = House(
        name=row["name"],
        accommodation_type=Code.objects.get(list=CodeList.ACCOMMODATION_TYPE, code=row["type"]),
        region=row["region"],
        address_class=row["address"],
        street="" if is_secret else street,
        women_only=row["women_only"] == "1",
        takes_children=row["children"] == "1",
        wheelchair=row["wheelchair"] == "1",
        duty_phone=row["phone"],
        email=f"{row['organisation']}@demo.test",
        services=Code.objects.filter(list=CodeList.SERVICE_TYPE, code__in=OFFERS[row["type"][:3]]),
    )
    shelter = open_shelter(actor=coordinator, organisation=organisations[row["organisation"]], house=house)
    if is_secret:
        manager = next(user for user in users["shelter_manager"] if user.organisation_id == shelter.organisation_id)
        write_address(actor=manager, shelter=shelter, address=street)
    for place, name in enumerate(row["units"].split("|"), start=1):
        kind, beds = next(what for word, what in PLACES.items() if word in name)
        add_unit(actor=coordinator, shelter=shelter, room=Room(name, kind, beds, position=10 * place))
    return shelter
