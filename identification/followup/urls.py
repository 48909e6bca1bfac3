from django.urls import path

from identification.followup.views import claims, courses, criminal, returning, sharing, support, withdrawing

app_name = "followup"
CASE = "cases/<str:ref>/follow-up/"
urlpatterns = [
    path(CASE, courses.case_followup, name="case_followup"),
    path(f"{CASE}support/new/", support.support_create, name="support_create"),
    path(f"{CASE}support/<int:number>/", support.support_change, name="support_change"),
    path(f"{CASE}return/", returning.return_plan, name="return_plan"),
    path(f"{CASE}return/new/", returning.return_event_create, name="return_event_create"),
    path(f"{CASE}criminal/new/", criminal.criminal_create, name="criminal_create"),
    path(f"{CASE}criminal/<int:proceeding>/new/", criminal.criminal_create, name="criminal_step_create"),
    path(f"{CASE}claims/new/", claims.claim_create, name="claim_create"),
    path(f"{CASE}claims/<int:number>/decide/", claims.claim_decide, name="claim_decide"),
    path(f"{CASE}<slug:kind>/<int:number>/withdraw/", withdrawing.row_withdraw, name="row_withdraw"),
    path("cases/<str:ref>/share/", sharing.share_create, name="share_create"),
    path("shared/", sharing.shared_list, name="shared_list"),
    path("shared/<uuid:pk>/", sharing.shared_detail, name="shared_detail"),
]
