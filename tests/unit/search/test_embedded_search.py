from __future__ import annotations

import datetime as dt

import pytest

from search.embedded.engine import EmbeddedEngine
from search.engines.base import EngineUnavailable
from search.plan import Plan
from search.synonyms import SynonymSet
from search.types import Bucket, Kind, SearchRequest, Sort

EMPTY = Plan(())


def moment(year, month=1, day=1):
    return dt.datetime(year, month, day, tzinfo=dt.UTC)


@pytest.fixture
def filled(hub, make_record):
    hub.publish(
        make_record(
            "Signalen",
            summary="Meldingen over de openbare ruimte",
            body="Inwoners melden een losse stoeptegel.",
            tags=("MOR",),
            organisation="Gemeente Amsterdam",
            facets={"organisation": ("GM0363",), "province": ("PV27",), "development_status": ("stable",)},
            published=moment(2024),
            confirmed_reuse=12,
        ),
        make_record(
            "Open Zaak",
            summary="Registratie voor zaakgericht werken",
            body="Een zaaksysteem koppelt met de API's.",
            facets={"organisation": ("GM0599",), "province": ("PV28",), "development_status": ("stable",)},
            published=moment(2025),
            confirmed_reuse=30,
        ),
        make_record(
            "Zaaksystemen vergeleken",
            Kind.ARTICLE,
            summary="More or less a comparison of vergunningen",
            facets={"organisation": ("GM0599",), "province": ("PV28",)},
            published=moment(2026),
        ),
        make_record("Gemeente Delft", Kind.ORGANISATION, facets={"organisation": ("GM0503",), "province": ("PV28",)}),
    )
    return hub


def test_a_question_finds_titles_summaries_tags_and_bodies(filled):
    assert filled.titles("signalen") == ["Signalen"]
    assert filled.titles("registraties") == ["Open Zaak"]
    assert filled.titles("mor") == ["Signalen"]
    assert filled.titles("stoeptegels") == ["Signalen"]


def test_an_abbreviation_does_not_find_a_word_with_the_same_stem(filled):
    assert "Zaaksystemen vergeleken" not in filled.titles("MOR")


def test_a_part_finds_its_compounds_and_words_written_apart_find_them_too(filled):
    assert set(filled.titles("systeem")) == {"Open Zaak", "Zaaksystemen vergeleken"}
    assert filled.titles("zaak systemen")[0] == "Zaaksystemen vergeleken"


def test_any_word_will_do_but_more_words_rank_higher(filled):
    assert filled.titles("zaaksysteem registratie")[0] == "Open Zaak"
    assert len(filled.titles("zaaksysteem registratie")) == 2


def test_a_synonym_phrase_finds_the_words_together(filled):
    filled.synonyms = SynonymSet.from_csv(["buitenmelding|openbare ruimte;=;"])
    assert filled.titles("buitenmelding") == ["Signalen"]


def test_a_typo_finds_what_was_meant(filled):
    assert filled.titles("vergelekne") == ["Zaaksystemen vergeleken"]


def test_an_unknown_word_finds_nothing(filled):
    result = filled.ask("kwantumcomputer")
    assert (result.total, result.hits) == (0, ())
    assert all(buckets == () for buckets in result.facets.values())
    assert filled.engine.top_score(filled.plan("kwantumcomputer")) == 0


def test_the_exact_title_comes_first(hub, make_record):
    hub.publish(
        make_record("Zaak", body="open " * 3, confirmed_reuse=300),
        make_record("Open Zaak"),
        make_record("Handleiding Open Zaak open zaak", summary="open zaak", body="open zaak " * 5),
    )
    assert hub.titles("open zaak")[0] == "Open Zaak"


def test_near_equals_are_ordered_by_evidence_and_by_freshness(hub, make_record, today):
    same = {"summary": "Registratie van zaken"}
    hub.publish(
        make_record("Zaken A", **same),
        make_record("Zaken B", **same, confirmed=today),
        make_record("Zaken C", **same, confirmed=today, confirmed_reuse=9),
        make_record("Zaken D", **same, confirmed=dt.date(2019, 1, 1)),
    )
    assert hub.titles("registratie zaken") == ["Zaken C", "Zaken B", "Zaken A", "Zaken D"]


def test_equal_scores_stand_in_the_order_of_their_keys(hub, make_record):
    hub.publish(*(make_record("Zaken", key=f"solution-{number}") for number in (3, 1, 2)))
    assert [hit.key for hit in hub.ask("zaken").hits] == ["solution-1", "solution-2", "solution-3"]


def test_solutions_come_before_organisations_with_the_same_words(hub, make_record):
    hub.publish(make_record("Twente werkt", Kind.ORGANISATION), make_record("Twente werkt", Kind.SOLUTION))
    assert [hit.kind for hit in hub.ask("twente").hits] == [Kind.SOLUTION, Kind.ORGANISATION]


def test_the_cut_looks_at_the_score_before_bonuses(filled):
    plan = filled.plan("open zaak")
    top = filled.engine.top_score(plan)
    best = filled.engine.search(plan, SearchRequest(), top).hits
    assert [hit.title for hit in best] == ["Open Zaak"]
    assert best[0].score > top + 12


