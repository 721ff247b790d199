from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.making import AUGUST, KEY, OTHER, SEPTEMBER, START, TAMESIDE, names_in, ordinary_user
from tui.journal.drafts import Draft, Drafts, _decoded, _encoded, default_folder
from tui.journal.errors import DraftError
from tui.scorecard.review import Key


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state" / "drafts")


def draft(key: Key = KEY, author: str = "Ada", text: str = "Staff le", later: int = 0) -> Draft:
    return Draft(key, author, text, None, START + timedelta(seconds=later))


def only_file(drafts: Drafts) -> Path:
    (path,) = drafts.folder.glob("*.json")
    return path


def test_a_draft_is_kept_until_it_is_dropped(drafts: Drafts) -> None:
    assert drafts.find(KEY, "Ada") is None
    drafts.keep(draft())
    drafts.keep(Draft(KEY, "Ada", "Staff left", "some version", START))
    assert drafts.find(KEY, "Ada") == Draft(KEY, "Ada", "Staff left", "some version", START)
    assert Drafts(drafts.folder).find(KEY, "Ada") == drafts.find(KEY, "Ada"), "another start of the program"
    assert len(names_in(drafts.folder)) == 1
    drafts.drop(KEY, "Ada")
    drafts.drop(KEY, "Ada")
    assert drafts.find(KEY, "Ada") is None
    assert names_in(drafts.folder) == []


def test_keys_and_authors_have_drafts_of_their_own(drafts: Drafts) -> None:
    several = [
        draft(later=1),
        draft(OTHER, later=3),
        draft(Key(TAMESIDE, AUGUST, "CIN17"), later=2),
        draft(Key("Exampleshire", SEPTEMBER, "CIN17")),
    ]
    for each in several:
        drafts.keep(each)
    drafts.keep(draft(author="Grace", text="hers"))
    assert drafts.all("Ada") == [several[1], several[2], several[0], several[3]], "newest first"
    assert [each.text for each in drafts.all("Grace")] == ["hers"]
    drafts.drop(KEY, "Ada")
    assert len(drafts.all("Ada")) == 3
    assert len(drafts.all("Grace")) == 1


def test_nothing_is_made_by_looking(drafts: Drafts) -> None:
    assert drafts.all("Ada") == []
    drafts.drop(KEY, "Ada")
    assert not drafts.folder.exists()


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_can_be_typed_is_kept(text: str, author: str, authority: str, ref: str) -> None:
    made = Draft(Key(authority, SEPTEMBER, ref), author, text, None, START)
    assert _decoded(_encoded(made)) == made


@pytest.mark.parametrize("text", ["half \ud83d", "a\0b", "\udcff", "a\r\nb", "é" * 50_000])
def test_hostile_texts_come_back(drafts: Drafts, text: str) -> None:
    drafts.keep(draft(Key("\ud800", SEPTEMBER, text[:20]), text=text))
    assert [each.text for each in drafts.all("Ada")] == [text]


@pytest.mark.parametrize("ref", ["../../escape", "/etc/passwd", "a/b", "\0", ".", "x" * 5_000, "-rf", "con:"])
def test_no_ref_leads_out_of_the_folder(drafts: Drafts, tmp_path: Path, ref: str) -> None:
    drafts.keep(draft(Key(TAMESIDE, SEPTEMBER, ref), author=ref))
    assert names_in(tmp_path) == ["state"]
    assert names_in(tmp_path / "state") == ["drafts"]
    assert only_file(drafts).stem.isalnum()
    assert drafts.find(Key(TAMESIDE, SEPTEMBER, ref), ref) is not None


def test_drafts_are_private(drafts: Drafts) -> None:
    drafts.folder.mkdir(parents=True)
    drafts.folder.chmod(0o777)
    drafts.keep(draft())
    assert drafts.folder.stat().st_mode & 0o777 == 0o700
    assert only_file(drafts).stat().st_mode & 0o777 == 0o600


DAMAGE = [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"text": "x"}', b"[" * 100_000]


@pytest.mark.parametrize("data", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_draft_is_reported_and_kept(drafts: Drafts, data: bytes) -> None:
    drafts.keep(draft())
    drafts.keep(draft(OTHER, text="sound"))
    damaged = next(path for path in drafts.folder.glob("*.json") if b"Staff le" in path.read_bytes())
    damaged.write_bytes(data)
    again = Drafts(drafts.folder)
    assert [each.text for each in again.all("Ada")] == ["sound"]
    (report,) = again.damaged
    assert "is a damaged draft" in str(report)
    assert report.path.read_bytes() == data
    assert again.find(KEY, "Ada") is None
    again.keep(draft(text="anew"))
    assert report.path.read_bytes() == data, "nothing is written over it"
    assert len(again.all("Ada")) == 2
    assert len(again.damaged) == 1


@pytest.mark.parametrize("field", ["period", "at", "based_on", "author"])
def test_a_draft_with_a_field_that_is_none_is_damaged(drafts: Drafts, field: str) -> None:
    drafts.keep(draft())
    path = only_file(drafts)
    path.write_text(path.read_text().replace(f'"{field}": ', f'"{field}": 1, "was": '))
    again = Drafts(drafts.folder)
    again.keep(draft(text="anew"))
    assert len(again.damaged) == 1
    assert again.damaged[0].path.exists()


def test_two_damaged_drafts_of_one_key_are_both_kept(drafts: Drafts) -> None:
    for text in ("{one", "{two"):
        drafts.keep(draft())
        only_file(drafts).write_text(text)
        drafts = Drafts(drafts.folder)
        assert drafts.find(KEY, "Ada") is None
    kept = sorted(path.read_text() for path in drafts.folder.iterdir())
    assert kept == ["{one", "{two"]


def test_a_draft_that_cannot_be_put_in_place_leaves_the_one_before(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep(draft(text="before"))

    def full(file: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DraftError, match=r"cannot be kept or read \(no space left on device\)"):
        drafts.keep(draft(text="after"))
    monkeypatch.undo()
    assert [each.text for each in drafts.all("Ada")] == ["before"]
    assert len(names_in(drafts.folder)) == 1


def test_a_folder_that_may_not_be_written(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    drafts = Drafts(open_folder / "drafts")
    with ordinary_user(), pytest.raises(DraftError, match="permission denied") as refused:
        drafts.keep(draft())
    assert refused.value.path.parent == drafts.folder


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "drafts").touch()
    drafts = Drafts(tmp_path / "drafts")
    with pytest.raises(DraftError):
        drafts.keep(draft())
    assert drafts.all("Ada") == []
    assert drafts.find(KEY, "Ada") is None
    drafts.drop(KEY, "Ada")


def test_drafts_lie_in_the_users_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "scorecard" / "drafts"
