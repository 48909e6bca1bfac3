"""Danish order on any PostgreSQL build: æ, ø and å last, aa as å, capitals as small letters."""

from django.db.models import F, Func, TextField


class DanishOrder(Func):
    """A sort key for a text column; the function is made by a migration of this app."""

    function = "core_danish"
    output_field = TextField(db_collation="C")


def danish(field: str) -> DanishOrder:
    return DanishOrder(F(field))
