"""Names as they are typed in a hurry, against a register of everybody else: none of them is in the list of pairs."""

import pytest

from cases.matching.alike import alike
from cases.matching.ranking import Query, ranked
from tests.cases.test_names import form, read

TYPED = (
    ("Ngyuen Van Tuan", "Nguyễn Văn Tuấn"), ("Tran Van Duc", "Trần Văn Đức"), ("Huynh Thi My", "Hoàng Thị Mỹ"),
    ("Presious Omoruyi", "Precious Omoruyi"), ("Emeka Nwosu", "Chukwuemeka Nwosu"), ("Ngozi Okonkuo", "Ngozi Okonkwo"),
    ("Stefan Turcanu", "Ștefan Țurcanu"), ("Catalina Brinza", "Cătălina Brânză"), ("Joana Rapeanu", "Ioana Râpeanu"),
    ("Suphawadi Phongsak", "สุภาวดี พงษ์ศักดิ์"), ("Kanchana Wongsakun", "กาญจนา วงศ์สกุล"),
    ("Kanjana Wongsakul", "กาญจนา วงศ์สกุล"), ("Malee Boonmee", "มาลี บุญมี"),
    ("Abdelkader Benali", "عبد القادر بن علي"), ("Moustapha Kassem", "Mustafa Qasim"), ("Gamal Shawi", "Jamal Chaoui"),
    ("Maria Teresa Reyes", "Ma. Theresa Reyes"), ("Makapagal Rosalynda", "Rosalinda Macapagal"),
    ("Ekaterina Jaremtschuk", "Kateryna Yaremchuk"), ("Vladimir Zjuk", "Volodymyr Zhuk"),
    ("Евгения Щербак", "Yevheniia Shcherbak"), ("Funmi Ojo", "Olufunmilayo Ojo"), ("Georghe Kirila", "Георге Кирилэ"),
    ("Nattapol Saengdao", "ณัฐพล แสงดาว"), ("Jhon Delacruz", "John Dela Cruz"), ("Chuong Quinh", "Trương Quỳnh"),
)  # fmt: skip
TWO_PERSONS = (
    ("Nguyễn Thị Lan", "Nguyễn Thị Loan"), ("Blessing Okoro", "Blessing Okafor"), ("Faith Osagie", "Faith Osaro"),
    ("Ana Popescu", "Ana Popa"), ("Maria Ionescu", "Mariana Ionescu"), ("Somchai Jaidee", "Somsak Jaidee"),
    ("Mohamed Ali", "Mahmoud Ali"), ("Hassan Ahmed", "Hussein Ahmed"), ("Maria Santos", "Marites Santos"),
    ("Oleksandr Bondar", "Oleksandra Bondar"), ("Olena Tkachenko", "Olha Tkachenko"),
)  # fmt: skip
EVERYBODY = [(place, str(form(row["written"]))) for place, row in enumerate(read("pairs.csv"))]


@pytest.mark.parametrize(("typed", "stored"), [*TYPED, *((stored, typed) for typed, stored in TYPED)])
def test_whoever_is_meant_is_among_the_first_ten(typed, stored):
    found = ranked(Query.of(name=typed), [*EVERYBODY, ("meant", str(form(stored)))])
    assert "meant" in [hit.key for hit in found[:10]]


@pytest.mark.parametrize(("one", "other"), TWO_PERSONS)
def test_two_persons_are_not_proposed_as_one(one, other):
    assert not alike(form(one), form(other)).is_proposed


@pytest.mark.parametrize(("typed", "whole"), [("Ada", "Adaeze Prøvesen"), ("Jun", "Junior Prøvesen")])
def test_three_letters_that_a_longer_name_begins_with_find_it(typed, whole):
    register = [(place, str(form(name))) for place, name in enumerate((whole, "Mihai Opdigtsen"))]

    assert [hit.key for hit in ranked(Query.of(name=typed), register)] == [0]
