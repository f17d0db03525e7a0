"""The registry of environment variables: typed values, and complaints by name."""

import pytest

from hub.settings.env import VARIABLES, Environment, documentation

GOOD = {"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "verderbouwen.example, localhost"}


def read(name, **source):
    environment = Environment({**GOOD, **source})
    return environment(name), [problem.name for problem in environment.problems]


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("ALLOWED_HOSTS", "a.example, b.example,", ["a.example", "b.example"]),
        ("PORT", "8123", 8123),
        ("BASE_URL", "https://verderbouwen.example/", "https://verderbouwen.example"),
        ("SEARCH_ENGINE", "elastic", "elastic"),
        ("ELASTICSEARCH_URL", "", ""),
        ("ELASTICSEARCH_URL", "http://a:9200/, https://b", "http://a:9200,https://b"),
        ("ELASTICSEARCH_SHARDS", "3", 3),
        ("ELASTICSEARCH_REPLICAS", "0", 0),
        ("ELASTICSEARCH_REFRESH", "500ms", "500ms"),
        ("ELASTICSEARCH_GC_DELETES", "2d", "2d"),
        ("ELASTICSEARCH_INDEX_PREFIX", "delft-1", "delft-1"),
        ("SECURITY_CONTACT", "", ""),
        ("SECURITY_CONTACT", "meld@delft.nl", "mailto:meld@delft.nl"),
        ("SECURITY_CONTACT", "mailto:meld@delft.nl", "mailto:meld@delft.nl"),
        ("SECURITY_CONTACT", "https://delft.nl/meld", "https://delft.nl/meld"),
        ("SOURCE_URL", "", ""),
        ("SOURCE_URL", "https://git.example/verderbouwen/", "https://git.example/verderbouwen"),
        ("BEHIND_HTTPS_PROXY", "No", False),
        ("DATABASE_URL", "", None),
    ],
)
def test_a_good_value_is_typed(name, raw, value):
    assert read(name, **{name: raw}) == (value, [])


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("SECRET_KEY", "kort"),
        ("PORT", "achtduizend"),
        ("PORT", "70000"),
        ("BASE_URL", "verderbouwen.example"),
        ("DATABASE_URL", "mysql://x/y"),
        ("SECURITY_CONTACT", "bel maar"),
        ("SECURITY_CONTACT", "http://delft.nl/meld"),
        ("SECURITY_CONTACT", "meld@delft.nl\nPolicy: https://elders.example"),
        ("SOURCE_URL", "git.example/verderbouwen"),
        ("SEARCH_ENGINE", "google"),
        ("ELASTICSEARCH_URL", "localhost:9200"),
        ("ELASTICSEARCH_URL", "http://a:9200,b:9200"),
        ("ELASTICSEARCH_SHARDS", "0"),
        ("ELASTICSEARCH_REPLICAS", "-1"),
        ("ELASTICSEARCH_REFRESH", "1 seconde"),
        ("ELASTICSEARCH_GC_DELETES", "0s"),
        ("ELASTICSEARCH_INDEX_PREFIX", "Met Spatie"),
        ("EMAIL_URL", "post://x"),
        ("BEHIND_HTTPS_PROXY", "misschien"),
        ("LOG_FORMAT", "xml"),
        ("VAR_DIR", __file__),
    ],
)
def test_a_wrong_value_is_a_problem_with_the_name_of_the_variable(name, raw):
    _value, problems = read(name, **{name: raw})
    assert problems == [name]


def test_what_must_be_given_is_missed_by_name():
    environment = Environment({})
    environment("SECRET_KEY")
    environment("ALLOWED_HOSTS")
    assert [problem.name for problem in environment.problems] == ["SECRET_KEY", "ALLOWED_HOSTS"]
    assert all(problem.name in problem.message for problem in environment.problems)


def test_a_folder_may_be_relative_to_the_project():
    value, problems = read("VAR_DIR", VAR_DIR="var/tweede")
    assert value.is_absolute()
    assert not problems


def test_the_documentation_names_every_variable():
    text = documentation()
    assert all(f"`{variable.name}`" in text for variable in VARIABLES)
