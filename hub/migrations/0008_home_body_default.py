"""Gives front pages of before the blocks that a new one starts with, in their drafts too."""

import json

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hub.home_blocks import default_body


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The live page and every revision that has no blocks: an editor who opens an old draft must not lose them."""
    HomePage = apps.get_model("hub", "HomePage")
    Revision = apps.get_model("wagtailcore", "Revision")
    body = default_body()
    for home in HomePage.objects.all():
        HomePage.objects.filter(pk=home.pk).update(body=body)
        for revision in Revision.objects.filter(
            object_id=str(home.pk), content_type__app_label="hub", content_type__model="homepage"
        ).iterator():
            revision.content["body"] = json.dumps(body)
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0007_home_body"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
