"""The demo's data files: what they claim is sourced, labelled and free of contact details."""

import csv
import re
from pathlib import Path

import pytest

from demo.content import DATA, PAPERS, load_content
from solutions.models import (
    CommonGroundLayer,
    CostBand,
    CostModel,
    DevelopmentStatus,
    Hosting,
    MaintenanceType,
    PersonalData,
    ReuseLevel,
    ReuseStatus,
    SolutionKind,
)

REGISTRY = Path("organisations/data/municipalities.csv")
VOCABULARY = Path("solutions/data")
MAIL = re.compile(r"[\w.+-]+(?:@|\\x64)[\w-]+\.\w+")
SECTIONS = ("situation", "question", "approach", "result", "what_did_not_work", "costs", "conditions", "advice")
PHONE = re.compile(r"(?<![\w.])(?:\+31|0)(?:[\s-]?\d){8,9}(?!\w)")


@pytest.fixture(scope="module")
def content():
    return load_content()


def registry():
    with REGISTRY.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row.get("cbs_code") or row["code"]: row["name"] for row in rows}


def vocabulary(file, column):
    path = VOCABULARY / file
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as lines:
        return {row[column] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def words_of(story):
    return len(" ".join(paragraph for name in SECTIONS for paragraph in getattr(story, name)).split())


class TestSolutions:
    def test_there_are_enough_over_many_owners_and_themes(self, content):
        assert len(content.solutions) >= 40
        assert len({solution.owner for solution in content.solutions}) >= 8
        assert len({domain for solution in content.solutions for domain in solution.policy_domains}) >= 8

    def test_summaries_fit_publiccodes_short_description(self, content):
        assert [s.key for s in (*content.solutions, *content.experiences) if not 20 <= len(s.summary) <= 150] == []

    def test_every_code_is_known(self, content):
        known = set(registry()) | {organisation.code for organisation in content.organisations}
        named = {s.owner for s in content.solutions} | {u.organisation for s in content.solutions for u in s.used_by}
        assert named - known == set()

    def test_stated_users_carry_the_name_that_belongs_to_their_code(self, content):
        names = registry() | {organisation.code: organisation.name for organisation in content.organisations}
        other = {"GM0518": "Den Haag", "GM0363": "Amsterdam"}
        wrong = [
            (use.stated_as, use.organisation)
            for solution in content.solutions
            for use in solution.used_by
            if names[use.organisation].removeprefix("Provincie ") not in use.stated_as
            and other.get(use.organisation, "?") not in use.stated_as
        ]
        assert wrong == []

    def test_only_a_publiccode_file_states_who_uses_a_solution(self, content):
        assert {s.source.kind for s in content.solutions if s.used_by} == {"publiccode"}

    def test_the_source_is_a_file_at_one_commit(self, content):
        signalen = next(solution for solution in content.solutions if solution.key == "signalen")
        assert signalen.source.url == (
            "https://github.com/Amsterdam/signals-frontend/blob/667be89a99217a3102eb1074f56e8fb79ea76216/publiccode.yml"
        )

    def test_descriptions_are_short_paragraphs_without_exclamation_marks(self, content):
        for solution in content.solutions:
            assert 2 <= len(solution.problem) + len(solution.approach) <= 6, solution.key
            assert "!" not in " ".join((*solution.problem, *solution.approach, *solution.result)), solution.key

    def test_tags_come_back_on_other_records(self, content):
        used = [tag for record in (*content.solutions, *content.experiences) for tag in record.tags]
        assert sum(used.count(tag) > 1 for tag in set(used)) >= len(set(used)) / 2

    @pytest.mark.parametrize(
        ("file", "column", "named"),
        [
            ("policy_domains.csv", "name", lambda solution: solution.policy_domains),
            ("gemma_components.csv", "name", lambda solution: solution.gemma_components),
            ("standards.csv", "name", lambda solution: [standard.name for standard in solution.standards]),
        ],
    )
    def test_vocabulary_terms_exist_in_the_sample_that_ships(self, content, file, column, named):
        terms = vocabulary(file, column)
        if terms is not None:
            solutions = (*content.solutions, *content.invented)
            assert {term for solution in solutions for term in named(solution)} - terms == set()

    def test_suppliers_of_real_solutions_are_named_and_real(self, content):
        invented = {organisation.code for organisation in content.examples}
        suppliers = [supplier for solution in content.solutions for supplier in solution.suppliers]
        assert all(bool(supplier.name) != bool(supplier.organisation) for supplier in suppliers)
        assert {supplier.organisation for supplier in suppliers} & invented == set()


class TestExamples:
    def test_there_are_five_or_more_invented_organisations(self, content):
        assert len(content.examples) >= 5

    def test_invented_organisations_cannot_be_mistaken_for_municipalities(self, content):
        names = {name.casefold() for name in registry().values()}
        for organisation in content.examples:
            assert organisation.code.startswith("EX")
            assert organisation.name.removeprefix("Gemeente ").casefold() not in names
            assert "voorbeeld" in organisation.official_name
            assert not organisation.tooi_uri
            assert not organisation.website

    def test_stories_are_labelled_and_told_by_invented_organisations(self, content):
        examples = {organisation.code for organisation in content.examples}
        assert len(content.experiences) >= 15
        assert all(story.is_example and story.organisation in examples for story in content.experiences)

    def test_stories_have_the_length_of_a_page_and_differ_in_length(self, content):
        lengths = {story.key: words_of(story) for story in content.experiences}
        assert {key: length for key, length in lengths.items() if not 180 <= length <= 600} == {}
        assert max(lengths.values()) >= 1.5 * min(lengths.values())

    def test_stories_bring_figures_measured_and_expected(self, content):
        assert [story.key for story in content.experiences if len(story.indicators) < 2] == []
        certainties = {one.certainty for story in content.experiences for one in story.indicators}
        assert certainties == {"measured", "expected"}

    def test_some_stories_are_told_together(self, content):
        together = [story for story in content.experiences if story.partners]
        assert len(together) >= 3
        assert [story.key for story in together if story.organisation in story.partners] == []

    def test_bands_and_phases_are_known_words(self, content):
        for story in content.experiences:
            assert story.phase in {*ReuseStatus.values}, story.key
            assert {story.cost_band_once, story.cost_band_yearly} <= {"", *CostBand.values}, story.key

    def test_stories_are_told_by_several_organisations_and_one_of_them_stopped(self, content):
        assert len({story.organisation for story in content.experiences}) >= 5
        assert "stopped" in {story.phase for story in content.experiences}

    def test_an_invented_solution_is_filled_in_completely(self, content):
        lists = ("result", "what_did_not_work", "standards", "suppliers", "relations", "papers", "pictures")
        facts = (
            "hosting",
            "personal_data",
            "cost_model",
            "cost_band_once",
            "cost_band_yearly",
            "licence",
            "contact_box",
        )
        complete = [s for s in content.invented if all(getattr(s, name) for name in (*lists, *facts))]
        assert complete
        for solution in complete:
            users = {use.organisation for use in content.uses if use.solution == solution.key and use.since}
            assert len(users - {solution.owner}) >= 3
            assert [story for story in content.experiences if solution.key in story.solutions]

    def test_invented_solutions_use_known_words(self, content):
        known = {
            "kind": SolutionKind, "hosting": Hosting, "personal_data": PersonalData, "cost_model": CostModel,
            "cost_band_once": CostBand, "cost_band_yearly": CostBand, "development_status": DevelopmentStatus,
            "maintenance_type": MaintenanceType, "common_ground_layer": CommonGroundLayer,
        }  # fmt: skip
        for solution in content.invented:
            for name, choices in known.items():
                assert getattr(solution, name) in {"", *choices.values}, f"{solution.key}: {name}"
            assert solution.reuse_level in {None, *ReuseLevel.values}

    def test_confirmed_use_belongs_to_invented_organisations(self, content):
        examples = {organisation.code for organisation in content.examples}
        assert all(use.is_example and use.organisation in examples for use in content.uses)


@pytest.mark.parametrize("file", sorted((*DATA.glob("*.yml"), *PAPERS.glob("*.htm"))), ids=lambda file: file.name)
class TestFiles:
    def test_holds_no_contact_details(self, file):
        text = file.read_text(encoding="utf-8")
        assert MAIL.findall(text) == []
        assert PHONE.findall(text) == []

    def test_every_address_is_https(self, file):
        assert "http://" not in file.read_text(encoding="utf-8")


def test_the_patterns_for_contact_details_find_what_publiccode_files_hold():
    assert MAIL.search("email: info@voorbeeld.nl")
    assert MAIL.search(r"email: info\x64voorbeeld.nl")
    assert PHONE.search("phone: 085 303 0000")
    assert PHONE.search("bel 06-12345678")
