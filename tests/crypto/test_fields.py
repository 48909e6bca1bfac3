"""An attribute that prints as dots, opens for whoever asks, and writes only what is closed."""

import copy
import pickle
import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.template import Context, Template
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from cmm.crypto.blind_index import blind_index
from cmm.crypto.cipher import Unreadable
from cmm.crypto.fields import MASK, BlindIndexField, EncryptedField, Sealed

with isolate_apps("cmm.crypto"):

    class Row(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        names = EncryptedField(purpose="identity", null=True)
        contact = EncryptedField(purpose="identity", null=True)
        number_index = BlindIndexField(of="number", null=True)
        number = ""

        class Meta:
            app_label = "crypto"

        def __str__(self):
            return str(self.id)


JSON = st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner, max_size=3))
FIELD = Row._meta.get_field("names")


def stored(row):
    """What a save writes to the database."""
    written = FIELD.get_db_prep_save(FIELD.pre_save(row, add=True), connection)
    return written and written.obj


def read_back(row, value):
    """A row as it is made of what the database holds."""
    return Row.from_db("default", ["id", "names"], [row.pk, FIELD.from_db_value(value, None, connection)])


@given(JSON.filter(lambda value: value is not None))
def test_a_value_comes_back_as_it_was(value):
    row = Row(names=value)
    assert row.names.reveal() == read_back(row, stored(row)).names.reveal() == value


def test_nothing_is_nothing():
    row = Row(names=None)
    assert (row.names, stored(row)) == (None, None)


def test_a_value_of_another_row_or_column_does_not_open():
    value, other = stored(Row(names=["Fiktiv Fiktivsen"])), Row()
    with pytest.raises(Unreadable):
        read_back(other, value).names.reveal()
    row = Row(names=["Fiktiv Fiktivsen"])
    row.contact = Sealed(stored(row))
    with pytest.raises(Unreadable):
        row.contact.reveal()


def test_raw_bytes_in_the_column_never_come_out():
    with pytest.raises(Unreadable):
        read_back(Row(), b'["Fiktiv Fiktivsen"]').names.reveal()


def test_it_prints_as_dots_everywhere():
    row = Row(names=["Fiktiv Fiktivsen"])
    shown = f"{row.names} {row.names!r} {row!r} {vars(row)}"
    page = Template("{{ row.names }}{{ row.names.reveal }}{{ row.names.content }}").render(Context({"row": row}))
    assert "Fiktiv" not in shown + page
    assert (str(row.names), repr(row.names)) == (MASK, "Secret()")


def test_it_is_kept_nowhere_but_in_its_row():
    row = Row(names=["Fiktiv Fiktivsen"])
    for keep in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not kept anywhere"):
            keep(row.names)
    with pytest.raises(TypeError, match="does not leave"):
        FIELD.value_to_string(row)


def test_what_was_read_is_written_as_it_was_read():
    row = Row(names=["Fiktiv Fiktivsen"])
    first = stored(row)
    assert stored(row) == first == stored(read_back(row, first))


def test_a_changed_value_is_closed_anew():
    row = Row(names=["Fiktiv"])
    first = stored(row)
    row.names = ["Fiktiv"]
    assert stored(row) != first


def test_names_of_nearly_one_length_are_closed_to_one_length():
    assert len(stored(Row(names=["Bo"]))) == len(stored(Row(names=["Fiktiv Fiktivsen af Ingensteds"])))


def test_a_plain_value_is_not_written_past_the_row():
    for value in (["Fiktiv"], b"raw", "Fiktiv"):
        with pytest.raises(TypeError, match="saving its row"):
            FIELD.get_db_prep_save(value, connection)


def test_a_secret_of_another_row_is_not_taken():
    with pytest.raises(TypeError, match="another row"):
        Row(names=Row(names=["Fiktiv"]).names)


def test_a_row_keeps_its_own_secret():
    row = Row(names=["Fiktiv"])
    row.names = row.names
    assert row.names.reveal() == ["Fiktiv"]


def test_nobody_searches_in_it():
    for lookup in ("names", "names__contains", "names__in", "names__startswith"):
        with pytest.raises(FieldError):
            Row.objects.filter(**{lookup: b"x"})
    assert "IS NOT NULL" in str(Row.objects.filter(names__isnull=False).query)


def test_a_row_without_a_uuid_binds_nothing():
    with pytest.raises(TypeError, match="bound to a uuid"):
        _ = Row(id=7, names=["Fiktiv"]).names


def test_the_index_follows_its_number():
    field, row = Row._meta.get_field("number_index"), Row()
    row.number = "fictional number"
    assert field.pre_save(row, add=True) == blind_index(row.number, column="crypto_row.number_index")
    assert row.number_index in field.all_of("fictional number")
    row.number = ""
    assert field.pre_save(row, add=False) is None


def test_both_fields_can_be_made_again_from_what_a_migration_writes():
    for name in ("names", "number_index"):
        field = Row._meta.get_field(name)
        _, path, args, kwargs = field.deconstruct()
        assert path == f"cmm.crypto.fields.{type(field).__name__}"
        assert type(field)(*args, **kwargs).deconstruct()[3] == kwargs
