import pytest
from tests.reports.disclosure.test_release_verbs import published  # noqa
from django.test import Client
from reports.services import release_table, set_threshold
pytestmark = pytest.mark.django_db
def test_pages(published, statistician, people):
    t = release_table(actor=statistician, year=2024, down="citizenship", across="form")
    set_threshold(actor=people["cmm_coordinator"], value=6, reason="Aftalt med ministeriet i oktober, indtil der er flere år")
    c = Client(); c.force_login(statistician)
    for n,u in (("list","/reports/tables/"),("detail",t.get_absolute_url()),("edition","/reports/2024/?edition=1")):
        r=c.get(u); print(n,r.status_code); open(f"/tmp/w/shot-{n}.html","wb").write(r.content)
    r=c.post("/reports/tables/",{"year":"2024","down":"sex","across":"sex"}); print(r.status_code); open("/tmp/w/shot-refused.html","wb").write(r.content)
    c.force_login(people["cmm_coordinator"]); r=c.get("/reports/threshold/"); print(r.status_code); open("/tmp/w/shot-threshold.html","wb").write(r.content)
