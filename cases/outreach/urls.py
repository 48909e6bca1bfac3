from django.urls import path

from cases.outreach.views import contacts, phones, quarantine, rounds, sync, venues

app_name = "outreach"

urlpatterns = [
    path("outreach/", rounds.start, name="start"),
    path("outreach/rounds/start/", rounds.round_start, name="round_start"),
    path("outreach/rounds/<slug:ref>/", rounds.round_detail, name="round_detail"),
    path("outreach/rounds/<slug:ref>/close/", rounds.round_close, name="round_close"),
    path("outreach/contacts/", contacts.contact_list, name="contact_list"),
    path("outreach/contacts/new/", contacts.contact_create, name="contact_create"),
    path("outreach/contacts/<slug:ref>/", contacts.contact_detail, name="contact_detail"),
    path("outreach/hidden/", phones.hidden, name="hidden"),
    path("outreach/logout/", phones.log_out, name="log_out"),
    path("outreach/manifest.webmanifest", phones.manifest, name="manifest"),
    path("outreach/phone/page/", phones.phone_page, name="phone_page"),
    path("outreach/phone/ready/", phones.phone_ready, name="phone_ready"),
    path("outreach/quarantine/", quarantine.quarantine, name="quarantine"),
    path("outreach/quarantine/key/", quarantine.key_change, name="key_change"),
    path("outreach/quarantine/<int:pk>/", quarantine.sealed_detail, name="sealed_detail"),
    path("outreach/quarantine/<int:pk>/leave/", quarantine.sealed_leave, name="sealed_leave"),
    path("outreach/queue/", phones.queue, name="queue"),
    path("outreach/worker.js", phones.worker, name="worker"),
    path("outreach/sync/", sync.sync, name="sync"),
    path("outreach/sync/leave/", sync.deposit, name="deposit"),
    path("outreach/venues/", venues.venue_list, name="venue_list"),
    path("outreach/venues/new/", venues.venue_create, name="venue_create"),
]
