from django.urls import path

from shelters.views import addresses, board, inspections, placements, requests, shelters, supervision

app_name = "shelters"
urlpatterns = [
    path("shelters/", shelters.shelter_list, name="shelter_list"),
    path("shelters/board/", board.board, name="board"),
    path("shelters/tonight/", placements.tonight, name="tonight"),
    path("shelters/requests/", requests.request_list, name="request_list"),
    path("shelters/requests/new/", requests.request_start, name="request_start"),
    path("shelters/requests/<str:ref>/", requests.request_detail, name="request_detail"),
    path("shelters/stays/<str:ref>/", placements.placement_detail, name="placement_detail"),
    path("shelters/supervision/", supervision.supervision, name="supervision"),
    path("shelters/inspections/<str:ref>/", inspections.inspection_detail, name="inspection_detail"),
    path("shelters/<slug:slug>/", shelters.shelter_detail, name="shelter_detail"),
    path("shelters/<slug:slug>/address/", addresses.address_show, name="address_show"),
    path("shelters/<slug:slug>/address/edit/", addresses.address_edit, name="address_edit"),
    path("shelters/<slug:slug>/municipality/", supervision.locality_edit, name="locality_edit"),
    path("shelters/<slug:slug>/approvals/", supervision.approval_list, name="approval_list"),
    path("shelters/<slug:slug>/approvals/new/", supervision.approval_create, name="approval_create"),
    path("shelters/<slug:slug>/approvals/withdraw/", supervision.approval_withdraw, name="approval_withdraw"),
    path("shelters/<slug:slug>/inspections/new/", supervision.inspection_create, name="inspection_create"),
    path("cases/<str:ref>/placements/", requests.case_placements, name="case_placements"),
    path("cases/<str:ref>/placements/new/", requests.request_create, name="request_create"),
]
