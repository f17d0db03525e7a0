"""VNG's editors keep synonyms in the admin; what they save works on the site."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from search.admin import synonym_preview
from search.answering.service import SearchUnavailable, search
from search.synonyms.models import SynonymEntry
from search.synonyms.store import SYNONYMS
from search.types import SearchRequest

pytestmark = pytest.mark.django_db


def form(terms, **changes):
    return {"terms": terms, "direction": "=", "is_active": "on", "note": "", **changes}


def titles(question):
    SYNONYMS.clear()
    return [hit.title for hit in search(SearchRequest(question)).hits]


def upload(client, text):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("synonyms:import"), {"file": SimpleUploadedFile("synoniemen.csv", content)})


def test_an_editor_adds_changes_switches_off_and_deletes_a_line(vng, filled):
    assert titles("stoepgat") == []
    vng.post(reverse("synonyms:add"), form("stoepgat\nmeldingen openbare ruimte"))
    entry = SynonymEntry.objects.get(terms__startswith="stoepgat")
    assert entry.updated_by.username == "vng"
    assert titles("stoepgat") == ["Meldingen openbare ruimte"]
    edit = reverse("synonyms:edit", args=[entry.pk])
    vng.post(edit, form("stoepgat\nklantcontact"))
    assert "Klantcontact met Kiss" in titles("stoepgat")
    vng.post(edit, form("stoepgat\nklantcontact", is_active=""))
    assert titles("stoepgat") == []
    vng.post(reverse("synonyms:delete", args=[entry.pk]))
    assert not SynonymEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    ("terms", "said"),
    [("alleen", "at least two"), ("een\n…", "no letter or digit"), ("fixi\nmeldingen openbare ruimte", "already has")],
)
def test_a_wrong_line_is_refused_at_the_field(vng, terms, said, in_english):
    before = SynonymEntry.objects.count()
    response = vng.post(reverse("synonyms:add"), form(terms, direction=">"))
    assert said in " ".join(response.context["form"].errors["terms"])
    assert SynonymEntry.objects.count() == before


def test_the_list_shows_where_lines_come_from_and_can_be_narrowed(vng, in_english):
    vng.post(reverse("synonyms:add"), form("stoepgat\nkuil in de stoep"))
    url = reverse("synonyms:index")
    assert "stoepgat = kuil in de stoep" in vng.get(url, {"q": "stoepgat"}).content.decode()
    own = vng.get(url, {"origin": "own"}).content.decode()
    assert "stoepgat" in own
    assert "fixi" not in own
    shipped = vng.get(url, {"origin": "shipped", "q": "fixi"}).content.decode()
    assert "Came with the software" in shipped
    entry = SynonymEntry.objects.get(terms__startswith="fixi")
    assert "a deleted line comes back" in vng.get(reverse("synonyms:edit", args=[entry.pk])).content.decode()


def test_a_report_can_lead_to_a_form_with_the_terms_filled_in(vng):
    page = vng.get(reverse("synonyms:add"), {"terms": "<b>stoepgat</b>"})
    assert page.context["form"]["terms"].value() == "<b>stoepgat</b>"
    assert "<b>stoepgat" not in page.content.decode()


def test_an_unsaved_line_is_tried_on_its_first_term(vng, filled):
    answer = vng.post(reverse("synonyms:try"), form("stoepgat\nmeldingen openbare ruimte"))
    comparison = answer.context["comparison"]
    assert (comparison.total_before, comparison.total_after) == (0, 1)
    assert comparison.after[0].other == 0
    assert "Meldingen openbare ruimte" in answer.content.decode()
    assert titles("stoepgat") == []


def test_a_saved_line_is_compared_with_its_absence(vng, filled):
    vng.post(reverse("synonyms:add"), form("stoepgat\nmeldingen openbare ruimte"))
    entry = SynonymEntry.objects.get(terms__startswith="stoepgat")
    given = {"question": "stoepgat", "terms": entry.terms, "direction": "=", "entry": str(entry.pk)}
    comparison = vng.get(reverse("synonyms:try"), given).context["comparison"]
    assert (comparison.total_before, comparison.total_after) == (0, 1)
    assert not comparison.is_equal


def test_what_moves_says_from_where(vng, filled):
    given = {"question": "scherm", "terms": "scherm\nopenbare ruimte", "direction": ">"}
    comparison = vng.get(reverse("synonyms:try"), given).context["comparison"]
    assert [place.title for place in comparison.before] == ["Klantcontact met Kiss", "Toegankelijkheid"]
    assert [(place.title, place.other, place.risen) for place in comparison.after] == [
        ("Meldingen openbare ruimte", 0, 0),
        ("Klantcontact met Kiss", 1, -1),
        ("Toegankelijkheid", 2, -1),
    ]


def test_without_a_line_all_synonyms_are_tried_and_a_wrong_line_is_said(vng, filled, in_english):
    url = reverse("synonyms:try")
    comparison = vng.get(url, {"question": "klantinteractie"}).context["comparison"]
    assert comparison.total_before < comparison.total_after
    assert "at least two" in vng.get(url, {"question": "x", "terms": "alleen"}).content.decode()
    assert vng.get(url, {"question": "balie", "entry": "geen getal"}).status_code == 200
    assert vng.get(url).status_code == 200


def test_no_engine_is_said_in_a_sentence(vng, monkeypatch, in_english):
    def fail(*args, **kwargs):
        raise SearchUnavailable

    monkeypatch.setattr(synonym_preview, "search", fail)
    assert "does not work" in vng.get(reverse("synonyms:try"), {"question": "balie"}).content.decode()


def test_a_file_is_taken_in_and_its_duplicates_are_named(vng, in_english):
    text = "terms;direction;note\nstoepgat|kuil;=;\n\nfixi|meldingen openbare ruimte;>;merknaam\nkuil|Stoepgat;=;\n"
    upload(vng, text)
    assert SynonymEntry.objects.get(terms="stoepgat\nkuil").updated_by.username == "vng"
    page = vng.get(reverse("synonyms:index")).content.decode()
    assert "1 lines added, 0 changed" in page
    assert "lines 4, 5" in page


def test_a_broken_file_changes_nothing_and_names_every_line(vng, in_english):
    before = list(SynonymEntry.objects.values_list("pk", "is_active"))
    response = upload(vng, "stoepgat|kuil;=;\nalleen;=;\nfixi|meldingen openbare ruimte;>;brand;nee\na|b;?;\n")
    page = response.content.decode()
    assert "Line 2:" in page
    assert "Line 4:" in page
    assert "Line 1:" not in page
    assert list(SynonymEntry.objects.values_list("pk", "is_active")) == before


def test_of_a_wholly_broken_file_fifty_lines_are_named(vng, in_english):
    page = upload(vng, "alleen;=;\n" * 60).content.decode()
    assert page.count("at least two") == 50
    assert "And 10 more lines" in page


def test_a_post_without_a_file_is_asked_again(vng):
    assert vng.post(reverse("synonyms:import")).status_code == 200


def test_the_export_imports_back_to_the_same(vng, in_english):
    vng.post(reverse("synonyms:add"), form("=HYPERLINK(x)\n@stoep", note="+1"))
    entry = SynonymEntry.objects.get(terms__startswith="fixi")
    vng.post(reverse("synonyms:edit", args=[entry.pk]), form(entry.terms, direction=">", is_active=""))
    exported = vng.get(reverse("synonyms:export"))
    assert "attachment" in exported["Content-Disposition"]
    text = exported.content.decode("utf-8-sig")
    assert not [line for line in text.splitlines() if line.startswith(("=", "+", "-", "@"))]
    kept = state()
    SynonymEntry.objects.all()._raw_delete("default")
    upload(vng, exported.content)
    assert state() == kept


def state():
    fields = ("terms", "direction", "is_bilingual", "is_active", "note")
    return sorted(SynonymEntry.objects.values_list(*fields))


ADDRESSES = ["index", "add", "try", "import", "export"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_municipal_editor_reaches_nothing_and_vng_everything(name, municipal, vng):
    url = reverse(f"synonyms:{name}")
    assert municipal.get(url).status_code in {302, 403}
    assert municipal.post(url, form("stoepgat\nkuil")).status_code in {302, 403, 405}
    assert vng.get(url).status_code == 200
    assert not SynonymEntry.objects.filter(terms__startswith="stoepgat").exists()


def test_a_municipal_editor_changes_no_line(municipal):
    entry = SynonymEntry.objects.get(terms__startswith="fixi")
    for name in ("edit", "delete"):
        url = reverse(f"synonyms:{name}", args=[entry.pk])
        assert municipal.get(url).status_code in {302, 403}
        assert municipal.post(url, form("fixi\niets anders")).status_code in {302, 403}
    upload(municipal, "stoepgat|kuil;=;\n")
    entry.refresh_from_db()
    assert entry.is_as_shipped
    assert not SynonymEntry.objects.filter(terms__startswith="stoepgat").exists()


def test_only_vng_sees_the_menu(municipal, vng):
    url = reverse("synonyms:index")
    assert url in vng.get(reverse("wagtailadmin_home")).content.decode()
    assert url not in municipal.get(reverse("wagtailadmin_home")).content.decode()


@pytest.fixture
def in_english(settings):
    settings.LANGUAGE_CODE = "en"
