from datetime import date

import factory

from reports.coordination.models import (
    Activity,
    ActivityStatus,
    Agreement,
    Contact,
    Forum,
    StatusReport,
    StatusReportFile,
)
from tests.factories.accounts import staff


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum

    kind = "reference"
    name = factory.Sequence(lambda n: f"Referencegruppe {n}")
    region = "midtjylland"
    meets = "Hvert halve år"
    added_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    forum = factory.SubFactory(ForumFactory)
    house = "Prøveby Kommune"
    name = "Bo Prøvesen"
    task = "Faglig koordinator"
    phone = "00 00 00 00"
    confirmed_on = date(2026, 9, 1)
    confirmed_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement

    forum = factory.SubFactory(ForumFactory)
    what = "Et fast nummer til politikredsen"
    owner = "Prøvepolitiet"
    agreed_on = date(2026, 9, 1)
    due_on = date(2026, 10, 1)
    entered_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    first = 2022
    last = 2025
    area = 1
    number = factory.Sequence(lambda n: n + 1)
    title_da = "Opsøgende arbejde på klinikker"
    title_en = "Outreach in clinics"
    ministry = "social"
    series = factory.LazyFunction(lambda: ["identified", "charged"])
    added_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class StatusFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActivityStatus

    activity = factory.SubFactory(ActivityFactory)
    year = 2024
    progress = "under_way"
    text_da = "Der er besøgt 40 klinikker."
    text_en = "40 clinics were visited."
    written_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StatusReport

    first = 2022
    year = 2024
    number = factory.Sequence(lambda n: n + 1)
    told = factory.LazyFunction(lambda: {"missing": 0})
    digest = "3" * 64
    asked_by = factory.LazyFunction(lambda: staff("cmm_coordinator"))


class ReportFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StatusReportFile

    report = factory.SubFactory(ReportFactory)
    language = "da"
    size = 4
    sha256 = "3" * 64
    content = b"%PDF"
