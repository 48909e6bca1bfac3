from django.urls import path

from identification.views import assessments, calendars, decisions, interviews, periods, rules, writing

app_name = "identification"
urlpatterns = [
    path("cases/<str:ref>/assessments/", assessments.assessment_list, name="assessment_list"),
    path("cases/<str:ref>/interviews/new/", interviews.interview_create, name="interview_create"),
    path("cases/<str:ref>/assessments/new/", writing.assessment_create, name="assessment_create"),
    path("cases/<str:ref>/assessments/<int:number>/", assessments.assessment_detail, name="assessment_detail"),
    path("cases/<str:ref>/assessments/<int:number>/edit/", writing.assessment_edit, name="assessment_edit"),
    path("cases/<str:ref>/assessments/<int:number>/submit/", assessments.assessment_submit, name="assessment_submit"),
    path("cases/<str:ref>/assessments/<int:number>/decide/", decisions.assessment_decide, name="assessment_decide"),
    path("cases/<str:ref>/assessments/<int:number>/return/", decisions.assessment_return, name="assessment_return"),
    path("cases/<str:ref>/periods/", periods.period_list, name="period_list"),
    path("cases/<str:ref>/periods/new/", periods.period_create, name="period_create"),
    path("cases/<str:ref>/periods/<int:number>/extend/", periods.period_extend, name="period_extend"),
    path("cases/<str:ref>/periods/<int:number>/<slug:act>/", periods.period_act, name="period_act"),
    path("cases/<str:ref>/periods/<int:number>/events/<int:event>/", periods.period_correct, name="period_correct"),
    path("periods/rules/", rules.period_rule_list, name="period_rule_list"),
    path("periods/rules/new/", rules.period_rule_create, name="period_rule_create"),
    path("periods/rules/<int:pk>/", rules.period_rule_edit, name="period_rule_edit"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<slug:key>.ics", calendars.feed, name="calendar_feed"),
    path("decisions/", decisions.decision_list, name="decision_list"),
]
