from django.urls import path

from shelters.views import addresses, board, figures, houses, payments, placements, requests, shelters

app_name = "shelters"
urlpatterns = [
    path("shelters/", shelters.shelter_list, name="shelter_list"),
    path("shelters/new/", houses.shelter_create, name="shelter_create"),
    path("shelters/board/", board.board, name="board"),
    path("shelters/payers/", payments.payer_rule_list, name="payer_rule_list"),
    path("shelters/payers/new/", payments.payer_rule_create, name="payer_rule_create"),
    path("shelters/payers/<int:pk>/", payments.payer_rule_edit, name="payer_rule_edit"),
    path("shelters/figures/", figures.figures, name="figures"),
    path("shelters/invoices/", figures.invoice_list, name="invoice_list"),
    path("shelters/invoices/file/", figures.invoice_file, name="invoice_file"),
    path("shelters/tonight/", placements.tonight, name="tonight"),
    path("shelters/requests/", requests.request_list, name="request_list"),
    path("shelters/requests/new/", requests.request_start, name="request_start"),
    path("shelters/requests/<str:ref>/", requests.request_detail, name="request_detail"),
    path("shelters/stays/<str:ref>/", placements.placement_detail, name="placement_detail"),
    path("shelters/<slug:slug>/", shelters.shelter_detail, name="shelter_detail"),
    path("shelters/<slug:slug>/edit/", houses.shelter_edit, name="shelter_edit"),
    path("shelters/<slug:slug>/places/new/", houses.unit_create, name="unit_create"),
    path("shelters/<slug:slug>/places/<int:pk>/", houses.unit_edit, name="unit_edit"),
    path("shelters/<slug:slug>/rates/new/", payments.rate_create, name="rate_create"),
    path("shelters/<slug:slug>/address/", addresses.address_show, name="address_show"),
    path("shelters/<slug:slug>/address/edit/", addresses.address_edit, name="address_edit"),
    path("cases/<str:ref>/placements/", requests.case_placements, name="case_placements"),
    path("cases/<str:ref>/placements/new/", requests.request_create, name="request_create"),
]
