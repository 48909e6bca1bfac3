from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_what_was_sent_stands_in_the_ledger"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "permissions": [
                    ("assign_case", "Can choose the caseworker"),
                    ("merge_case", "Can merge two files that are one person's, and undo it"),
                    ("write_journal_case", "Can write in the journal"),
                    ("interview_case", "Can record interviews"),
                    ("assess_case", "Can prepare assessments"),
                    ("decide_case", "Can decide assessments"),
                    ("set_periods_case", "Can set reflection and restitution periods"),
                    ("record_ruling_case", "Can record appeals and findings of courts"),
                    ("request_place_case", "Can ask for a place"),
                    ("control_access_case", "Can see and end who has access, and raise walls"),
                ]
            },
        ),
    ]
