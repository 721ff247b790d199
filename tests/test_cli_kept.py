"""What a plain command printed, printed again: only where it is to the byte what it would print now."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.kept.test_inputs import in_place
from tests.support.terminal import Terminal, clean_environment, scorecard_command
from tui import bundled

RED = b"FD2e\tMASH screenings completed"
COMMANDS = [
    ["reds"],
    ["summary"],
    [],
    ["reds", "--format", "json"],
    ["reds", "--format", "csv"],
    ["reds", "--format", "md"],
    ["summary", "--format", "json"],
    ["reds", "--ascii"],
    ["reds", "--area", "CIN"],
    ["--area", "CIN", "reds"],
]
Printed = tuple[int, bytes, bytes]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORECARD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return Path(shutil.copy(bundled.sample_path(), tmp_path / "in" / "september.txt"))


def printed(*arguments: str | Path, **environment: str) -> Printed:
    done = subprocess.run(
        [scorecard_command(), *arguments],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=clean_environment() | environment,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def anew(*arguments: str | Path, **environment: str) -> Printed:
    return printed(*arguments, **environment, SCORECARD_CACHE="off")


def from_cache(*arguments: str | Path) -> bool:
    """Whether a command is answered without anything that reads a scorecard or understands options."""
    words = list(map(str, arguments))
    code = f"import sys; sys.argv = ['scorecard', *{words!r}]\nfrom tui.__main__ import main\nmain()"
    report = f"import atexit, sys; atexit.register(lambda: print('polars' in sys.modules, file=sys.stderr))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", report],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        text=True,
        env=clean_environment(),
    )
    word = done.stderr.split()[-1]
    assert word in ("True", "False"), done.stderr
    return word == "False"


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: " ".join(arguments) or "no verb")
def test_the_second_time_is_as_the_first_to_the_byte(cache: Path, arguments: list[str]) -> None:
    wanted = anew(*arguments)
    assert printed(*arguments) == wanted
    assert len(list(cache.iterdir())) == 1
    assert printed(*arguments) == wanted
    assert from_cache(*arguments)


def test_the_exit_code_is_the_same(cache: Path) -> None:
    assert [printed("reds", "--exit-code")[0] for _ in range(2)] == [1, 1]
    assert from_cache("reds", "--exit-code")
    assert printed("reds")[0] == 0


@pytest.mark.parametrize("arguments", [["reds", "none.txt"], ["reds", "--area", "x"], ["summary", "--such"]])
def test_what_is_refused_is_not_kept(cache: Path, arguments: list[str]) -> None:
    assert printed(*arguments) == printed(*arguments) == anew(*arguments)
    assert printed(*arguments)[0] == 2
    assert not cache.exists()


def _elsewhere(source: Path) -> None:
    (source.parent / "indicators.toml").write_bytes(
        bundled.catalogue_path().read_bytes().replace(b'"Front Door"', b'"The Gate"')
    )


CHANGES: dict[str, Callable[[Path], object]] = {
    "a figure, in a file of the same size and time": lambda path: in_place(path, b"\t951", b"\t159"),
    "a rating, in a file of the same size and time": lambda path: in_place(path, b"\tR\t", b"\tG\t"),
    "a catalogue beside it": _elsewhere,
    "another month's file in its place": lambda path: path.write_bytes(
        path.read_bytes().replace(b"Sep-23", b"Oct-23").replace(b"September 2023", b"October 2023")
    ),
    "a file that cannot be read": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "no file": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("verb", ["reds", "summary"])
def test_what_has_changed_is_read_again(cache: Path, source: Path, change: Callable[[Path], object], verb: str) -> None:
    before = printed(verb, source, "--format", "json")
    assert from_cache(verb, source, "--format", "json")
    change(source)
    after = printed(verb, source, "--format", "json")
    assert after == anew(verb, source, "--format", "json")
    if change is not CHANGES["a figure, in a file of the same size and time"] or verb == "reds":
        assert after != before


def test_a_new_file_in_a_folder_is_read(cache: Path, source: Path) -> None:
    before = printed("summary", source.parent)
    assert printed("summary", source.parent) == before
    assert from_cache("summary", source.parent)
    august = source.read_bytes().replace(b"Sep-23", b"Oct-23").replace(b"September 2023", b"October 2023")
    (source.parent / "october.txt").write_bytes(august)
    assert printed("summary", source.parent) == anew("summary", source.parent) != before


def test_settings_and_surroundings_have_a_part_in_it(cache: Path, source: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "scorecard" / "config.toml"
    assert printed("reds", source) == printed("reds", source)
    assert from_cache("reds", source)
    settings.parent.mkdir(parents=True)
    settings.write_text("ascii = true\n")
    assert printed("reds", source) == anew("reds", source)
    settings.write_text("ascii = 7\n")
    assert printed("reds", source)[0] == 2
    settings.unlink()
    for name, value in {"COLUMNS": "60", "LC_ALL": "C", "FORCE_COLOR": "1", "PYTHONIOENCODING": "latin-1"}.items():
        assert printed("reds", source, **{name: value}) == anew("reds", source, **{name: value}), name


@pytest.mark.parametrize(
    "around",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONUTF8": "0", "LC_ALL": "C"},
        {"COLUMNS": "40"},
        {"TERM": "dumb"},
        {"LANG": "C"},
        {"LINES": "5"},
        {"FORCE_COLOR": "1"},
    ],
    ids=str,
)
def test_what_is_said_of_what_was_lost_is_said_again(cache: Path, source: Path, around: dict[str, str]) -> None:
    """In some encodings the note on standard error takes another way out than what is data."""
    wanted = anew("summary", source, **around)
    assert b"could not be read" in wanted[2]
    assert [printed("summary", source, **around) for _ in range(2)] == [wanted] * 2


@pytest.mark.parametrize("verb", ["reds", "summary"])
def test_what_is_given_as_standard_input_is_looked_at_again(cache: Path, source: Path, verb: str) -> None:
    other = Path(shutil.copy2(source, source.with_name("other.txt")))
    in_place(other, b"\tR\t", b"\tG\t")

    def given(path: Path, **environment: str) -> Printed:
        with path.open("rb") as file:
            done = subprocess.run(
                [scorecard_command(), verb, "/dev/stdin"],
                stdin=file,
                capture_output=True,
                check=False,
                env=clean_environment() | environment,
            )
        return done.returncode, done.stdout, done.stderr

    first, second = given(source, SCORECARD_CACHE="off"), given(other, SCORECARD_CACHE="off")
    assert first[0] == second[0] == 0
    assert first != second
    assert [given(path) for path in (source, source, other, other, source)] == [first, first, second, second, first]


def test_the_same_words_in_another_folder_are_another_question(
    cache: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = source.parents[1] / "other"
    shutil.copytree(source.parent, other)
    in_place(other / source.name, b"\tR\t", b"\tG\t")
    monkeypatch.chdir(source.parent)
    first = printed("reds", source.name)
    monkeypatch.chdir(other)
    assert printed("reds", source.name) == anew("reds", source.name) != first


@pytest.fixture
def damaged(cache: Path, source: Path) -> tuple[Path, Path, Printed]:
    wanted = anew("reds", source)
    assert printed("reds", source) == wanted
    (entry,) = cache.iterdir()
    return source, entry, wanted


@pytest.mark.parametrize("at", [0, 20, 60, 200, -200, -30, -1])
def test_a_damaged_entry_is_as_none_and_mended(damaged: tuple[Path, Path, Printed], at: int) -> None:
    source, entry, wanted = damaged
    data = bytearray(entry.read_bytes())
    data[at] ^= 0x10
    entry.write_bytes(data)
    assert not from_cache("reds", source)
    assert printed("reds", source) == wanted
    assert from_cache("reds", source)


def test_a_number_put_into_an_entry_is_not_shown(damaged: tuple[Path, Path, Printed]) -> None:
    source, entry, wanted = damaged
    data = entry.read_bytes()
    assert data.count(b"951") == 1
    entry.write_bytes(data.replace(b"951", b"159"))
    assert printed("reds", source) == wanted


def test_a_cache_that_cannot_be_used_is_no_trouble(cache: Path) -> None:
    cache.write_text("not a folder")
    assert printed("reds") == printed("reds") == anew("reds")
    assert cache.read_text() == "not a folder"


@pytest.mark.parametrize("how", [["--no-cache"], []])
def test_without_a_cache_nothing_is_written(cache: Path, how: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if not how:
        monkeypatch.setenv("SCORECARD_CACHE", "off")
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    assert printed("reds", *how) == anew("reds")
    assert not cache.exists()


def test_what_rests_on_the_journal_is_never_kept(cache: Path, tmp_path: Path) -> None:
    asked = ["reds", "--unreviewed", "--journal", str(tmp_path / "journal.db")]
    before = printed(*asked)
    assert not cache.exists()
    comment = ["comment", "FD2e", "Two screeners were off.", "--state", "reviewed", "--author", "Ada"]
    help_text = printed("comment", "--help")[1].decode()
    words = comment if "--state" in help_text else [each for each in comment if each not in ("--state", "reviewed")]
    assert printed(*words, "--journal", tmp_path / "journal.db")[0] == 0
    after = printed(*asked)
    assert after == anew(*asked)
    assert not cache.exists()
    if words is comment:
        assert after != before


def test_a_reader_who_has_enough_is_no_trouble(cache: Path) -> None:
    printed("reds")
    assert from_cache("reds")
    for _ in range(2):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{scorecard_command()} reds | true"],
            capture_output=True,
            check=False,
        )
        assert done.stderr == b""
        assert done.returncode == 0


@pytest.mark.parametrize("form", ["json", "table"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_is_gone_is_no_trouble(cache: Path, source: Path, form: str, unbuffered: str) -> None:
    """Long answers are written before their end, and so is everything where nothing is buffered."""
    words = [str(scorecard_command()), "summary" if form == "table" else "reds", str(source), "--format", form]
    around = clean_environment() | {"PYTHONUNBUFFERED": unbuffered}

    def left() -> tuple[int, bytes]:
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            words, stdout=write, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=around, check=False
        )
        os.close(write)
        return done.returncode, done.stderr

    before = left()
    assert before[0] == 0
    assert b"Traceback" not in before[1]
    subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, env=around, check=True)
    (entry,) = cache.iterdir()
    written = entry.stat().st_mtime_ns
    assert left() == before
    assert entry.stat().st_mtime_ns == written  # it was not answered anew


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
@pytest.mark.parametrize("form", ["json", "table"])
@pytest.mark.parametrize("full", ["stdout", "stderr"])
def test_a_full_disk_is_said_of_a_kept_answer_too(cache: Path, source: Path, form: str, full: str) -> None:
    verb = "summary" if form == "table" else "reds"
    wanted = printed(verb, source, "--format", form)
    assert from_cache(verb, source, "--format", form)
    with Path("/dev/full").open("w") as nothing_fits:
        done = subprocess.run(
            [scorecard_command(), verb, source, "--format", form],
            stdin=subprocess.DEVNULL,
            check=False,
            env=clean_environment(),
            stdout=nothing_fits if full == "stdout" else subprocess.PIPE,
            stderr=nothing_fits if full == "stderr" else subprocess.PIPE,
        )
    if full == "stdout":
        assert (done.returncode, done.stderr) == (2, b"scorecard: not printed: No space left on device\n")
    else:
        assert (done.returncode, done.stdout) == wanted[:2]


def test_what_goes_to_one_place_comes_in_the_same_order(cache: Path, source: Path) -> None:
    """A file that cannot be read is named on standard error before anything, and what was lost after it."""
    source.with_name("zz.xlsx").write_bytes(b"PK\3\4 no workbook")

    def together(**environment: str) -> bytes:
        done = subprocess.run(
            [scorecard_command(), "summary", source.parent],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=clean_environment() | environment,
            check=True,
        )
        return done.stdout

    wanted = together(SCORECARD_CACHE="off")
    first, *_, last = wanted.splitlines()
    assert b"zz.xlsx" in first
    assert b"scorecard check" in last
    assert together() == wanted
    assert from_cache("summary", source.parent)
    assert together() == wanted


def test_a_terminal_gets_colours_and_its_own_width(cache: Path) -> None:
    def shown(columns: int) -> bytes:
        with Terminal([scorecard_command(), "summary"], columns=columns, lines=60) as terminal:
            assert terminal.wait_end() == 0
            return bytes(terminal.received)

    narrow, wide = shown(60), shown(120)
    assert narrow != wide
    assert (shown(60), shown(120)) == (narrow, wide)
    assert len(list(cache.iterdir())) == 2


def test_what_a_pager_shows_goes_through_the_pager_again(cache: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho in the pager; cat\n")
    pager.chmod(0o755)
    for _ in range(2):
        with Terminal([scorecard_command(), "reds"], lines=6, env={"PAGER": str(pager)}) as terminal:
            assert terminal.wait_end() == 0
            assert b"in the pager" in terminal.received
    assert not cache.exists()


OPENED = """
import os, sys
paths = set()
def hook(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
        paths.add(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(hook)
import atexit
atexit.register(lambda: print("\\n".join(sorted(paths)), file=sys.stderr))
sys.argv = ["scorecard", *{arguments!r}]
from tui.__main__ import main
main()
"""


@pytest.mark.parametrize("kind", ["a file", "a folder", "the bundled one", "a catalogue that extends another"])
def test_every_file_that_is_read_has_a_part_in_the_answer(cache: Path, source: Path, tmp_path: Path, kind: str) -> None:
    """Whatever a command opens, beside the program and what it writes, is among the inputs taken down."""
    from tui.sources.kept.taking import inputs_of
    from tui.sources.request import Request

    catalogue = None
    if kind == "a catalogue that extends another":
        shutil.copy(bundled.catalogue_path(), tmp_path / "low.toml")
        catalogue = tmp_path / "high.toml"
        catalogue.write_text('extends = "low.toml"\n')
    sources = () if kind == "the bundled one" else (source.parent,) if kind == "a folder" else (source,)
    words = ["reds", *map(str, sources), *(["--indicators", str(catalogue)] if catalogue else [])]
    done = subprocess.run(
        [sys.executable, "-c", OPENED.format(arguments=words)],
        capture_output=True,
        check=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=clean_environment() | {"SCORECARD_CACHE": "off"},
    )
    root = bundled.catalogue_path().parent
    data = [tmp_path, root / "sample_data", root / "indicators.toml"]
    opened = {Path(line) for line in done.stderr.splitlines() if line.startswith("/")}
    read = {path for path in opened if any(path == each or each in path.parents for each in data)}
    taken = inputs_of(Request(sources, indicators=catalogue), [tmp_path / "config" / "scorecard" / "config.toml"])
    assert taken is not None
    known = {Path(each.path) for each in taken.files} | set(map(Path, taken.absent)) | set(map(Path, taken.sources))
    assert any(path.name.startswith("september") for path in read)
    assert read <= known


def test_every_variable_that_is_asked_for_has_a_part_in_the_question() -> None:
    """Each name of the environment in our own code and in what prints is in the question, or known not to matter."""
    import rich

    from tui.sources.kept import answers

    top = Path(answers.__file__).parents[2]
    asked = re.compile(
        r"""environ(?:\.get\(|\[|\.pop\()\s*f?["']([A-Z_]+)["']|["']([A-Z_]+)["'] (?:not )?in \w*environ"""
    )
    files = [
        *(
            path
            for name in ("cli", "reports", "sources", "settings", "scorecard")
            for path in (top / name).rglob("*.py")
        ),
        *Path(rich.__file__).parent.glob("console.py"),
    ]
    names = {next(filter(None, found.groups())) for path in files for found in asked.finditer(path.read_text("utf-8"))}
    assert {"TERM", "COLUMNS", "NO_COLOR"} <= names
    without_part = {"ANDROID_ROOT", "ANDROID_DATA", "VISUAL", "EDITOR", "TMUX", "STY"}
    unknown = {
        name for name in names - without_part if name not in answers._NAMES and not name.startswith(answers._BEGINNINGS)
    }
    assert unknown == set()
