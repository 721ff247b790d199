"""How the briefing looks: on a light and a dark screen, and on paper.

Colours are custom properties in pairs: text in `--red-ink` stands on `--red`; `--ink`, `--quiet`, `--accent` and
`--aim` stand on `--paper` and on `--panel`. Every pair has a contrast of at least 4.5 to 1. The chips of the ratings
are words in a border, so that they say the same in black and white.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final = """\
:root {
  color-scheme: light;
  --paper: #ffffff; --panel: #f3f6f7; --rule: #c5ced3;
  --ink: #1a2226; --quiet: #4d5960; --accent: #0b5563; --aim: #8a2463;
  --red: #fbe1de; --red-ink: #8c1710;
  --amber: #fdefd0; --amber-ink: #6a4500;
  --green: #dff1e3; --green-ink: #14532d;
  --unrated: #e9edef; --unrated-ink: #414c52;
}
"""

DARK: Final = """\
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #13181b; --panel: #1d2428; --rule: #445057;
    --ink: #e7ecef; --quiet: #aab6bd; --accent: #86d3e0; --aim: #f0a3d0;
    --red: #4a1512; --red-ink: #ffb4ab;
    --amber: #46320a; --amber-ink: #ffd98a;
    --green: #12381f; --green-ink: #a5e3b5;
    --unrated: #2b343a; --unrated-ink: #c6d0d6;
  }
}
"""

_PAGE: Final = """\
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 56rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  overflow-wrap: break-word;
}
h1, h2, h3, dd, .why, .commentary { overflow-wrap: anywhere; }
header { border-bottom: 3px solid var(--accent); padding-bottom: 1rem; margin-bottom: 1.75rem; }
h1 { margin: 0 0 .6rem; font-size: 1.75rem; line-height: 1.2; color: var(--accent); }
h2 { margin: 2.5rem 0 0; font-size: 1.3rem; line-height: 1.3; color: var(--accent); }
h3 { margin: 0; font-size: 1.05rem; line-height: 1.4; }
h4 { margin: 0 0 .25rem; font-size: .9rem; }
p { margin: .3rem 0; }
.quiet, figcaption, .signed { color: var(--quiet); }
.made, .note, figcaption, .signed { font-size: .875rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .925rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .35rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--rule); font-size: .825rem; color: var(--quiet); }
tbody th { font-weight: 400; }
tfoot th, tfoot td { border-top: 2px solid var(--rule); border-bottom: 0; font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.change { display: inline-block; min-width: 1.9em; color: var(--quiet); font-size: .85em; font-weight: 400; }

.chip {
  display: inline-block; padding: 0 .55em; border: 1.5px solid currentcolor; border-radius: .3em;
  font-size: .8rem; line-height: 1.5; font-weight: 700; white-space: nowrap;
  print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
.chip.red { background: var(--red); color: var(--red-ink); }
.chip.amber { background: var(--amber); color: var(--amber-ink); }
.chip.green { background: var(--green); color: var(--green-ink); }
.chip.unrated { background: var(--unrated); color: var(--unrated-ink); }

article {
  margin: 1.25rem 0 0; padding: 1rem 1.25rem 1.1rem;
  border: 1px solid var(--rule); border-left: 5px solid var(--unrated-ink); border-radius: .35rem;
}
article.red { border-left-color: var(--red-ink); }
article.amber { border-left-color: var(--amber-ink); }
article.green { border-left-color: var(--green-ink); }
.why { font-weight: 600; }
.numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; align-items: start; margin: .5rem 0; }
dl { margin: .5rem 0; font-size: .925rem; display: grid; grid-template-columns: 7.5rem 1fr; gap: .15rem .75rem; }
.numbers dl { grid-template-columns: 4.5rem 1fr; margin: 0; }
dt { grid-column: 1; color: var(--quiet); }
dd { grid-column: 2; margin: 0; }
figure { margin: 0; }
figcaption { line-height: 1.35; }
.commentary { margin: .75rem 0 0; padding: .7rem 1rem; background: var(--panel); border-left: 3px solid var(--accent); }
.commentary p { white-space: pre-wrap; margin: 0 0 .5rem; }
.commentary p:last-child, .commentary .signed { margin: 0; }
ul { padding-left: 1.2rem; }

svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--ink); }
svg text.quiet { fill: var(--quiet); }
svg text.strong { font-weight: 700; font-size: 13px; }
svg text.aim { fill: var(--aim); }
svg .months { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
svg .month, svg .latest { fill: var(--accent); }
svg .target { stroke: var(--aim); stroke-width: 1.5; stroke-dasharray: 5 4; }
svg .range { fill: var(--aim); opacity: .12; }
svg .floor { stroke: var(--rule); }

@media (max-width: 40rem) {
  .numbers { grid-template-columns: 1fr; }
  .wide { overflow-x: auto; }
}
"""

_PRINT: Final = """\
@page {
  size: A4; margin: 16mm 15mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #4d5960; }
}
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; line-height: 1.35; }
  h2 { margin-top: 1.75rem; }
  h2, h2 + p, h3, h4, caption, thead { break-after: avoid; }
  article, tr, figure, .commentary { break-inside: avoid; }
  article { margin-top: .8rem; padding: .6rem .9rem .7rem; }
  .numbers, dl, .commentary { margin-top: .3rem; margin-bottom: .3rem; }
  .commentary { padding: .45rem .8rem; font-size: .95rem; }
  figure svg { max-width: 90%; }
  p { orphans: 3; widows: 3; }
}
"""

STYLE: Final = f"{LIGHT}{DARK}{_PAGE}{_PRINT}"
