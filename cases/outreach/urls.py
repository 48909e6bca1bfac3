from django.urls import path

from cases.outreach.views import contacts, figures, hours, imports, notes, referrals, rounds, venues

app_name = "outreach"

urlpatterns = [
    path("outreach/", rounds.start, name="start"),
    path("outreach/rounds/start/", rounds.round_start, name="round_start"),
    path("outreach/rounds/<slug:ref>/", rounds.round_detail, name="round_detail"),
    path("outreach/rounds/<slug:ref>/close/", rounds.round_close, name="round_close"),
    path("outreach/contacts/", contacts.contact_list, name="contact_list"),
    path("outreach/contacts/new/", contacts.contact_create, name="contact_create"),
    path("outreach/contacts/<slug:ref>/", contacts.contact_detail, name="contact_detail"),
    path("outreach/hours/", hours.hours, name="hours"),
    path("outreach/imports/", imports.import_list, name="import_list"),
    path("outreach/imports/new/", imports.import_create, name="import_create"),
    path("outreach/imports/check/", imports.import_check, name="import_check"),
    path("outreach/imports/<slug:ref>/", imports.import_detail, name="import_detail"),
    path("outreach/referrals/new/", referrals.referral_create, name="referral_create"),
    path("outreach/referrals/<slug:ref>/", referrals.referral_detail, name="referral_detail"),
    path("outreach/referrals/<slug:ref>/withdraw/", referrals.referral_withdraw, name="referral_withdraw"),
    path("outreach/figures/", figures.figures, name="figures"),
    path("outreach/figures/tables.<str:kind>", figures.figures_file, name="figures_file"),
    path("outreach/figures/contacts.<str:kind>", figures.contacts_file, name="contacts_file"),
    path("outreach/notes/", notes.note_list, name="note_list"),
    path("outreach/notes/new/", notes.note_create, name="note_create"),
    path("outreach/notes/<slug:ref>/", notes.note_detail, name="note_detail"),
    path("outreach/notes/<slug:ref>/edit/", notes.note_edit, name="note_edit"),
    path("outreach/notes/<slug:ref>/<slug:language>.pdf", notes.note_file, name="note_file"),
    path("outreach/venues/", venues.venue_list, name="venue_list"),
    path("outreach/venues/new/", venues.venue_create, name="venue_create"),
    path("outreach/venues/<int:pk>/", venues.venue_edit, name="venue_edit"),
]
