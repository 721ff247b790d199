"""What happened in Exampleshire: hidden counts, month by month, of which every published figure is computed.

Nothing here is rounded, late or suppressed; `generate.py` sees to that. A figure is a numerator over a
denominator, both drawn here, so two indicators that speak of the same children always agree.

What to look for in the figures:

    CIN8            sustained shift: assessments within 45 days improve by ten points from October 2022
    FD2f            trend: MASH screenings within 72 hours decline year after year
    CF25            trend: dental checks recover from the closed surgeries of 2020 and 2021
    CF3, SG2        trends: unaccompanied children and home education grow
    CF33            constant at 100%
    FD1, SG1, SG2   school terms: contacts dip in August, numbers missing from education leap in September,
                    home education builds up until Year 11 leaves in the summer
    CIN10c, SG10    schools miss meetings in August
    CIN21           more children go missing in summer
    WF5             more sickness in winter
    CF22, SG8       small cohorts, so noise: one child is several points
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from itertools import pairwise
from math import ceil, fsum, sqrt
from random import Random
from typing import ClassVar, Final

SEED: Final = "Exampleshire 1"
UNDER_18S: Final = 60_400
FIRST_YEAR: Final = 2020  # a year before anything is published: rolling years and the first outturn need it
MONTHS: Final = 48

Counts = list[int]
Draw = Callable[[str], Counts]
Season = tuple[float, ...]  # a factor a month, April first


def month_index(key: str) -> int:
    """How many months "2021-04" is after the first April drawn."""
    year, month = map(int, key.split("-"))
    return (year - FIRST_YEAR) * 12 + month - 4


def month_key(index: int) -> str:
    """`2021-04`"""
    year, month = divmod(index + 3, 12)
    return f"{FIRST_YEAR + year}-{month + 1:02d}"


class Chance:
    """Chance for one series, so that a new series leaves the others as they are.

    Everything comes from `Random.random()`, the one method promised to be the same in every version of Python,
    by exact arithmetic. Hence `fsum`: `sum` rounds floats differently since Python 3.12.
    """

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED}: {name}").random

    def normal(self) -> float:
        """About a standard normal."""
        return fsum(self._random() for _ in range(12)) - 6

    def binomial(self, trials: int, share: float) -> int:
        """How many of `trials` come true; by the normal where they are many."""
        if trials <= 400:
            return sum(self._random() < share for _ in range(trials))
        spread = sqrt(trials * share * (1 - share))
        return min(max(round(trials * share + spread * self.normal()), 0), trials)

    def poisson(self, mean: float) -> int:
        """A count of rare events: each of twenty times as many chances is taken one time in twenty."""
        trials = 20 * ceil(mean)
        return self.binomial(trials, mean / trials) if mean > 0 else 0


@dataclass(frozen=True)
class Process:
    """How one series of counts comes about. `over` names the denominator of the figure with that ref."""

    standing: ClassVar[bool] = False
    """Counted at a month's end, so that a quarter takes its last month and not a sum."""

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        """The series; `drawn` gives the others by name."""
        raise NotImplementedError

    @property
    def denominator(self) -> str | None:
        """The series to divide by, if the figure is a share or an average."""
        return None


@dataclass(frozen=True)
class Course(Process):
    """A level with its seasons, its `trend` (change a year), and a lasting `shift` from a month on."""

    level: float
    _: KW_ONLY
    season: Season = (1.0,) * 12
    trend: float = 0.0
    shift: tuple[str, float] | None = None

    def expected(self, month: int) -> float:
        """The level expected in a month."""
        shifted = self.shift[1] if self.shift and month >= month_index(self.shift[0]) else 0.0
        return (self.level + shifted + self.trend * (month - 12) / 12) * self.season[month % 12]


@dataclass(frozen=True)
class Flow(Course):
    """Events in a month; `spread` is what a month varies by beyond chance."""

    spread: float = 0.05

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        return [
            chance.poisson(self.expected(month) * max(1 + self.spread * chance.normal(), 0)) for month in range(MONTHS)
        ]


@dataclass(frozen=True)
class Stock(Course):
    """Children at a month's end, of whom the share `stay` is still there a month later."""

    standing: ClassVar[bool] = True
    stay: float = 0.9

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        return _standing([self.expected(month) for month in range(MONTHS)], self.stay, chance)


