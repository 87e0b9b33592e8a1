import { Markup } from '../http/html.ts';

export const stylesheet = new Markup(`<style>
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a4150); --soft: light-dark(#f4f6f9, #1c212b);
  --ink: light-dark(#1b2330, #e6eaf2); --muted: light-dark(#566072, #a2adbf); --accent: light-dark(#0b57d0, #8ab4f8);
  --on-accent: light-dark(#fff, #0b1526); --bad: light-dark(#b3261e, #f2b8b5); --ground: light-dark(#fff, #12161e); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
a { color: var(--accent); }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .75rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--soft); }
.brand { font-weight: 650; color: var(--ink); text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
nav a { padding: .35rem .75rem; border-radius: 999px; text-decoration: none; }
nav a[aria-current] { background: var(--accent); color: var(--on-accent); }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .75rem 0; } h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
.muted { color: var(--muted); font-size: .875rem; }
.card { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.narrow { max-width: 30rem; margin-inline: auto; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
.notice { border-left: 4px solid var(--accent); background: var(--soft); padding: .5rem .75rem; }
.notice.failed { border-color: var(--bad); }
table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 600; }
th, td { padding: .4rem .5rem; border-bottom: 1px solid var(--line); vertical-align: middle; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
form.inline { display: inline; }
form.row > label { min-width: 0; max-width: 100%; } label select { width: 100%; } input[list] { min-width: min(22rem, 100%); }
label { display: grid; gap: .15rem; font-size: .875rem; } label.check { display: flex; gap: .5rem; align-items: start; align-self: center; font-size: 1rem; }
input, select, textarea, button { font: inherit; color: inherit; padding: .4rem .6rem; border: 1px solid var(--line);
  border-radius: .5rem; background: var(--ground); max-width: 100%; min-height: 2.5rem; }
input[type=checkbox] { min-height: 0; margin-top: .3rem; } textarea { width: 100%; min-height: 5rem; }
button { cursor: pointer; } button.main { background: var(--accent); color: var(--on-accent); border-color: transparent; }
button.bad { color: var(--bad); } button:disabled { opacity: .5; cursor: not-allowed; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.account { display: block; width: 100%; text-align: left; margin: .35rem 0; padding: .6rem .8rem; }
.account span { display: block; } .tree li { margin: .2rem 0; } .tree { list-style: none; padding-left: 0; }
.unit { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; } .unit details[open] { flex: 1 0 100%; }
.tag { font-size: .75rem; border: 1px solid var(--line); border-radius: 999px; padding: .05rem .5rem; white-space: nowrap; }
.tag.bad { color: var(--bad); border-color: currentcolor; }
iframe.tool { display: block; width: 100%; height: min(75vh, 52rem); border: 1px solid var(--line); border-radius: .75rem; background: #fff; }
dl.values { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem .75rem; margin: 0; } dl.values dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl.values { grid-template-columns: 1fr; } dl.values dt { font-weight: 600; } }
.plain { list-style: none; padding-left: 0; } .plain li { padding: .5rem 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; justify-content: space-between; }
.who { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; padding: .5rem 1rem; background: var(--soft); border-bottom: 1px solid var(--line); }
a.button { display: inline-block; padding: .4rem .8rem; border-radius: .5rem; text-decoration: none; background: var(--accent); color: var(--on-accent); }
a.button.quiet { background: none; border: 1px solid var(--line); color: var(--accent); }
</style>`);
