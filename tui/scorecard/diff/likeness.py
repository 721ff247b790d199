"""How alike two names of indicators are, whatever their spelling: `Re-referrals` and `rereferral` are one word."""

from __future__ import annotations

from tui.scorecard.words import alike, normal

_LEAST_PLURAL = 3
_SINGULAR = ("ss", "us", "is")


def stems(name: str) -> tuple[str, ...]:
    """The words of a name, without capitals and plurals, `re` joined to the word that it repeats.

    >>> stems("Re_referrals_child"), stems("rereferral child")
    (('rereferral', 'child'), ('rereferral', 'child'))
    """
    found: list[str] = []
    for word in normal(name).split():
        stem = word[:-1] if len(word) > _LEAST_PLURAL and word.endswith("s") and not word.endswith(_SINGULAR) else word
        if found and found[-1] == "re":
            found[-1] = f"re{stem}"
        else:
            found.append(stem)
    return tuple(found)


def likeness(one: str, other: str) -> float:
    """The share of words that both names have, 0 to 1, by their stems."""
    return alike(" ".join(stems(one)), " ".join(stems(other)))
