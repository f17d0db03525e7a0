"""The notes of the lines of synonyms that came with the software were English; an editor's own note stays."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NOTES = {
    "need": "behoefte",
    "related": "verwant",
    "broader": "ruimer begrip",
    "broader, added after the development queries": "ruimer begrip",
    "brand": "merknaam",
    "product": "naam van een product",
    "citizens' word": "woord van inwoners",
    "part": "onderdeel",
    "standard": "standaard",
    "predecessor": "voorganger",
    "old name": "oude naam",
    "two meanings": "twee betekenissen",
    "translation": "vertaling",
    "role": "functie",
    "law": "wet",
    "field": "vakgebied",
}


def translate(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the shipped lines the notes that the shipped list has now."""
    lines = apps.get_model("search", "SynonymEntry").objects.using(schema_editor.connection.alias)
    for english, dutch in NOTES.items():
        lines.filter(note=english).exclude(shipped_line="").update(note=dutch)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(translate, migrations.RunPython.noop)]
