"""Every CSV and XLSX file of the admin: what one municipality typed runs as a formula on no computer of another."""

import csv
import io
import re

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query

from hub.models import HubDocument, Tag, User
from organisations.models import Organisation
from search.query_log.models import AskedQuestion
from tests.functional.rights.test_posted_ids import solution_form
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
RUN = re.compile(r"\s*[=+\-@\t\r]")
PLANTED = ('=HYPERLINK("http://evil.example","klik")', "+31 6", "-1+1", "@SUM(1)", "\t=1", "\r=1", "x;=1+1")


def export_addresses(patterns=None, before="/"):
    """Every address of the admin whose view gives files, without those that need a number."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from export_addresses(one.url_patterns, before + str(one.pattern))
        elif issubclass(view_class(one.callback) or object, SpreadsheetExportMixin) and "<" not in str(one.pattern):
            yield before + str(one.pattern)


def view_class(view):
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return getattr(view, "view_class", None)


def cells_of(response, kind):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@shared_fixture
def boss(municipalities):
    """A superuser on a site where formulas stand wherever somebody can type."""
    delft = municipalities["delft"]
    for number, formula in enumerate(PLANTED):
        page = delft.live if number == 0 else delft.live.copy(update_attrs={"slug": f"kopie-{number}"})
        page.title = page.draft_title = formula
        page.save(log_action="wagtail.edit")
        page.save_revision(log_action=True).publish()
        Tag.objects.create(name=re.sub('[,"]', ";", f"{formula}{number}"))
        Redirect.objects.create(old_path=f"/oud-{number}", redirect_link=formula)
        for total in (0, 3):
            AskedQuestion.objects.create(text=formula, total=total, asked_at=timezone.now())
        Query.get(formula.strip() or "leeg").add_hit()
        HubDocument.objects.create(title=formula, file=ContentFile(b"x", "x.txt"))
        User.objects.create_user(f"{formula.strip()}{number}", f"{number}@evil.example", first_name=formula[:20])
    Organisation.objects.filter(pk=delft.organisation.pk).update(name=PLANTED[0])
    delft.live.locked = True
    delft.live.locked_by = User.objects.order_by("pk").last()
    delft.live.save()
    return User.objects.create_superuser("=baas()", "baas@example.org", "een lang wachtwoord")


ADDRESSES = sorted(set(export_addresses()))


@pytest.mark.usefixtures("wagtail_index")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_export_of_the_admin_holds_a_formula(client, site, boss, address, kind):
    client.force_login(boss)
    response = client.get(address, {"export": kind})
    assert response.status_code == 200
    cells = cells_of(response, kind)
    if kind == "csv":  # a Dutch spreadsheet begins a cell after a semicolon, too
        cells = [part for cell in cells for part in cell.split(";")]
    assert [cell for cell in cells if RUN.match(cell) and not re.fullmatch(r"-?\d+", cell)] == []


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/reports/site-history/",
        "/beheer/reports/aging-pages/",
        "/beheer/reports/locked/",
        "/beheer/redirects/",
        "/beheer/searchpicks/reports/search-terms/",
        "/beheer/zoeken/vragen/zonder-resultaten/",
    ],
)
def test_what_was_typed_is_there_behind_its_guard(client, site, boss, address):
    client.force_login(boss)
    assert [cell for cell in cells_of(client.get(address, {"export": "csv"}), "csv") if RUN.match(cell.lstrip("'"))]


def test_every_kind_of_export_was_found():
    assert len(ADDRESSES) > 50
    assert "/beheer/reports/workflow/" in ADDRESSES
    assert "/beheer/snippets/solutions/reuse/" in ADDRESSES


def test_the_workflow_reports_hold_no_formula_either(client, site, boss, municipalities):
    delft = municipalities["delft"]
    draft = delft.draft
    draft.title = draft.draft_title = PLANTED[0]
    draft.save()
    delft.client.post(f"/beheer/pages/{draft.pk}/edit/", solution_form(draft, **{"action-submit": "1"}))
    client.force_login(boss)
    for report in ("workflow", "workflow_tasks"):
        cells = cells_of(client.get(f"/beheer/reports/{report}/", {"export": "csv"}), "csv")
        assert f"'{PLANTED[0]}" in cells


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-3, -3), (None, None), (True, True), ("-3", "-3"), ("-3+1", "'-3+1"), (["=1+1", "x"], "'=1+1, x")],
)
def test_numbers_and_nothing_stay_what_they_are(value, cell):
    assert SpreadsheetExportMixin().preprocess_field_value("title", value, "csv") == cell


def test_what_a_view_makes_of_a_field_of_its_own_is_guarded_too():
    view = SpreadsheetExportMixin()
    view.custom_field_preprocess = {"title": {"xlsx": lambda value: f"={value}"}}
    assert view.preprocess_field_value("title", "1+1", "xlsx") == "'=1+1"
