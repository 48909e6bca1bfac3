"""What a reader is asked about what they have opened: their own questions, and nobody else's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.core.pages import bounded, page
from cmm.oversight.unusual.forms import AddForm, AnswerForm
from cmm.oversight.unusual.selectors import entries as kept
from cmm.oversight.unusual.services import add_words, answer


@login_required
@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    return page(request, "unusual/question_list.html", {"shown": bounded(kept.own_questions(request.user), request)})


@login_required
@require_http_methods(["GET", "POST"])
def question_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """First the answer; once it stands, further words."""
    entry = kept.own_question(request.user, pk)
    if entry is None:
        raise Http404
    said = kept.own_sayings(request.user, entry)
    form, verb = (AddForm, add_words) if said else (AnswerForm, answer)
    filled = form(request.POST or None)
    if filled.is_valid():
        with filled.refusing():
            verb(actor=request.user, entry=entry, **filled.cleaned_data)
            messages.success(request, _("Your answer is kept with the log."))
            return redirect("unusual:question_list")
    context = {"entry": entry, "days": kept.days_read(entry), "said": kept.with_names(said)}
    return page(request, "unusual/question_detail.html", context, form=filled)