def _standing(levels: list[float], stay: float, chance: Chance) -> Counts:
    """A standing count that follows `levels`: whoever stays, and as many newcomers as are expected."""
    counts = [chance.poisson(levels[0])]
    for before, level in pairwise(levels):
        counts.append(chance.binomial(counts[-1], stay) + chance.poisson(level - stay * before))
    return counts


@dataclass(frozen=True)
class Part(Course):
    """A share of another series, each one decided anew; `wander` is how far the share strays by itself."""

    _: KW_ONLY
    of: str
    over: str | None = None
    wander: float = 0.015
    lag: int = 0

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        counts, astray, whole = [], 0.0, drawn(self.of)
        for month in range(MONTHS):
            astray = 0.7 * astray + self.wander * chance.normal()
            share = min(max(self.expected(month) + astray, 0.0), 0.996)
            counts.append(chance.binomial(whole[max(month - self.lag, 0)], share))
        return counts

    @property
    def denominator(self) -> str | None:
        return self.over or self.of


@dataclass(frozen=True)
class StandingPart(Course):
    """A share of a standing count, mostly the same children as the month before."""

    standing: ClassVar[bool] = True
    _: KW_ONLY
    of: str
    over: str | None = None
    stay: float = 0.9

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        # The smaller side is followed, whichever it is: chance is as large as a small group's.
        whole, small = drawn(self.of), self.level <= 0.5
        shares = [self.expected(month) if small else 1 - self.expected(month) for month in range(MONTHS)]
        levels = [share * count for share, count in zip(shares, whole, strict=True)]
        counts = [min(pair) for pair in zip(_standing(levels, self.stay, chance), whole, strict=True)]
        return counts if small else [all_ - count for all_, count in zip(whole, counts, strict=True)]

    @property
    def denominator(self) -> str | None:
        return self.over or self.of


@dataclass(frozen=True)
class Leavers(Process):
    """Those who leave in a month: the share `leave` of a standing count that `arrivals` fill."""

    arrivals: str
    start: int
    leave: float

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        counts, standing = [], self.start
        for arriving in drawn(self.arrivals):
            counts.append(chance.binomial(standing, self.leave))
            standing += arriving - counts[-1]
        return counts


@dataclass(frozen=True)
class Balance(Process):
    """Who is there at a month's end: those of the month before, and who came, and less who left."""

    standing: ClassVar[bool] = True
    arrivals: str
    leavers: str
    start: int

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        counts, standing = [], self.start
        for arriving, leaving in zip(drawn(self.arrivals), drawn(self.leavers), strict=True):
            standing += arriving - leaving
            counts.append(standing)
        return counts


@dataclass(frozen=True)
class Scores(Course):
    """The sum of one score for each of another series: `level` on average, give or take `spread`."""

    _: KW_ONLY
    of: str
    spread: float

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        return [
            round(count * self.expected(month) + sqrt(count) * self.spread * chance.normal())
            for month, count in enumerate(drawn(self.of))
        ]

    @property
    def denominator(self) -> str | None:
        return self.of


@dataclass(frozen=True)
class Total(Process):
    """Other series, each so many times."""

    times: dict[str, int]
    over: str | None = None

    def draw(self, drawn: Draw, chance: Chance) -> Counts:
        columns = [[factor * count for count in drawn(name)] for name, factor in self.times.items()]
        return [sum(row) for row in zip(*columns, strict=True)]

    @property
    def denominator(self) -> str | None:
        return self.over


@dataclass(frozen=True)
class Same(Process):
    """The figure of another ref again: for another basis or unit, or over another denominator."""

    of: str
    over: str | None = None


TERM_TIME: Final = (0.93, 1.06, 1.05, 1.03, 0.81, 0.98, 1.05, 1.10, 0.90, 1.03, 0.98, 1.10)
SUMMER: Final = (0.98, 1.12, 1.16, 1.17, 1.10, 1.04, 0.98, 0.90, 0.80, 0.86, 0.89, 1.00)
WINTER: Final = (0.95, 0.90, 0.85, 0.85, 0.80, 0.95, 1.05, 1.15, 1.30, 1.25, 1.05, 1.00)
NIGHTS_IN: Final = (0.95, 1.02, 1.06, 1.12, 1.10, 0.98, 0.97, 0.95, 1.05, 1.02, 0.88, 0.92)
SCHOOLS_OPEN: Final = (0.93, 1.0, 1.0, 0.97, 0.52, 0.98, 1.0, 1.0, 0.94, 1.0, 0.98, 1.0)
SCHOOL_PLACES: Final = (0.94, 0.92, 0.90, 0.86, 0.84, 1.20, 1.22, 1.12, 1.05, 1.02, 0.98, 0.95)
HOME_EDUCATION: Final = (1.06, 1.08, 1.09, 0.98, 0.90, 0.91, 0.94, 0.97, 0.99, 1.01, 1.03, 1.04)
HOLIDAYS: Final = (0.95, 1.05, 1.05, 0.95, 0.70, 1.05, 1.10, 1.10, 0.75, 1.05, 1.10, 1.10)

