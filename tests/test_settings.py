from __future__ import annotations

import getpass
from pathlib import Path

import pytest
from platformdirs import user_config_path

from tui.journal.location import default_path as default_journal
from tui.settings import (
    Settings,
    SettingsError,
    author_name,
    default_path,
    journal_path,
    load_settings,
    read_file,
    read_settings,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings, journal or name."""
    for name, value in (("HOME", "home"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")):
        monkeypatch.setenv(name, str(tmp_path / value))
    for name in ("SCORECARD_CONFIG", "SCORECARD_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def mistakes_in(text: str | bytes) -> list[str]:
    """What is said of a file, without the name of the file."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(SettingsError) as refused:
        read_settings(data, Path("/etc/config.toml"))
    lines = str(refused.value).split("\n")
    assert all(line.startswith("/etc/config.toml:") for line in lines)
    return [line.removeprefix("/etc/config.toml:") for line in lines]


# ---- Where settings come from


def test_without_a_file_nothing_is_set() -> None:
    assert load_settings() == Settings(None, None)


def test_the_users_own_file_is_read(tmp_path: Path) -> None:
    assert default_path() == tmp_path / "config" / "scorecard" / "config.toml"
    write(default_path(), 'journal = "team.sqlite"\nauthor = " Ada Long "\n')
    assert load_settings() == Settings(default_path().parent / "team.sqlite", "Ada Long")


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(default_path(), 'author = "Grace"')
    monkeypatch.setenv("SCORECARD_CONFIG", str(write(tmp_path / "other.toml", 'author = "Ada"')))
    assert load_settings().author == "Ada"


def test_a_named_file_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORECARD_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"none\.toml: there is no such file; SCORECARD_CONFIG names it"):
        load_settings()


def test_a_folder_in_place_of_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCORECARD_CONFIG", str(tmp_path))
    with pytest.raises(SettingsError, match=r"cannot be read \(is a directory\)"):
        load_settings()


# ---- What they may be


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("team.sqlite", "/etc/team.sqlite"),
        ("../srv/team.sqlite", "/etc/../srv/team.sqlite"),
        ("/srv/team.sqlite", "/srv/team.sqlite"),
        ("~nobody-of-that-name/x", "/etc/~nobody-of-that-name/x"),
    ],
)
def test_paths_are_relative_to_the_file(written: str, path: str) -> None:
    assert read_settings(f'journal = "{written}"'.encode(), Path("/etc/config.toml")).journal == Path(path)


def test_a_tilde_is_the_users_home(home: Path) -> None:
    assert read_settings(b"journal = '~/team.sqlite'", Path("/etc/config.toml")).journal == home / "team.sqlite"


def test_everything_can_be_set(home: Path) -> None:
    text = """
        sources = ["scorecards", "~/lait.parquet"]
        authority = " Exampleshire "
        theme = "scorecard-light"
        columns = ["rating", "benchmarks.sn"]
        ascii = true
        mouse = false
        animation = false
        [keymap]
        app.quit = "Q"
        "look.sort" = ["f4", "%"]
        app.help = "f1"
    """
    assert read_settings(text.encode(), Path("/etc/config.toml")) == Settings(
        sources=(Path("/etc/scorecards"), home / "lait.parquet"),
        authority="Exampleshire",
        theme="scorecard-light",
        columns=("rating", "benchmarks.sn"),
        keymap={"app.quit": ("Q",), "look.sort": ("f4", "percent_sign"), "app.help": ("f1",)},
        ascii=True,
        mouse=False,
        animation=False,
    )


def test_the_place_of_each_setting_is_known() -> None:
    text = 'theme = "scorecard-light"\n\n[keymap]\n"app.quit" = "Q"\nlook.sort = "f4"\n[keymap.app]\nhelp = "f1"\n'
    file = read_file(text.encode(), Path("/etc/config.toml"))
    assert {key: file.where(key) for key in file.places} == {
        "theme": "/etc/config.toml:1",
        "keymap": "/etc/config.toml:3",
        "keymap.app.quit": "/etc/config.toml:4",
        "keymap.look.sort": "/etc/config.toml:5",
        "keymap.app.help": "/etc/config.toml:7",
    }


def test_the_folder_is_that_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for base in (str(tmp_path / "elsewhere"), "", None):
        if base is None:
            monkeypatch.delenv("XDG_CONFIG_HOME")
        else:
            monkeypatch.setenv("XDG_CONFIG_HOME", base)
        assert default_path() == user_config_path("scorecard", appauthor=False) / "config.toml"


def test_a_mark_and_windows_line_ends_do_no_harm() -> None:
    data = '\ufeff# mine\r\nauthor = "Ada"\r\n'.encode()
    assert read_settings(data, Path("config.toml")).author == "Ada"


