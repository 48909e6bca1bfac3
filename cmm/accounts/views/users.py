"""User administration, each organisation for its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts import services
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.forms import AccountForm, RolesForm
from cmm.accounts.models import Organisation, User
from cmm.accounts.selectors import users_with_roles, waiting_invitation, waiting_roles
from cmm.accounts.views.invitations import show_link
from cmm.core.danish import danish
from cmm.core.errors import RuleError
from cmm.core.pages import bounded, page


@roles_required("accounts.view_user")
@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    users = bounded(users_with_roles(User.objects.allowed(request.user), words), request)
    return page(request, "accounts/user_list.html", {"users": users, "words": words})


@roles_required("accounts.add_user")
@require_http_methods(["GET", "POST"])
def user_create(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, organisations=Organisation.objects.allowed(request.user))
    if form.is_valid():
        try:
            user = services.open_account(actor=request.user, **form.cleaned_data)
        except RuleError as refused:
            form.refuse(refused)
        else:
            say_what_waits(request, user)
            return show_link(request, services.invite(actor=request.user, user=user))
    return page(request, "accounts/user_form.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_allowed_or_404(request, User, pk=pk)
    form = RolesForm(request.POST or None, organisation=user.organisation, initial={"roles": sorted(user.roles)})
    if request.method == "POST":
        answer = act_on(request, user, form)
        if answer is not None:
            return answer
    context = {
        "shown": user,
        "waiting": waiting_invitation(user),
        "invitable": services.is_invitable(user),
        "proposals": waiting_roles(user),
    }
    return page(request, "accounts/user_detail.html", context, form=form)


def act_on(request: HttpRequest, user: User, form: RolesForm) -> HttpResponse | None:
    """Do what the pressed button says; None where the form must be shown again."""
    act = request.POST.get("act", "roles")
    if act == "roles" and not form.is_valid():
        return None
    try:
        if act == "close":
            services.close_account(actor=request.user, user=user)
        elif act == "reopen":
            services.reopen_account(actor=request.user, user=user)
        else:
            services.change_roles(actor=request.user, user=user, roles=form.cleaned_data["roles"])
    except RuleError as refused:
        form.is_valid()
        form.refuse(refused)
        return None
    messages.success(request, _("Saved. It works from the user's next click."))
    say_what_waits(request, user)
    return redirect(user)


def say_what_waits(request: HttpRequest, user: User) -> None:
    names = ", ".join(proposal.get_role_display() for proposal in waiting_roles(user))
    if names:
        messages.info(request, _("Waits for another user administrator to confirm: %(roles)s.") % {"roles": names})


@login_required
@require_POST
def user_role(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """A proposed role is given by a second administrator, or turned down."""
    user = get_allowed_or_404(request, User, "change", pk=pk)
    proposal = get_object_or_404(waiting_roles(user), role=role)
    answer, told = ANSWERS[request.POST.get("act") == "give"]
    try:
        answer(actor=request.user, proposal=proposal)
        messages.success(request, told)
    except RuleError as refused:
        messages.error(request, refused.message)
    return redirect(user)


ANSWERS = {
    True: (services.give_proposed, _lazy("The role is given. It works from the user's next click.")),
    False: (services.turn_down, _lazy("The role is not given.")),
}


@roles_required("accounts.view_organisation")
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    organisations = bounded(Organisation.objects.allowed(request.user).order_by(danish("name_da"), "pk"), request, 50)
    return page(request, "accounts/organisation_list.html", {"organisations": organisations})


@login_required
@require_safe
def organisation_detail(request: HttpRequest, code: str) -> HttpResponse:
    organisation = get_allowed_or_404(request, Organisation, code=code)
    users = users_with_roles(User.objects.allowed(request.user).filter(organisation=organisation), "")
    context = {"shown": organisation, "users": bounded(users, request, 50)}
    return page(request, "accounts/organisation_detail.html", context)
