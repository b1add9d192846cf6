"""YAML and JSON from strangers: broken or booby-trapped input gets its line and a sentence."""

import pytest

from outreach import errors
from outreach.stories import documents


def refusal(read: object, text: str) -> str:
    with pytest.raises(errors.BadInput) as refused:
        read(text)  # type: ignore[operator]
    (fault,) = refused.value.faults
    return str(fault)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: a\n  title: 'open\n", "line 3"),
        ("- id: a\n title: b\n", "line 2"),
        ("- id: a\n  id: b\n", "line 2: has the field “id” a second time. Keep one of the two."),
        ("- &a [x]\n- *a\n", "line 1: uses an anchor or alias (& or *). Write the words out."),
        ("- !!python/object/apply:os.system [ls]\n", "line 1: has the tag"),
        ("- ? [a, b]\n  : c\n", "line 1: has a list or a mapping where a field's name belongs."),
        ("a: 1\n---\nb: 2\n", "line 2"),
        ("a: b\x07\n", "line 1: has a character that no text file may hold."),
        ("a:\n  b: c\x00\n", "line 2: has a character that no text file may hold."),
        ("[" * 200 + "]" * 200, "line 1: is nested too deep. Keep it to 12 levels."),
    ],
)
def test_bad_yaml_is_told_with_its_line(text: str, said: str) -> None:
    assert refusal(documents.from_yaml, text).startswith(said)


def test_a_billion_laughs_end_at_the_first_anchor() -> None:
    lines = ["a0: &a0 lol"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)
    ]
    assert "line 1: uses an anchor" in refusal(documents.from_yaml, "\n".join(lines))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[\n{"id": }]', "line 2, column 8: Expecting value."),
        ('[{"id": "a", "id": "b"}]', "has the field “id” twice in one object."),
        ('[{"figure": NaN}]', "has NaN, which is no number."),
        ("[" * 200_000, "is nested too deep."),
        ("[" * 20 + "]" * 20, "is nested too deep."),
    ],
)
def test_bad_json_is_told_with_its_place(text: str, said: str) -> None:
    assert said in refusal(documents.from_json, text)


def test_yaml_words_stay_what_they_were_written_as() -> None:
    text = "a: NO\nb: 4.50\nc: 2013-11-02\nd: null\ne: 'null'\nf: 12\ng: ''\nh:\ni: 0123\nj: true\n"
    expected = {"a": "NO", "b": "4.50", "c": "2013-11-02", "d": None, "e": "null", "f": 12}
    assert documents.from_yaml(text) == expected | {"g": "", "h": None, "i": "0123", "j": True}


def test_json_decimals_stay_what_they_were_written_as() -> None:
    assert documents.from_json('{"figure": 4.50}') == {"figure": "4.50"}
