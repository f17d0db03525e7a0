from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="eventindexpage",
            options={"verbose_name": "agenda", "verbose_name_plural": "agendas"},
        ),
        migrations.AlterModelOptions(
            name="eventtag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
        migrations.AlterModelOptions(
            name="newsindexpage",
            options={"verbose_name": "list of news", "verbose_name_plural": "lists of news"},
        ),
        migrations.AlterModelOptions(
            name="newstag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
        migrations.AlterModelOptions(
            name="publicationindexpage",
            options={"verbose_name": "list of publications", "verbose_name_plural": "lists of publications"},
        ),
        migrations.AlterModelOptions(
            name="publicationtag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
    ]
