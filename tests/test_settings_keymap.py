"""The table `keymap` of the settings: which keys there are, and which two bindings cannot share one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import SettingsError, read_settings
from tui.settings.bindings import BINDINGS, ELSEWHERE, FIXED, SCREENS
from tui.settings.keymap import keymap_mistakes, keymap_of
from tui.settings.keys import KEYS, key_called

PATH = Path("/etc/config.toml")


def mistakes_in(text: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read_settings(text.encode(), PATH)
    return [line.removeprefix(f"{PATH}:") for line in str(refused.value).split("\n")]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ('app.hepl = "f1"', "app.hepl: no binding has this id; did you mean app.help?"),
        ("app.help = 5", "app.help: expected a key or a list of keys, as text; found 5"),
        ("app.help = []", "app.help: expected a key or a list of keys, as text; found []"),
        ('app.help = ""', 'app.help: expected a key or a list of keys, as text; found ""'),
        ('app.help = ["f1", 2]', "app.help: expected a key or a list of keys, as text; found ['f1', 2]"),
        ('app.help = ["f1", "f1"]', 'app.help: "f1" is given twice'),
        ('app.help = "esc"', 'app.help: "esc" is no key; did you mean "escape"?'),
        ('app.help = "ctlr+s"', 'app.help: "ctlr+s" is no key; did you mean "ctrl+s"?'),
        ('app.help = "ctrl-s"', 'app.help: "ctrl-s" is no key; did you mean "ctrl+s"?'),
        ('app.help = "F1"', 'app.help: "F1" is no key; did you mean "f1"?'),
        ('app.help = "shift+a"', 'app.help: "shift+a" is no key; write the capital: "A"'),
        ('app.help = "ctrl+i"', 'app.help: "ctrl+i" is tab to a terminal; choose another key'),
        ('app.help = "up,k"', 'app.help: "up,k" is no key; write several keys as a list: ["up", "k"]'),
        ('app.help = "ü"', 'app.help: "ü" is no key; examples: "?", "f2", "ctrl+s"'),
        ('app.help = "ctrl+q"', 'app.help: "ctrl+q" always quits; choose another key'),
        (
            'filter.keep = "x"',
            'filter.keep: "x" is needed for typing there; choose another key, such as "ctrl+s" or "f2"',
        ),
        (
            'commentary.save = "enter"',
            'commentary.save: "enter" is needed for typing there; choose another key, such as "ctrl+s" or "f2"',
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(line: str, mistake: str) -> None:
    assert mistakes_in(f"[keymap]\n{line}") == [f"2:1: keymap.{mistake}"]


def test_an_id_unlike_any_other_has_the_groups_named() -> None:
    (mistake,) = mistakes_in('[keymap]\nzzzz = "x"')
    assert mistake.startswith("2:1: keymap.zzzz: no binding has this id; the groups are app, areas, triage, ")


def test_an_id_written_in_two_ways_is_given_twice() -> None:
    assert mistakes_in('[keymap]\n"app.help" = "f1"\napp.help = "f2"') == ["2:1: keymap.app.help: is given twice"]


def test_a_keymap_must_be_a_table() -> None:
    (mistake,) = mistakes_in('keymap = "x"')
    assert mistake == '1:1: keymap: expected a table of bindings: [keymap], then app.quit = "Q"; found "x"'


# ---- Two on one key


def test_a_key_that_another_binding_of_the_screen_has_is_a_mistake() -> None:
    assert mistakes_in('[keymap]\nlook.sort = "o"') == [
        (
            '2:1: keymap.look.sort: "o" is the key of look.problems-only in the service areas already; '
            "give look.problems-only another key too"
        )
    ]


def test_two_that_are_given_the_same_key_are_a_mistake_of_the_later() -> None:
    found = mistakes_in('[keymap]\nreview.comment = "f2"\npage.up = "f2"')
    assert found == [
        '3:1: keymap.page.up: "f2" is the key of review.comment in the page of an indicator already; choose another key'
    ]


def test_two_bindings_may_change_their_keys() -> None:
    read_settings(b'[keymap]\nlook.sort = "o"\nlook.problems-only = "s"', PATH)


def test_a_key_may_mean_another_thing_on_another_screen() -> None:
    read_settings(b'[keymap]\ntriage.back = "f3"\nareas.pane = "f3"', PATH)


def test_a_binding_that_a_screen_does_without_is_not_in_the_way_there() -> None:
    read_settings(b'[keymap]\ntriage.pane = "o"', PATH)


def test_the_usual_keys_are_no_clash() -> None:
    assert list(keymap_mistakes({name: list(keys) for name, keys in BINDINGS.items()})) == []


def together(one: str, other: str) -> bool:
    groups = one.partition(".")[0], other.partition(".")[0]
    return any(
        set(groups) <= set(on_it) and not {one, other} & ELSEWHERE.get(screen, frozenset())
        for screen, on_it in SCREENS.items()
    )


@given(st.dictionaries(st.sampled_from(sorted(BINDINGS)), st.sampled_from(sorted(KEYS)), max_size=6))
def test_what_is_accepted_leaves_no_two_bindings_of_a_screen_on_one_key(given_keys: dict[str, str]) -> None:
    mistakes = list(keymap_mistakes(given_keys))
    keys = {**BINDINGS, **{name: (key,) for name, key in given_keys.items()}}
    clash = any(
        set(keys[one]) & set(keys[other])
        for one, other in combinations(keys, 2)
        if together(one, other) and (one in given_keys or other in given_keys)
    )
    assert clash == any("is the key of" in message for _, message in mistakes)


# ---- Names of keys


@given(st.sampled_from(sorted(KEYS)))
def test_every_key_is_called_by_its_name(key: str) -> None:
    assert key_called(key) == key
    assert keymap_of({"app.help": key}) == {"app.help": (key,)}


def test_signs_can_be_written_as_they_are() -> None:
    assert [key_called(sign) for sign in '?!/@,"'] == [
        *("question_mark", "exclamation_mark", "slash", "at", "comma", "quotation_mark"),
    ]


def test_fixed_keys_are_keys() -> None:
    assert set(FIXED) <= KEYS
