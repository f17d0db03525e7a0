"""The parts of pages, each in the states that a page may ask for."""

import datetime as dt

from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

DAY = dt.date(2026, 3, 3)


def part(name, **arguments):
    return BeautifulSoup(render_to_string(f"components/{name}.html", arguments), "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


class Question(forms.Form):
    name = forms.CharField(help_text="Zo noemen wij u.")
    phone = forms.CharField(required=False)
    agree = forms.BooleanField()
    way = forms.ChoiceField(choices=[("mail", "E-mail"), ("call", "Telefoon")], widget=forms.RadioSelect)
    trace = forms.CharField(widget=forms.HiddenInput, required=False)


def test_freshness_names_who_and_when():
    text = words(part("freshness", day=DAY, who="Súdwest-Fryslân"))
    assert "Súdwest-Fryslân" in text
    assert "3 maart 2026" in text


def test_freshness_tells_in_words_and_by_icon_that_a_check_is_due():
    fresh, stale = (part("freshness", day=DAY, overdue=overdue) for overdue in (False, True))
    assert fresh.use["href"] != stale.use["href"]
    assert stale.find("strong")
    assert not fresh.find("strong")


def test_freshness_without_a_day_does_not_pretend():
    assert "2026" not in words(part("freshness", day=None))
    assert part("freshness", day=None).select_one(".freshness--unknown")


def test_used_by_counts_all_and_marks_the_similar_municipalities():
    names = [{"name": "Leiden", "url": "/organisaties/leiden/", "alike": True}, {"name": "'s-Hertogenbosch"}]
    strip = part("used_by", count=7, names=names, url="#gebruik")
    assert "7" in words(strip)
    assert [one.a["href"] for one in strip.select(".is-alike")] == ["/organisaties/leiden/"]
    assert "'s-Hertogenbosch" in words(strip)


def test_used_by_nobody_takes_no_room():
    assert words(part("used_by", count=0, names=[])) == ""


def test_fact_box_leaves_out_what_is_not_known():
    facts = [
        {"label": "Licentie", "value": "EUPL-1.2"},
        {"label": "Hosting", "value": ""},
        {"label": "Kosten", "value": 0, "note": "geschat"},
        {"label": "Leveranciers", "value": ["Bureau Noord", "", "Bureau Zuid"]},
        {"label": "Bestand", "value": []},
    ]
    box = part("fact_box", id="feiten", title="Feiten", facts=facts)
    assert [one.get_text() for one in box("dt")] == ["Licentie", "Kosten", "Leveranciers"]
    assert "Bureau Noord, Bureau Zuid" in words(box)
    assert words(part("fact_box", id="feiten", title="Feiten", facts=[{"label": "Hosting", "value": None}])) == ""


def test_values_are_escaped():
    box = part("fact_box", id="f", title="F", facts=[{"label": "Naam", "value": ["<script>", "&"]}])
    assert box.script is None


def test_next_step_is_one_link_that_looks_like_a_button():
    step = part("next_step", id="verder", title="Verder", text="Vraag het.", label="Stel een vraag", url="/stel/1/")
    assert [(one["href"], words(one)) for one in step("a")] == [("/stel/1/", "Stel een vraag")]


def test_a_refused_field_says_so_beside_what_was_typed():
    form = Question({"name": "", "phone": "06", "way": "fax"})
    name = part("form_field", field=form["name"])
    described = name.input["aria-describedby"].split()
    assert described
    assert all(name.find(id=one) for one in described)
    assert name.input["aria-invalid"] == "true"
    assert part("form_field", field=form["phone"]).input["value"] == "06"


def test_every_control_has_a_label_or_a_legend():
    form = Question()
    for field in form.visible_fields():
        shown = part("form_field", field=field)
        assert all(shown.find("label", {"for": one["id"]}) for one in shown("input"))
    assert part("form_field", field=form["way"]).legend
    assert not part("form_field", field=form["trace"]).find("label")


def test_the_summary_of_errors_leads_to_each_field():
    form = Question({"name": "Jan", "way": "mail"})
    form.add_error(None, "De toelichting ontbreekt.")
    summary = part("error_summary", form=form)
    assert [link["href"] for link in summary("a")] == ["#id_agree"]
    assert "De toelichting ontbreekt." in words(summary)
    assert words(part("error_summary", form=Question())) == ""


def test_an_empty_state_offers_a_way_on_at_the_level_asked():
    state = part(
        "empty_state", title="Nog niets", text="Kijk bij een ander thema.", label="Alle thema's", url="/themas/"
    )
    assert state.h2
    assert state.a["href"] == "/themas/"
    assert part("empty_state", title="Nog niets", heading="h3").h3
