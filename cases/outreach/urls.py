from django.urls import path

from cases.outreach.views import contacts, rounds, sync, venues

app_name = "outreach"

urlpatterns = [
    path("outreach/", rounds.start, name="start"),
    path("outreach/rounds/start/", rounds.round_start, name="round_start"),
    path("outreach/rounds/<slug:ref>/", rounds.round_detail, name="round_detail"),
    path("outreach/rounds/<slug:ref>/close/", rounds.round_close, name="round_close"),
    path("outreach/contacts/", contacts.contact_list, name="contact_list"),
    path("outreach/contacts/new/", contacts.contact_create, name="contact_create"),
    path("outreach/contacts/<slug:ref>/", contacts.contact_detail, name="contact_detail"),
    path("outreach/sync/", sync.sync, name="sync"),
    path("outreach/sync/leave/", sync.deposit, name="deposit"),
    path("outreach/venues/", venues.venue_list, name="venue_list"),
    path("outreach/venues/new/", venues.venue_create, name="venue_create"),
]
