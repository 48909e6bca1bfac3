from cases.enums import CodeList
from cases.models import Code
from cases.selectors import codes


def test_every_list_has_entries_from_the_first_day(db):
    assert set(Code.objects.values_list("list", flat=True)) == set(CodeList.values)


def test_codes_come_in_the_coordinators_order_with_danish_letters_intact(db):
    assert [str(code) for code in codes(CodeList.REFERRAL_CHANNEL)] == [
        "Hotline", "Sikker mail", "Fremmøde", "Fælles aktion", "Opsøgende arbejde", "Brev",
    ]  # fmt: skip
