from django.urls import path

from cases.views import cases, codes, documents, ending, facts, glasses, identities, inquiries, journal, purposes

app_name = "cases"
urlpatterns = [
    path("cases/", cases.case_list, name="case_list"),
    path("cases/new/", cases.case_create, name="case_create"),
    path("cases/<str:ref>/purpose/", purposes.case_purpose, name="case_purpose"),
    path("cases/<str:ref>/assign/", cases.case_assign, name="case_assign"),
    path("cases/<str:ref>/edit/", facts.case_edit, name="case_edit"),
    path("cases/<str:ref>/close/", ending.case_close, name="case_close"),
    path("cases/<str:ref>/journal/", journal.journal, name="journal"),
    path("cases/<str:ref>/journal/new/", journal.journal_create, name="journal_create"),
    path("cases/<str:ref>/documents/", documents.document_list, name="document_list"),
    path("cases/<str:ref>/documents/new/", documents.document_create, name="document_create"),
    path("cases/<str:ref>/documents/<int:number>/", documents.document_file, name="document_file"),
    path("cases/<str:ref>/documents/<int:number>/withdraw/", documents.document_withdraw, name="document_withdraw"),
    path("cases/<str:ref>/identity/", identities.identity, name="identity"),
    path("cases/<str:ref>/identity/<slug:group>/", identities.identity_group, name="identity_group"),
    path("cases/<str:ref>/identity/<slug:group>/edit/", identities.identity_edit, name="identity_edit"),
    path("emergency-access/", glasses.glass_list, name="glass_list"),
    path("emergency-access/new/", glasses.glass_create, name="glass_create"),
    path("emergency-access/<str:ref>/", glasses.glass_detail, name="glass_detail"),
    path("emergency-access/<str:ref>/end/", glasses.glass_end, name="glass_end"),
    path("inquiries/", inquiries.inquiry_list, name="inquiry_list"),
    path("inquiries/new/", inquiries.inquiry_create, name="inquiry_create"),
    path("inquiries/<str:ref>/", inquiries.inquiry_detail, name="inquiry_detail"),
    path("referrals/", inquiries.referral_list, name="referral_list"),
    path("codes/", codes.code_list, name="code_list"),
    path("codes/new/", codes.code_create, name="code_create"),
    path("codes/<slug:code_list>/<slug:code>/", codes.code_detail, name="code_detail"),
]