FRONT_DOOR: Final[dict[str, Process]] = {
    "FD1": Flow(1360, season=TERM_TIME, trend=15),
    "FD2": Same("FD1"),
    "FD2a": Part(0.985, of="FD1", wander=0.003),
    "FD2b": Part(0.24, of="FD2a", wander=0.03),
    "FD2c": Same("FD2b", over="FD2a"),
    "FD2d": Flow(52),
    "contacts to screen": Total({"FD2a": 1, "FD2b": -1}),
    "FD2e": Part(0.96, of="contacts to screen"),
    "FD2f": Part(0.89, of="FD2e", trend=-0.065, wander=0.025),
    "FD7": Part(0.205, of="FD1"),
    "FD8b": Part(0.9, of="FD2d"),
    "FD8c": Part(0.27, of="FD2e"),
    "not to social care": Total({"FD2e": 1, "FD8c": -1}),
    "FD8d": Part(0.17, of="not to social care", over="FD2e", trend=0.015),
    "nor to Early Help": Total({"not to social care": 1, "FD8d": -1}),
    "FD8e": Part(0.17, of="nor to Early Help", over="FD2e"),
    "FD8f": Total({"nor to Early Help": 1, "FD8e": -1}, over="FD2e"),
    "FD9": Part(0.86, of="FD1", trend=0.01, wander=0.02),
    "FD16": Flow(265, season=NIGHTS_IN),
}

EARLY_HELP: Final[dict[str, Process]] = {
    "EH1": Flow(310, season=TERM_TIME, trend=12),
    "EH2": Part(0.62, of="EH1"),
    "EH3": Balance("EH2", "EH10", start=1150),
    "EH4": Same("EH3"),
    "EH5": Part(0.9, of="EH2", lag=1),
    "EH6": Part(0.8, of="EH5", wander=0.03),
    "EH7": Same("EH6"),
    "reviews of Early Help due": Part(0.3, of="EH3"),
    "EH8": Part(0.83, of="reviews of Early Help due", wander=0.02),
    "EH9": Flow(26, season=HOLIDAYS, trend=1),
    "EH9a": Same("EH9"),
    "EH10": Leavers("EH2", start=1150, leave=0.165),
    "EH10d": Part(0.66, of="EH10", trend=0.02),
    "EH10e": Same("EH10d", over="EH10"),
    "EH11": Flow(14),
    "EH11a": Part(0.075, of="CIN6"),
    "EH12": Part(0.042, of="EH10"),
    "EH12a": Same("EH12", over="EH10"),
    "EH13": Part(0.14, of="EH1"),
    "under-fives": Stock(15_900, stay=0.99),
    "EH14": Part(0.57, of="under-fives", trend=0.03, wander=0.008),
    "two-year-olds with a claim": Stock(690),
    "EH15": StandingPart(0.76, of="two-year-olds with a claim", trend=0.01),
}