def test_an_empty_file_sets_nothing() -> None:
    assert read_settings(b"", Path("config.toml")) == Settings()


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("journal = 5", "1:1: journal: expected the path of a file, as text; found 5"),
        ("# first\n  journal = ''", '2:3: journal: expected the path of a file, as text; found ""'),
        ('journal = "a\\u0000b"', '1:1: journal: expected the path of a file, as text; found "a\0b"'),
        ("author = true", "1:1: author: expected a name, as text on one line; found True"),
        ('author = " "', '1:1: author: expected a name, as text on one line; found " "'),
        ('author = "a\\u001bb"', '1:1: author: expected a name, as text on one line; found "a\x1bb"'),
        ('jurnal = "x"', "1:1: jurnal: unknown key; did you mean journal?"),
        ('\n\n"autor" = "x"', "3:1: autor: unknown key; did you mean author?"),
        (
            "fonts = 1",
            (
                "1:1: fonts: unknown key; expected one of sources, authority, journal, author, theme, columns, keymap, "
                "ascii, mouse, animation"
            ),
        ),
        ("sources = 'a'", '1:1: sources: expected a list of paths, as texts: ["scorecards"]; found "a"'),
        ("sources = []", '1:1: sources: expected a list of paths, as texts: ["scorecards"]; found []'),
        ("sources = ['a', 3]", "1:1: sources: expected paths, as texts; found 3"),
        ("sources = ['a', 'b', 'a']", '1:1: sources: "a" is in it twice'),
        ("theme = 5", "1:1: theme: expected the name of a theme, as text; found 5"),
        ("theme = 'scorecard-drak'", '1:1: theme: no theme is called "scorecard-drak"; did you mean scorecard-dark?'),
        ("columns = 'gap'", '1:1: columns: expected a list of columns, as texts: ["rating", "gap"]; found "gap"'),
        ("columns = ['raing']", '1:1: columns: no column is called "raing"; did you mean rating?'),
        ("columns = ['benchmarks.']", '1:1: columns: no column is called "benchmarks."; did you mean benchmarks?'),
        ("columns = ['gap', 'gap']", '1:1: columns: "gap" is in it twice'),
        ("mouse = 'no'", '1:1: mouse: expected true or false; found "no"'),
        ("ascii = 1", "1:1: ascii: expected true or false; found 1"),
        ("authority = ''", '1:1: authority: expected a name, as text on one line; found ""'),
        ("# a\n[journals]\nx = 1", "2:1: journals: unknown key; did you mean journal?"),
        ("\n[author]\nname = 'Ada'", "2:1: author: expected a name, as text on one line; found {'name': 'Ada'}"),
        ("author.name = 'Ada'", "1:1: author: expected a name, as text on one line; found {'name': 'Ada'}"),
        ("author = " + "9" * 100, f"1:1: author: expected a name, as text on one line; found {'9' * 57}..."),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, mistake: str) -> None:
    assert mistakes_in(text) == [mistake]


def test_every_mistake_is_reported_at_once() -> None:
    assert mistakes_in("author = 1\n\njornal = 'x'\njournal = []\n") == [
        "1:1: author: expected a name, as text on one line; found 1",
        "3:1: jornal: unknown key; did you mean journal?",
        "4:1: journal: expected the path of a file, as text; found []",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("author = ", "1:10"),
        ("author = 'Ada'\nauthor = 'Grace'\n", "2:17"),
        ("a = 'unfinished", "1:16"),
        ("# fine\n\x00", "2:1"),
    ],
)
def test_a_syntax_error_names_line_and_column(text: str, place: str) -> None:
    (mistake,) = mistakes_in(text)
    assert mistake.startswith(f"{place}: not TOML: ")


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a = " + "9" * 5_000], ids=["deep", "long"])
def test_toml_that_means_harm_is_a_mistake_too(text: str) -> None:
    (mistake,) = mistakes_in(text)
    assert "not TOML: " in mistake


def test_a_file_that_is_not_utf_8_names_the_place() -> None:
    assert mistakes_in(b"# fine\nauthor = '\xff'\n") == ["2:11: expected UTF-8 text"]


# ---- Who writes, and where


def test_the_author_is_the_first_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    settings = Settings(author="of the file")
    assert author_name(None, Settings()) == "login"
    assert author_name(None, settings) == "of the file"
    monkeypatch.setenv("SCORECARD_AUTHOR", " ")
    assert author_name(None, settings) == "of the file"
    monkeypatch.setenv("SCORECARD_AUTHOR", "of the shell")
    assert author_name(None, settings) == "of the shell"
    assert author_name(" given ", settings) == "given"


def test_an_empty_author_is_a_mistake() -> None:
    with pytest.raises(SettingsError, match="--author is empty"):
        author_name(" ", Settings(author="of the file"))


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_login_without_a_name_must_give_one(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(SettingsError, match="name yourself with --author NAME"):
        author_name(None, Settings())
    assert author_name("Ada", Settings()) == "Ada"


def test_the_journal_is_the_first_that_is_named(tmp_path: Path) -> None:
    assert journal_path(None, Settings()) == default_journal() == tmp_path / "data" / "scorecard" / "journal.sqlite"
    assert journal_path(None, Settings(journal=Path("set"))) == Path("set")
    assert journal_path(Path("given"), Settings(journal=Path("set"))) == Path("given")
