from django.urls import path

from cases.outreach.views import contacts, rounds, venues

app_name = "outreach"

urlpatterns = [
    path("", rounds.start, name="start"),
    path("rounds/start/", rounds.round_start, name="round_start"),
    path("rounds/<slug:ref>/", rounds.round_detail, name="round_detail"),
    path("rounds/<slug:ref>/close/", rounds.round_close, name="round_close"),
    path("contacts/", contacts.contact_list, name="contact_list"),
    path("contacts/new/", contacts.contact_create, name="contact_create"),
    path("contacts/<slug:ref>/", contacts.contact_detail, name="contact_detail"),
    path("venues/", venues.venue_list, name="venue_list"),
    path("venues/new/", venues.venue_create, name="venue_create"),
]
