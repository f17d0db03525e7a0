"""What tests of the import do again and again."""

from solutions.models import SolutionPage
from solutions.publiccode.importer import import_files


def run(folder, organisation, **options):
    return list(import_files([folder], organisation, **options))


def write(folder, text):
    (folder / "meldingen" / "publiccode.yml").write_text(text, encoding="utf-8")


def latest():
    return SolutionPage.objects.get().get_latest_revision_as_object()