def test_a_higher_cut_leaves_fewer_hits_and_smaller_counts(filled):
    everything = filled.ask("zaaksysteem registratie vergunning")
    plan = filled.plan("zaaksysteem registratie vergunning")
    cut = filled.ask("zaaksysteem registratie vergunning", minimum=filled.engine.top_score(plan))
    assert cut.total == 1 < everything.total
    assert sum(bucket.count for bucket in cut.facets["kind"]) == 1


def test_an_empty_question_gives_everything_newest_first(filled):
    assert filled.titles() == ["Zaaksystemen vergeleken", "Open Zaak", "Signalen", "Gemeente Delft"]
    assert filled.ask(minimum=99.0).total == 4


def test_results_can_be_sorted_by_date_and_by_use(filled):
    assert filled.titles("zaak systeem melding", sort=Sort.NEWEST) == [
        "Zaaksystemen vergeleken",
        "Open Zaak",
        "Signalen",
    ]
    assert filled.titles(sort=Sort.MOST_USED)[:2] == ["Open Zaak", "Signalen"]
    assert filled.titles(sort=Sort.MOST_USED)[2:] == ["Zaaksystemen vergeleken", "Gemeente Delft"]


def test_pages_follow_each_other_without_overlap(hub, make_record):
    hub.publish(*(make_record(f"Zaken {number:02}") for number in range(25)))
    pages = [hub.ask("zaken", page=page, page_size=10) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert {page.total for page in pages} == {25}
    assert len({hit.key for page in pages for hit in page.hits}) == 25


def test_facets_count_what_was_found(filled):
    facets = filled.ask().facets
    assert facets["kind"] == (Bucket("solution", 2), Bucket("article", 1), Bucket("organisation", 1))
    assert facets["province"] == (Bucket("PV28", 3), Bucket("PV27", 1))
    assert facets["policy_domain"] == ()


def test_a_facet_does_not_count_its_own_filter(filled):
    result = filled.ask(filters={"province": ("PV28",), "kind": ("solution",)})
    assert [hit.title for hit in result.hits] == ["Open Zaak"]
    assert result.facets["province"] == (Bucket("PV27", 1), Bucket("PV28", 1))
    assert result.facets["kind"] == (Bucket("article", 1), Bucket("organisation", 1), Bucket("solution", 1))
    assert result.facets["organisation"] == (Bucket("GM0599", 1),)


def test_values_of_one_facet_widen_and_facets_narrow(filled):
    assert filled.ask(filters={"organisation": ("GM0363", "GM0503")}).total == 2
    assert filled.ask(filters={"organisation": ("GM0363", "GM0503"), "kind": ("article",)}).total == 0
    assert filled.ask(filters={"organisation": ()}).total == 4


def test_a_filter_that_no_record_has_gives_nothing(filled):
    assert filled.ask(filters={"kleur": ("rood",)}).total == 0


def test_a_hit_shows_the_record_with_its_matches_marked(filled):
    (hit,) = filled.ask("melding stoeptegel").hits
    assert hit.url == "/solution-signalen/"
    assert hit.title_html == "Signalen"
    assert "<mark>Meldingen</mark>" in hit.excerpt_html or "<mark>stoeptegel</mark>" in hit.excerpt_html
    assert hit.facets["province"] == ("PV27",)
    assert (hit.published, hit.confirmed_reuse, hit.tags) == (moment(2024), 12, ("MOR",))


def test_titles_are_suggested_while_typing(filled):
    assert [one.text for one in filled.engine.suggest("za", 5)] == ["Zaaksystemen vergeleken", "Open Zaak"]
    (found,) = filled.engine.suggest("Open Za", 5)
    assert (found.text, found.kind, found.url) == ("Open Zaak", "solution", "/solution-open-zaak/")


def test_suggestions_ignore_accents_and_capitals_and_respect_the_limit(hub, make_record):
    hub.publish(make_record("Gemeente Súdwest-Fryslân", Kind.ORGANISATION), make_record("Sudoku voor ambtenaren"))
    assert {one.text for one in hub.engine.suggest("SUD", 5)} == {
        "Gemeente Súdwest-Fryslân",
        "Sudoku voor ambtenaren",
    }
    assert [one.text for one in hub.engine.suggest("súd", 1)] == ["Sudoku voor ambtenaren"]


@pytest.mark.parametrize("prefix", ["", "  ", "%", "_%", "'; --", "\x00", "q" * 5_000])
def test_odd_prefixes_suggest_nothing_and_do_no_harm(filled, prefix):
    assert filled.engine.suggest(prefix, 5) == []


@pytest.mark.parametrize("question", ['"', "zaak OR (", "x" * 10_000, "zaak " * 2_000, "🎉 zaak", "%_", "\ud800zaak"])
def test_odd_questions_do_no_harm(filled, question):
    filled.ask(question)


def test_a_new_hub_has_no_search_file_yet(tmp_path):
    engine = EmbeddedEngine(tmp_path / "nergens")
    assert engine.live_target() is None
    for ask in (
        engine.health,
        engine.generation,
        engine.revision,
        lambda: engine.top_score(EMPTY),
        lambda: engine.search(EMPTY, SearchRequest(), 0),
        lambda: engine.suggest("za", 5),
    ):
        with pytest.raises(EngineUnavailable, match="rebuild"):
            ask()
