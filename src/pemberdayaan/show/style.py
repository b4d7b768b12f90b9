"""How the page looks on a screen, on a telephone and on paper; nothing in it is fetched."""

__all__ = ["STYLE"]

STYLE = """
:root { --ink: #1c2733; --quiet: #55606b; --line: #ccd3d9; --wash: #f3f5f7; --mark: #1f4e79; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff;
  font: 1rem/1.5 system-ui, "Noto Sans", "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.6rem 1.4rem 4rem; }
caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); padding: 0; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; outline: 2px solid var(--mark); }
a { color: var(--mark); }
h1 { font-size: 2rem; line-height: 1.2; margin: .1rem 0 .3rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.6rem 0 .6rem; padding-top: .7rem; }
h2 { border-top: 3px solid var(--ink); }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
h4 { font-size: .95rem; margin: 0 0 .2rem; color: var(--quiet); }
p { margin: .35rem 0; }
ul, ol { margin: .3rem 0 .6rem; padding-left: 1.3rem; }
li { margin: .15rem 0; }
.kicker, .small, .quiet, .rules, figcaption { color: var(--quiet); }
.quiet { font-weight: 400; }
.small, .rules, figcaption { font-size: .86rem; }
.kicker { font-size: .9rem; margin: 0; }
.lede { font-size: 1.02rem; }
.synthetic, .violation { border: 2px dashed var(--ink); padding: .45rem .9rem; font-weight: 700; }
.violation { border-style: solid; }
.verdict { border-left: 7px solid var(--mark); background: var(--wash); padding: .7rem 1.1rem; margin: .9rem 0 1rem; }
.verdict p:first-child { font-weight: 700; font-size: 1.3rem; line-height: 1.3; }
.columns { display: grid; grid-template-columns: 2fr 3fr; gap: 0 2rem; }
.columns h2, .plain { border: 0; padding: 0; margin: .8rem 0 .3rem; font-size: 1.08rem; }
.columns ol > li { margin-bottom: .45rem; }
.whom { display: block; color: var(--quiet); }
.status { white-space: nowrap; } .notes { display: block; font-size: .88em; }
.mark { display: inline-block; width: .78em; height: .78em; border-radius: 50%; border: 2px solid var(--ink);
  margin-right: .4em; vertical-align: -.04em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.mark.met { background: var(--ink); } .mark.unknown { border-style: dotted; }
.tagged { font-size: .84rem; font-weight: 400; color: var(--quiet); border: 1px solid var(--line); border-radius: .7em;
  padding: 0 .5em; white-space: nowrap; }
nav { background: var(--wash); padding: .6rem 1.1rem; margin-top: 1.4rem; }
nav ol { columns: 3; font-size: .92rem; margin: .2rem 0; }
.quote { font-style: italic; color: var(--quiet); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.6rem; }
.side { border-top: 1px solid var(--line); padding-top: .5rem; }
.indicator { margin: .5rem 0 .8rem; padding-left: .8rem; border-left: 3px solid var(--line); }
.indicator p, .same { margin: .2rem 0; }
.records, .parts { font-size: .9rem; padding-left: 1.1rem; } .records li { color: #33404c; }
td .parts { margin: 0; padding-left: .9rem; font-size: 1em; }
.rules { border-top: 1px dotted var(--line); padding-top: .4rem; }
.lead { font-size: .9rem; font-weight: 700; }
.conflict { border-left: 5px solid var(--line); padding: .2rem 0 .2rem .9rem; margin: .8rem 0; }
.cite { overflow-wrap: anywhere; font-size: .92em; color: var(--quiet); } .cite a { text-decoration: none; }
.url { overflow-wrap: anywhere; font-size: .84rem; }
.urls { list-style: none; padding: 0; color: var(--quiet); margin: 0; }
.sources > li { margin-bottom: .7rem; }
.scroll { overflow-x: auto; margin: .7rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.4; }
caption { text-align: left; font-weight: 700; padding: .2rem 0 .3rem; }
th, td { text-align: left; vertical-align: top; padding: .32rem .55rem .32rem 0; border-bottom: 1px solid var(--line); }
.asked tbody th { min-width: 0; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 600; min-width: 6.5rem; }
td:last-child:not(:nth-child(2)) { min-width: 7.5rem; }
.criteria td:last-child, .asked td:last-child, .matrix td:last-child { min-width: 0; }
.within th { background: var(--wash); padding-left: .4rem; }
.matrix td, .matrix th { min-width: 5.5rem; }
figure { margin: 1rem 0; } figure > div { overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; }
@media (max-width: 46rem) {
  main { padding: 1rem .9rem 3rem; }
  h1 { font-size: 1.55rem; } h2 { font-size: 1.25rem; } .verdict p:first-child { font-size: 1.12rem; }
  .columns, .pair { grid-template-columns: 1fr; } nav ol { columns: 1; }
  figure svg { min-width: 38rem; } .scroll table { min-width: 34rem; }
  .scroll table.stacked { min-width: 0; } .stacked thead { display: none; }
  .stacked tr, .stacked th, .stacked td { display: block; border: 0; padding: .1rem 0; }
  .stacked tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .stacked td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media print {
  @page { size: A4; margin: 15mm 14mm 16mm; }
  @page { @bottom-right { content: counter(page); font: 8pt sans-serif; color: #55606b; } }
  html { font-size: 9.8pt; }
  body { line-height: 1.4; }
  main { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  h2 { margin-top: 1.7rem; } h3 { margin-top: 1.2rem; }
  h2, h3, h4, caption, .lead { break-after: avoid; }
  .opening { break-after: page; }
  .opening + section > h2, .opening + nav + section > h2 { margin-top: 0; }
  .scroll, figure > div { overflow: visible; }
  table { font-size: 8.2pt; } .matrix { font-size: 7.4pt; } .matrix td, .matrix th { min-width: 0; }
  thead { display: table-header-group; }
  tr, li, p, .conflict, .short { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  thead, .intro, .within, .quote, h3 + .quiet { break-after: avoid; }
  figure { break-inside: avoid; } figure svg { max-height: 232mm; width: auto; max-width: 100%; margin: 0; }
}
"""