CHILD_IN_NEED: Final[dict[str, Process]] = {
    "CIN1": Part(0.96, of="FD7"),
    "CIN2": Same("CIN1"),
    "CIN3": Part(0.66, of="CIN1", trend=0.06, wander=0.03),
    "CIN4": Part(0.215, of="CIN1"),
    "CIN5": Part(0.25, of="CIN6"),
    "CIN6": Part(0.97, of="CIN1", lag=1),
    "CIN7": Same("CIN6"),
    "CIN8": Part(0.755, of="CIN6", shift=("2022-10", 0.1)),
    "CIN9": Part(0.56, of="CIN1", wander=0.02),
    "CIN10": Same("CIN9"),
    "CIN10a": Part(0.975, of="CIN9", wander=0.008),
    "CIN10b": Part(0.88, of="CIN9"),
    "CIN10c": Part(0.86, of="CIN9", season=SCHOOLS_OPEN),
    "CIN11": Part(0.67, of="CIN9", wander=0.02),
    "other outcomes": Total({"CIN9": 1, "CIN11": -1}),
    "CIN12": Part(0.74, of="other outcomes", over="CIN9"),
    "CIN13": Part(0.93, of="CIN11"),
    "CIN14": Same("CIN13"),
    "CIN15": Part(0.37, of="CIN13"),
    "CIN16": Stock(430, stay=0.88, trend=8),
    "reviews of plans due": Part(0.4, of="CIN16"),
    "CIN17": Same("CIN17a"),
    "CIN17a": Part(0.72, of="reviews of plans due", trend=-0.01, wander=0.025),
    "protection plans started": Part(0.86, of="SG7"),
    "protection plans ended": Leavers("protection plans started", start=335, leave=0.072),
    "CIN18": Balance("protection plans started", "protection plans ended", start=335),
    "CIN19": Same("CIN18"),
    "CIN20": Part(0.92, of="CIN18"),
    "CIN21": Flow(152, season=SUMMER, spread=0.07),
    "CIN22": Part(0.8, of="CIN21"),
    "CIN23": Part(0.72, of="CIN22", wander=0.03),
    "CIN24": Part(0.54, of="CIN21"),
    "CIN25": Flow(9.5),
    "CIN26": Part(0.36, of="CIN25"),
    "CIN27": Stock(31, stay=0.8),
}

CARED_FOR: Final[dict[str, Process]] = {
    "CF1": Balance("CF4", "CF5", start=560),
    "CF2": Same("CF1"),
    "CF3": Stock(20, stay=0.95, trend=8),
    "CF3a": Same("CF3", over="CF1"),
    "CF4": Flow(18, spread=0.1),
    "CF5": Leavers("CF4", start=560, leave=0.0295),
    "CF6": StandingPart(0.102, of="CF1"),
    "in care for long": StandingPart(0.33, of="CF1", stay=0.96),
    "CF7": StandingPart(0.68, of="in care for long", stay=0.93),
    "CF8": StandingPart(0.135, of="CF1", trend=0.012),
    "CF9": Total({"CF1": 1, "CF10": -1, "CF11": -1, "CF12": -1, "CF15": -1, "placed elsewhere": -1}, over="CF1"),
    "CF10": StandingPart(0.215, of="CF1", stay=0.95, trend=0.008),
    "CF11": StandingPart(0.16, of="CF1", stay=0.95),
    "CF12": StandingPart(0.09, of="CF1", stay=0.94),
    "adoptive homes": Stock(17, stay=0.9),
    "placed elsewhere": Total({"CF16": 1, "CF18": 1, "CF19": 1, "adoptive homes": 1}),
    "CF13": Flow(1.7),
    "CF14": Scores(395, of="CF13", spread=150),
    "CF15": StandingPart(0.105, of="CF1", stay=0.94, trend=0.008),
    "CF16": Stock(46, stay=0.9, trend=-3),
    "CF17": Same("CF16", over="CF1"),
    "CF18": Stock(1.5, stay=0.5),
    "CF19": Stock(15, stay=0.85),
    "CF20": Same("CF19", over="CF1"),
    "CF21": Same("CF22"),
    "first health assessments due": Part(0.93, of="CF4"),
    "CF22": Part(0.63, of="first health assessments due", wander=0.05),
    "in care for a year": StandingPart(0.66, of="CF1", stay=0.96),
    "CF23": StandingPart(0.9, of="in care for a year", stay=0.8),
    "questionnaires returned": StandingPart(0.76, of="in care for a year"),
    "CF24": Scores(13.8, of="questionnaires returned", spread=4.5, trend=0.2),
    "CF25": StandingPart(0.6, of="in care for a year", stay=0.85, trend=0.08),
    "CF26": StandingPart(0.88, of="in care for a year", stay=0.85, trend=-0.01),
    "CF27": StandingPart(0.24, of="CF1"),
    "of school age": StandingPart(0.62, of="CF1", stay=0.97),
    "CF28": Part(0.955, of="of school age"),
    "care leavers": Stock(320, stay=0.97, trend=6),
    "CF29": StandingPart(0.88, of="care leavers", stay=0.6),
    "birthdays": Part(0.085, of="care leavers", wander=0.005),
    "CF30": Part(0.91, of="birthdays"),
    "CF31": Part(0.54, of="birthdays"),
    "CF32": Part(0.87, of="birthdays"),
    "CF33": Same("CF1", over="CF1"),
    "CF34": Part(0.925, of="CF1"),
}

