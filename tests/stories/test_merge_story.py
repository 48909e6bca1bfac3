"""Two files of one person: judged, compared, merged, and parted again."""

import os

import pytest

from cases.merging.models import Merge
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, DuplicateFactory
from tests.factories.identities import IdentityFactory
from tests.merging.files import full_file

pytestmark = pytest.mark.browser


def look(visitor, name):
    """A picture for whoever changes the page, where they ask for one."""
    if folder := os.environ.get("CMM_PICTURES"):
        visitor.page.screenshot(path=f"{folder}/{name}-{visitor.page.viewport_size['width']}.png", full_page=True)


def test_a_coordinator_merges_two_files_and_undoes_it(visitor):
    worker = staff("cmm_caseworker")
    case = CaseFactory(victim__code_name="Solsikke", victim__sex="unknown", caseworker=worker)
    IdentityFactory(case=case, victim=case.victim, names={"given_names": "Phiktiva"})
    husk = full_file(victim__code_name="Havtorn", victim__sex="female", protection="restricted", caseworker=worker)
    DuplicateFactory(cases=(case, husk))

    judge = visitor("cmm_coordinator").visit("/cases/duplicates/")
    judge.follow(judge.page.get_by_role("link", name="Tag stilling").first)
    judge.page.get_by_label("Samme person", exact=True).check()
    judge.page.get_by_label("Hvad viser det?").fill("Samme ar.")
    judge.press("Gem vurderingen").sees("Læg to sager sammen").is_clean()
    look(judge, "merge-hidden")
    judge.press("Vis, hvad de siger").sees("Phiktiva").is_clean()
    judge.page.get_by_label("Fiktiva (Havtorn)").check()
    look(judge, "merge-shown")
    judge.press("Læg de to sager sammen").sees("Udfyld feltet").is_clean()
    judge.page.get_by_label("Hvad viser, at det er samme person?").fill("Samme ar og samme søster.")
    judge.press("Læg de to sager sammen").sees("Havtorn er lagt ind i Solsikke").is_clean()
    look(judge, "merge-done")
    judge.visit(husk.get_absolute_url()).sees("Sagen er lagt ind i en anden").is_clean()
    look(judge, "merge-husk")
    judge.visit(case.get_absolute_url()).sees("Kvinde").sees("har ligget i denne sag").is_clean()
    look(judge, "merge-survivor")
    judge.follow(judge.page.get_by_role("link", name="Se sammenlægningen").first)
    judge.page.get_by_label("Hvad viser, at det alligevel er to personer?").fill("Søsteren er en anden.")
    judge.press("Fortryd sammenlægningen").sees("er igen to sager").is_clean()
    look(judge, "merge-undone")
    case.victim.refresh_from_db()
    assert (Merge.objects.get().stands, case.victim.sex) == (False, "unknown")
