"""A paper of a case, kept with it, and what is read in it."""

from django.utils import timezone

from cases.models import Case
from cases.services import add_document
from cmm.core.paper.drawing import draw
from identification.enums import ObservationSource
from identification.services import NewObservation, record_observations

TITLE = "Politiets rapport fra kontrolbesøget"
READ = "Under sengen lå en æske med tre pas, som ikke tilhørte de to, der sagde, de boede der alene."
PAPER = f"""<!doctype html><html lang="da"><head><title>{TITLE}</title></head><body>
<h1>{TITLE}</h1><p>Opdigtet. Ingen i denne rapport findes.</p><p>{READ}</p></body></html>"""


def keep_paper(case: Case) -> None:
    """The police's report, and what the caseworker read on its only page."""
    worker = case.caseworker
    document = add_document(actor=worker, case=case, title=TITLE, content=draw(PAPER, "@page { size: A4 }"))
    observation = NewObservation(
        answer="yes",
        evidence=READ,
        source=ObservationSource.DOCUMENT,
        observed_on=timezone.localdate(),
        document_number=document.number,
        document_place="side 1",
        observed_by="patruljen",
    )
    record_observations(actor=worker, case=case, new=[observation])
