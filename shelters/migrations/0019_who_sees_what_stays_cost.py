from django.db import migrations, models

PERMISSIONS = [
    ("stay_shelter", "Can see and change who lives there"),
    ("count_shelter", "Sees capacity and counts, and no person"),
    ("bill_shelter", "Sees figures of stays, what they cost, and what is to be invoiced"),
]


class Migration(migrations.Migration):
    """Figures of stays, their cost and the basis of invoices are an act of their own on a house; requests are found by
    the day they were sent.
    """

    dependencies = [("shelters", "0018_the_person_is_asked_how_it_was")]
    operations = [
        migrations.AlterModelOptions("shelter", {"ordering": ["name", "pk"], "permissions": PERMISSIONS}),
        migrations.AddIndex("placementrequest", models.Index(fields=["requested_at"], name="shelters_request_by_day")),
    ]
