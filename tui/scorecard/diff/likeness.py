"""How alike two names of indicators are, whatever their spelling: `Re-referrals` and `rereferral` are one word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

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


class Names:
    """Names among which the one most like another is looked for, without comparing it with each of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._words = [_words(name) for name in names]
        self._having: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for position, words in enumerate(self._words):
            for word in words:
                self._having[word][len(words)].append(position)

    def nearest(self, name: str, least: float) -> int | None:
        """The position of the first of the names most like this one; null where none is `least` (above 0) like it.

        Names are met by the words that they share, the rarest first: one that has none of the words before can share
        no more than those left, and is not looked at where that is too little.
        """
        words = _words(name)
        rarest = sorted(words, key=lambda word: (sum(map(len, self._having.get(word, {}).values())), word))
        best: tuple[float, int] | None = None
        for done, word in enumerate(rarest):
            for size, positions in self._having.get(word, {}).items():
                common = min(len(words) - done, size)
                most = common / (len(words) + size - common)
                if most >= (least if best is None else -best[0]):
                    best = min(filter(None, (best, self._first_best(words, positions, most, least))), default=None)
        return None if best is None else best[1]

    def _first_best(
        self, words: frozenset[str], positions: Iterable[int], most: float, least: float
    ) -> tuple[float, int] | None:
        """The most alike of these (as less than nothing, so that the least is the best) and its position."""
        best: tuple[float, int] | None = None
        for position in positions:
            both = len(words & self._words[position])
            found = both / (len(words) + len(self._words[position]) - both)
            if found >= least and (best is None or -found < best[0]):
                best = (-found, position)
            if found >= most:
                break
        return best


def _words(name: str) -> frozenset[str]:
    """What `likeness` compares of a name."""
    return frozenset(normal(" ".join(stems(name))).split())
