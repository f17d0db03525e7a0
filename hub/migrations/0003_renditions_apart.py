"""Renditions move to a storage of their own, under names that cannot be guessed; old ones are made again on demand."""

from django.apps.registry import Apps
from django.core.files.storage import FileSystemStorage
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remove_renditions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the old renditions with their files; a file that is gone is no error."""
    storage = FileSystemStorage()
    renditions = apps.get_model("hub", "HubRendition").objects.using(schema_editor.connection.alias)
    for name in renditions.values_list("file", flat=True):
        storage.delete(name)
    renditions.all().delete()


class Migration(migrations.Migration):
    dependencies = [("hub", "0002_initial")]

    operations = [migrations.RunPython(remove_renditions, migrations.RunPython.noop)]