SAFEGUARDING: Final[dict[str, Process]] = {
    "SG1": Stock(165, stay=0.75, season=SCHOOL_PLACES),
    "SG2": Stock(255, stay=0.85, season=HOME_EDUCATION, trend=28),
    "SG3": StandingPart(0.032, of="SG2", stay=0.85),
    "open cases": Total({"CIN16": 1, "CIN18": 1, "CF1": 1}),
    "SG4": StandingPart(0.145, of="open cases", trend=0.008, stay=0.6),
    "SG5": Same("SG6"),
    "SG6": Part(0.85, of="SG7", wander=0.04),
    "SG7": Part(0.8, of="CIN15"),
    "SG8": Part(0.86, of="SG7", wander=0.03),
    "SG9": Part(0.91, of="SG7", wander=0.03),
    "SG10": Part(0.9, of="SG7", season=SCHOOLS_OPEN, wander=0.03),
    "protection plan reviews due": Part(0.24, of="CIN18"),
    "SG11": Same("SG12"),
    "SG12": Part(0.935, of="protection plan reviews due", wander=0.025),
    "SG13": StandingPart(0.066, of="CIN18"),
    "SG14": StandingPart(0.4, of="SG13", over="CIN18", stay=0.85),
    "SG15": Same("SG15a"),
    "looked after reviews due": Part(0.33, of="CF1"),
    "SG15a": Part(0.88, of="looked after reviews due", wander=0.03),
    "SG16": Flow(25, season=HOLIDAYS),
    "SG17": Same("SG16"),
    "SG18": Part(0.36, of="SG16", over="SG16", trend=0.05),
    "not good": Total({"SG16": 1, "SG18": -1}),
    "SG19": Total({"not good": 1, "SG20": -1}, over="SG16"),
    "SG20": Part(0.21, of="not good", over="SG16", trend=-0.02, wander=0.03),
    "SG21": Stock(9, stay=0.7),
}

WORKFORCE: Final[dict[str, Process]] = {
    "staff": Balance("WF11", "WF12", start=178),
    "part-timers": StandingPart(0.24, of="staff", stay=0.97),
    "WF1": Total({"staff": 10, "part-timers": -4}),  # in tenths of a post, as it is published
    "vacant posts": Stock(47, stay=0.92, trend=-3),
    "posts": Total({"staff": 1, "vacant posts": 1}),
    "WF2": Same("vacant posts", over="posts"),
    "leavers in a year": Total({"WF12": 12}),
    "WF3": Same("leavers in a year", over="staff"),
    "agency staff": Stock(36, stay=0.9, trend=2),
    "workers": Total({"staff": 1, "agency staff": 1}),
    "WF4": Same("agency staff", over="workers"),
    "working days": Total({"staff": 21}),
    "WF5": Part(0.037, of="working days", season=WINTER, wander=0.003),
    "WF5a": Same("WF5"),
    "in assessment": Stock(290, stay=0.6),
    "cases held": Total({"open cases": 1, "in assessment": 1}),
    "case holders": StandingPart(0.44, of="workers", stay=0.97),
    "WF6": Same("cases held", over="case holders"),
    "WF7": StandingPart(0.13, of="case holders", stay=0.75),
    "WF8": Part(0.87, of="workers", wander=0.025),
    "WF9": Same("WF8"),
    "newly qualified": StandingPart(0.14, of="staff", stay=0.93),
    "WF10": Same("newly qualified", over="staff"),
    "WF11": Flow(2.9),
    "WF12": Leavers("WF11", start=178, leave=0.0145),
    "WF13": StandingPart(0.26, of="CF1"),
    "WF14": Scores(14.1, of="newly qualified", spread=2.5),
}

MODEL: Final[dict[str, Process]] = {
    **FRONT_DOOR,
    **EARLY_HELP,
    **CHILD_IN_NEED,
    **CARED_FOR,
    **SAFEGUARDING,
    **WORKFORCE,
}


def fraction_of(ref: str) -> tuple[str, str | None]:
    """The series that are the numerator and the denominator of a figure."""
    process = MODEL[ref]
    if isinstance(process, Same):
        numerator, denominator = fraction_of(process.of)
        return numerator, process.over or denominator
    return ref, process.denominator


def draw_all() -> dict[str, Counts]:
    """Every series by its name; each is drawn once, after those that it rests on."""
    done: dict[str, Counts] = {}

    def drawn(name: str) -> Counts:
        if name not in done:
            done[name] = MODEL[name].draw(drawn, Chance(name))
        return done[name]

    for name, process in MODEL.items():
        if not isinstance(process, Same):
            drawn(name)
    return done
