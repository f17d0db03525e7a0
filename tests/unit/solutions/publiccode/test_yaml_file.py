"""Files of strangers: limits first, and a line with every complaint."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solutions.publiccode.yaml_file import DEEPEST, LARGEST_FILE, Refused, read_yaml

BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{name}: &{name} [{', '.join([f'*{previous}'] * 9)}]\n".encode()
    for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_values_come_with_the_line_of_their_key():
    document = read_yaml(b"name: Zaakportaal\ndescription:\n  nl:\n    features:\n      - zoeken\n")
    assert document.values["description"]["nl"]["features"] == ["zoeken"]
    assert document.lines["description.nl.features"] == 4


def test_dates_and_numbers_stay_as_written():
    assert read_yaml(b"releaseDate: 2024-02-30\nversion: 1.10\n").values == {
        "releaseDate": "2024-02-30",
        "version": "1.10",
    }


def test_a_repeated_key_is_noted_and_the_last_one_counts():
    document = read_yaml(b"name: Een\nname: Twee\n")
    assert document.values == {"name": "Twee"}
    assert document.repeated == ["name"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * (LARGEST_FILE + 1), "larger than"),
        (b"name: \xff\xfe", "not UTF-8"),
        (b"name: [", "not valid YAML"),
        (b"name: a\n\tb: c", "not valid YAML"),
        (b"", "no keys"),
        (b"- een\n- lijst\n", "no keys"),
        (b"a: " + b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "levels deep"),
        (BOMB, "aliases"),
        (b"[" * 100_000, "levels deep"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(content, reason):
    with pytest.raises(Refused, match=reason):
        read_yaml(content)


def test_the_line_of_a_mistake_is_named():
    with pytest.raises(Refused) as refused:
        read_yaml(b"name: goed\nurl: goed\nlegal:\n\tlicense: MIT\n")
    assert refused.value.line == 4


def test_no_python_object_is_ever_made():
    content = b"name: !!python/object/apply:os.system ['true']\n"
    assert read_yaml(content).values["name"] == ["true"]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(Refused):
        read_yaml(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(Refused):
        read_yaml(content)
