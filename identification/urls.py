from django.urls import path

from identification.views import (
    assessments,
    catalogue,
    consents,
    decisions,
    events,
    interviews,
    observations,
    opinions,
    support,
    writing,
)

app_name = "identification"
urlpatterns = [
    path("cases/<str:ref>/assessments/", assessments.assessment_list, name="assessment_list"),
    path("cases/<str:ref>/interviews/new/", interviews.interview_create, name="interview_create"),
    path("cases/<str:ref>/assessments/new/", writing.assessment_create, name="assessment_create"),
    path("cases/<str:ref>/assessments/<int:number>/", assessments.assessment_detail, name="assessment_detail"),
    path("cases/<str:ref>/assessments/<int:number>/edit/", writing.assessment_edit, name="assessment_edit"),
    path("cases/<str:ref>/assessments/<int:number>/recommendation/", writing.assessment_judge, name="assessment_judge"),
    path(
        "cases/<str:ref>/assessments/<int:number>/support/<slug:claim>/<int:observation>/remove/",
        support.support_remove,
        name="support_remove",
    ),
    path("cases/<str:ref>/observations/", observations.observation_list, name="observation_list"),
    path("cases/<str:ref>/observations/new/", observations.observation_create, name="observation_create"),
    path("cases/<str:ref>/observations/in/<slug:section>/", observations.observation_ask, name="observation_ask"),
    path("cases/<str:ref>/observations/<int:number>/", observations.observation_edit, name="observation_edit"),
    path(
        "cases/<str:ref>/observations/<int:number>/withdraw/",
        observations.observation_withdraw,
        name="observation_withdraw",
    ),
    path("cases/<str:ref>/assessments/<int:number>/submit/", assessments.assessment_submit, name="assessment_submit"),
    path("cases/<str:ref>/assessments/<int:number>/decide/", decisions.assessment_decide, name="assessment_decide"),
    path("cases/<str:ref>/assessments/<int:number>/return/", decisions.assessment_return, name="assessment_return"),
    path("cases/<str:ref>/events/", events.event_list, name="event_list"),
    path("cases/<str:ref>/events/new/", events.event_create, name="event_create"),
    path("cases/<str:ref>/events/<int:number>/", events.event_edit, name="event_edit"),
    path("cases/<str:ref>/events/<int:number>/withdraw/", events.event_withdraw, name="event_withdraw"),
    path("cases/<str:ref>/assessments/<int:number>/opinion/", opinions.opinion_create, name="opinion_create"),
    path("cases/<str:ref>/consents/<slug:topic>/withdraw/", consents.consent_withdraw, name="consent_withdraw"),
    path("indicators/", catalogue.indicator_list, name="indicator_list"),
    path("indicators/new/", catalogue.indicator_create, name="indicator_create"),
    path("indicators/<slug:code>/", catalogue.indicator_detail, name="indicator_detail"),
    path("indicators/<slug:code>/retire/", catalogue.indicator_retire, name="indicator_retire"),
    path("decisions/", decisions.decision_list, name="decision_list"),
]
