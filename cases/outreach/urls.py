from django.urls import path

from cases.outreach.views import activities, contacts, corrections, hours, incidents, rounds, venues

app_name = "outreach"

urlpatterns = [
    path("outreach/", rounds.start, name="start"),
    path("outreach/rounds/start/", rounds.round_start, name="round_start"),
    path("outreach/rounds/<slug:ref>/", rounds.round_detail, name="round_detail"),
    path("outreach/rounds/<slug:ref>/company/", rounds.round_company, name="round_company"),
    path("outreach/rounds/<slug:ref>/close/", rounds.round_close, name="round_close"),
    path("outreach/contacts/", contacts.contact_list, name="contact_list"),
    path("outreach/contacts/new/", contacts.contact_create, name="contact_create"),
    path("outreach/contacts/<slug:ref>/", contacts.contact_detail, name="contact_detail"),
    path("outreach/contacts/<slug:ref>/correct/", corrections.contact_correct, name="contact_correct"),
    path("outreach/contacts/<slug:ref>/version/", corrections.version_choose, name="version_choose"),
    path("outreach/hours/", hours.hours, name="hours"),
    path("outreach/events/", incidents.incident_list, name="incident_list"),
    path("outreach/events/new/", incidents.incident_create, name="incident_create"),
    path("outreach/events/<int:pk>/strike/", incidents.incident_strike, name="incident_strike"),
    path("outreach/courses/", activities.activity_list, name="activity_list"),
    path("outreach/courses/new/", activities.activity_create, name="activity_create"),
    path("outreach/courses/<int:pk>/", activities.activity_correct, name="activity_correct"),
    path("outreach/venues/", venues.venue_list, name="venue_list"),
    path("outreach/venues/new/", venues.venue_create, name="venue_create"),
]
