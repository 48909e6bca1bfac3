from django.urls import path

from identification.views import assessments, decisions, interviews, letters, writing

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
    path("cases/<str:ref>/letters/new/<str:language>/", letters.letter_create, name="letter_create"),
    path("cases/<str:ref>/letters/<int:number>/", letters.letter_detail, name="letter_detail"),
    path("cases/<str:ref>/letters/<int:number>/pdf/", letters.letter_file, name="letter_file"),
    path("decisions/", decisions.decision_list, name="decision_list"),
]
