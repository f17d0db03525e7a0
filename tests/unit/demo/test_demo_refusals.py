"""What the loader of the demo refuses: each message names the file, the entry and the key."""

import pytest
import yaml

from demo.content import DATA, ContentError, load_content
from solutions.publiccode.yaml_file import LOADER

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SECTIONS = ("situation", "question", "approach", "result", "what_did_not_work", "costs", "conditions", "advice")


@pytest.fixture
def copy(tmp_path):
    """A folder with the demo's files, of which a test may spoil one."""
    for file in DATA.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def spoil(folder, file, change):
    """Rewrite one file of the folder after `change` altered its data."""
    path = folder / file
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - the safe one, in C
    change(data)
    path.write_text(yaml.dump(data, Dumper=DUMPER, allow_unicode=True), encoding="utf-8")


class TestRefusals:
    def test_names_the_file_and_entry_of_a_summary_that_is_too_long(self, copy):
        spoil(copy, "solutions.yml", lambda data: data["solutions"][0].update(summary="Te lang. " * 20))
        with pytest.raises(ContentError, match=r"solutions\.yml: signalen: summary"):
            load_content(copy)

    def test_refuses_a_key_it_does_not_know(self, copy):
        spoil(copy, "solutions.yml", lambda data: data["solutions"][1].update(telefoon="085"))
        with pytest.raises(ContentError, match=r"solutions\.yml: open-formulieren: telefoon"):
            load_content(copy)

    def test_refuses_an_address_without_encryption(self, copy):
        spoil(copy, "solutions.yml", lambda data: data["solutions"][2].update(repository_url="http://github.com/x/y"))
        with pytest.raises(ContentError, match=r"open-zaak: repository_url: .*https"):
            load_content(copy)

    def test_refuses_a_story_by_a_real_organisation(self, copy):
        spoil(copy, "experiences.yml", lambda data: data["experiences"][0].update(organisation="GM0344"))
        with pytest.raises(ContentError, match=r"experiences\.yml: .*GM0344 is not an example organisation"):
            load_content(copy)

    def test_refuses_a_story_shared_with_a_real_organisation(self, copy):
        spoil(copy, "experiences.yml", lambda data: data["experiences"][0].update(partners=["GM0344"]))
        with pytest.raises(ContentError, match=r"experiences\.yml: .*GM0344 is not an example organisation"):
            load_content(copy)

    @pytest.mark.parametrize("name", SECTIONS)
    def test_refuses_a_story_with_a_section_left_out(self, copy, name):
        spoil(copy, "experiences.yml", lambda data: data["experiences"][0].pop(name))
        with pytest.raises(ContentError, match=name):
            load_content(copy)

    def test_refuses_a_story_without_the_label(self, copy):
        spoil(copy, "experiences.yml", lambda data: data["experiences"][0].update(is_example=False))
        with pytest.raises(ContentError, match="is_example"):
            load_content(copy)

    def test_refuses_a_story_about_a_solution_that_is_not_there(self, copy):
        spoil(copy, "experiences.yml", lambda data: data["experiences"][1].update(solutions=["wonderpakket"]))
        with pytest.raises(ContentError, match=r"wonderpakket is not in solutions\.yml"):
            load_content(copy)

    def test_refuses_use_of_a_real_solution_stated_for_an_invented_organisation(self, copy):
        use = {"organisation": "EX0001", "stated_as": "Gemeente Voorbeeldstad"}
        spoil(copy, "solutions.yml", lambda data: data["solutions"][0].update(used_by=[use]))
        with pytest.raises(ContentError, match="EX0001 is fictitious"):
            load_content(copy)

    def test_refuses_the_same_solution_twice(self, copy):
        spoil(copy, "solutions.yml", lambda data: data["solutions"].append(data["solutions"][0]))
        with pytest.raises(ContentError, match="signalen: occurs twice"):
            load_content(copy)

    def test_names_the_file_that_is_not_yaml(self, copy):
        (copy / "uses.yml").write_text("uses: [", encoding="utf-8")
        with pytest.raises(ContentError, match=r"^uses\.yml: "):
            load_content(copy)

    def test_names_the_file_that_is_missing(self, copy):
        (copy / "experiences.yml").unlink()
        with pytest.raises(ContentError, match=r"^experiences\.yml: "):
            load_content(copy)

    def test_refuses_a_real_solution_tied_to_an_invented_one(self, copy):
        tie = {"kind": "related", "other": "buurtmelder"}
        spoil(copy, "solutions.yml", lambda data: data["solutions"][0].update(relations=[tie]))
        with pytest.raises(ContentError, match=r"signalen: buurtmelder is not in solutions\.yml"):
            load_content(copy)

    def test_refuses_an_invented_solution_of_a_real_organisation(self, copy):
        spoil(copy, "examples.yml", lambda data: data["solutions"][0].update(owner="GM0344"))
        with pytest.raises(ContentError, match=r"examples\.yml: buurtmelder: GM0344 is not an example organisation"):
            load_content(copy)

    def test_refuses_an_invented_solution_that_names_a_real_supplier(self, copy):
        supplier = {"organisation": "MAYKIN", "role": "builds"}
        spoil(copy, "examples.yml", lambda data: data["solutions"][0].update(suppliers=[supplier]))
        with pytest.raises(ContentError, match="MAYKIN is not an example organisation"):
            load_content(copy)

    def test_refuses_an_invented_solution_whose_title_does_not_say_so(self, copy):
        spoil(copy, "examples.yml", lambda data: data["solutions"][0].update(title="Buurtmelder"))
        with pytest.raises(ContentError, match="buurtmelder: title"):
            load_content(copy)

    def test_refuses_an_invented_address_that_could_exist(self, copy):
        spoil(copy, "examples.yml", lambda data: data["solutions"][0].update(repository_url="https://github.com/x/y"))
        with pytest.raises(ContentError, match=r"buurtmelder: repository_url.*"):
            load_content(copy)

    def test_refuses_news_that_does_not_say_that_it_is_an_example(self, copy):
        change = {"title": "Nieuwe app", "summary": "Nergenshuizen begint met een nieuwe app."}
        spoil(copy, "news.yml", lambda data: data["news"][0].update(change))
        with pytest.raises(ContentError, match=r"does not say that it is an example \(voorbeeld\)"):
            load_content(copy)

    def test_refuses_a_theme_that_points_at_a_page_that_is_not_there(self, copy):
        spoil(copy, "themes.yml", lambda data: data["themes"][0]["picks"][0].update(page="wonderpakket"))
        with pytest.raises(ContentError, match=r"themes\.yml: .*wonderpakket is no page of the demo"):
            load_content(copy)

    def test_refuses_a_publication_without_its_file(self, copy):
        spoil(copy, "news.yml", lambda data: data["publications"][0].update(file="weg.pdf"))
        with pytest.raises(ContentError, match=r"weg\.pdf is not in papers/"):
            load_content(copy)
