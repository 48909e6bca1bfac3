"""The same question asked of Python and of PostgreSQL: which rows may this person see, and which change?"""

from django.apps import apps
from django.db import connection, transaction

from cmm.accounts.policies.predicates import acts
from cmm.accounts.scoping import noun_of
from cmm.core.context import Context, acting
from cmm.core.privileges import APPEND_ONLY

# Nouns whose rows the policy table ties to people; Victim follows its cases.
NOUNS = [model for model in apps.get_models() if getattr(model, "closed", False) and hasattr(model.objects, "allowed")]


def by_python(user, model, *, changing):
    """The ids ``allowed`` opens for any act of the kind, asked as the system, which sees every row."""
    actions = getattr(model, "seen_under", None) or acts(noun_of(model), reading=True)
    if changing:
        actions = getattr(model, "changed_under", None) or acts(noun_of(model), reading=False)
    found, person = set(), fresh(user)
    for action in actions:
        found |= set(model.objects.allowed(person, action).values_list("pk", flat=True))
    return found


def by_database(user, model, *, changing=False):
    """The ids a bare SELECT gives in the person's own context; ``changing`` locks them, which takes that right."""
    table = model._meta.db_table
    with acting(Context(user.pk)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {model._meta.pk.column} FROM {table}" + (" FOR UPDATE" if changing else ""))
        return {pk for (pk,) in cursor.fetchall()}


def may_change(model):
    """Rows of tables that only grow are never changed, by anybody."""
    return model._meta.db_table not in APPEND_ONLY


def fresh(user):
    """The person as the next request will know them."""
    return type(user).objects.select_related("organisation").get(pk=user.pk)


def counted_by(context, table):
    """How many rows of a table somebody sees."""
    with acting(context), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def rolled_back(work):
    """What ``work`` gives, and nothing of what it did."""
    with transaction.atomic():
        found = work()
        transaction.set_rollback(True)
    return found
