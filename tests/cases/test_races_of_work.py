"""Tasks and referrals, two at once. Real threads, real transactions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.enums import ReferralAnswer, ReferralState
from cases.models import Task
from cases.services import answer_referral, complete_task, finish_referral, move_task, revoke_referral
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, ReferralFactory, TaskFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(db):
    return staff("cmm_caseworker", name="Jonas Friis"), staff("cmm_caseworker", name="Mette Prøve")


@pytest.fixture
def task(two):
    return TaskFactory(case=CaseFactory(caseworker=two[0]), due_on=timezone.localdate() + timedelta(days=1))


def moving(task, days):
    def act(actor):
        due_on = timezone.localdate() + timedelta(days=days)
        move_task(actor=actor, task=task, due_on=due_on, due_at=None, assignee=actor, reason="Lægen er syg.")

    return act


def test_two_who_move_one_task_at_once_move_it_once(task, two):
    told = at_once((two[0], moving(task, 2)), (two[1], moving(task, 3)))
    (new,) = Task.objects.filter(replaces=task)
    assert (sorted(told), new.due_on) == (
        [DONE, "task_ended"], timezone.localdate() + timedelta(days=2 + told.index(DONE)),
    )  # fmt: skip


def test_a_task_that_is_moved_and_done_at_once_is_one_of_them(task, two):
    told = at_once((two[0], moving(task, 2)), (two[1], lambda actor: complete_task(actor=actor, task=task)))
    task.refresh_from_db()
    moved = told[0] == DONE
    assert sorted(told) == [DONE, "task_ended"]
    assert (task.ended_as, Task.objects.count()) == (("moved", 2) if moved else ("done", 1))


def answering(referral, how):
    return lambda actor: answer_referral(
        actor=actor, referral=referral, how=how, on=timezone.localdate(), answer=str(how)
    )


def ending(verb, referral):
    return lambda actor: verb(actor=actor, referral=referral, on=timezone.localdate(), note="Fortrudt.")


def state_of(referral):
    referral.refresh_from_db()
    return referral.state


def test_two_who_answer_one_referral_at_once_answer_it_once(two):
    referral = ReferralFactory()
    answers = (ReferralAnswer.ACCEPTED, ReferralAnswer.REJECTED)
    told = at_once(*((actor, answering(referral, how)) for actor, how in zip(two, answers, strict=True)))
    state_of(referral)
    first = told.index(DONE)
    assert (sorted(told), referral.answered_by, referral.answer) == (
        ["answered", DONE], two[first], str(answers[first]),
    )  # fmt: skip


def test_a_referral_revoked_while_the_receiver_says_no_is_one_of_them(two):
    referral = ReferralFactory()
    told = at_once((two[0], answering(referral, ReferralAnswer.REJECTED)), (two[1], ending(revoke_referral, referral)))
    expected = ([DONE, "ended"], ReferralState.REJECTED), (["answered", DONE], ReferralState.REVOKED)
    assert (told, state_of(referral)) in expected


def test_a_referral_that_is_done_while_it_is_accepted_is_done_after_or_not_at_all(two):
    referral = ReferralFactory()
    told = at_once((two[0], answering(referral, ReferralAnswer.ACCEPTED)), (two[1], ending(finish_referral, referral)))
    expected = ([DONE, DONE], ReferralState.DONE), ([DONE, "not_accepted"], ReferralState.ACCEPTED)
    assert (told, state_of(referral)) in expected


def test_a_referral_ends_once(two):
    referral = ReferralFactory(
        answered_as="accepted", answered_on=timezone.localdate(), answered_by=two[0], answer="Ja."
    )
    told = at_once((two[0], ending(finish_referral, referral)), (two[1], ending(revoke_referral, referral)))
    expected = ([DONE, "ended"], ReferralState.DONE), (["not_accepted", DONE], ReferralState.REVOKED)
    assert (told, state_of(referral)) in expected
