"""Files of strangers: limits first, and a line with every complaint."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solutions.publiccode.limits import DEEPEST, LARGEST_FILE, MOST_ALIASES, Refused
from solutions.publiccode.yaml_file import read_bytes, read_yaml

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
        "releasedate": "2024-02-30",
        "version": "1.10",
    }


def test_a_repeated_key_is_noted_and_the_last_one_counts():
    document = read_yaml(b"name: Een\nname: Twee\n")
    assert document.values == {"name": "Twee"}
    assert document.notes == [("name", 2, "this key stands here a second time; the last one counts")]


def test_a_repeated_key_is_noted_with_its_whole_path_as_written():
    document = read_yaml(b"legal:\n  repoOwner: Delft\n  license: MIT\n  repoOwner: Venray\n")
    assert [note[:2] for note in document.notes] == [("legal.repoOwner", 4)]
    assert document.values["legal"]["repoowner"] == "Venray"


def test_of_several_documents_the_first_counts_and_that_is_noted():
    document = read_yaml(b"name: Een\n---\nname: Twee\n")
    assert document.values == {"name": "Een"}
    assert "more than one document" in document.notes[0][2]


def test_an_alias_and_a_merge_bring_their_values():
    document = read_yaml(b"basis: &basis {type: internal, naam: Delft}\nmaintenance:\n  <<: *basis\n  type: contract\n")
    assert document.values["maintenance"] == {"type": "contract", "naam": "Delft"}


def test_utf16_with_its_mark_and_utf8_with_one_are_read():
    for encoding in ("utf-16", "utf-8-sig"):
        assert read_yaml("name: Súdwest-Fryslân\n".encode(encoding)).values == {"name": "Súdwest-Fryslân"}


def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_large(tmp_path):
    file = tmp_path / "groot.yml"
    file.write_bytes(b"a" * (LARGEST_FILE * 3))
    assert len(read_bytes(file)) == LARGEST_FILE + 1


def test_a_file_of_exactly_the_limit_is_read():
    start = b"name: "
    assert read_yaml(start + b"a" * (LARGEST_FILE - len(start))).values["name"].startswith("aaa")


def test_aliases_within_the_limit_that_grow_beyond_all_measure_are_refused_at_once():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, MOST_ALIASES // 2 + 1)]
    with pytest.raises(Refused, match="values") as refused:
        read_yaml("\n".join(lines).encode())
    assert refused.value.line


@pytest.mark.parametrize("content", [b"a: &a [*a]", b"a: &a {b: *a}", b"&a a: &b [{c: [*b]}]"])
def test_an_alias_of_what_it_stands_in_is_refused(content):
    with pytest.raises(Refused, match="inside itself"):
        read_yaml(content)


def test_mapping_at_the_deepest_level_allowed_is_read():
    assert read_yaml(b"a: " + b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1)).values["a"] == _nested(DEEPEST - 1)


def _nested(levels):
    return [_nested(levels - 1)] if levels > 1 else []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * (LARGEST_FILE + 1), "larger than"),
        (b"name: \xff\xfe", "not written in UTF-8"),
        (b"name: [", "not valid YAML"),
        (b"name: a\n\tb: c", "not valid YAML"),
        (b"", "no keys"),
        (b"- een\n- lijst\n", "no keys"),
        (b"a: " + b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), f"^line 1: more than {DEEPEST} levels deep"),
        (BOMB, "more than 20000 values"),
        (b"a: &a x\nb: [" + b"*a, " * (MOST_ALIASES + 1) + b"]", "aliases"),
        (b"[" * 100_000, f"^line 1: more than {DEEPEST} levels deep"),
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
