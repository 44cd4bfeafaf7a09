/** The colours and shapes of the product, for a page without its script. */
export const pageStyle = `
* { box-sizing: border-box; }
body { margin: 0; background: #f6f8f9; color: #1c2b31; font: 15px/1.5 "Noto Sans TC", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang TC", "Microsoft JhengHei", sans-serif; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1rem; padding: .75rem 1.25rem; background: #12343f; color: #e8f1f4; }
header a { color: inherit; }
.wordmark { display: inline-flex; align-items: center; gap: .55rem; font-size: 1.15rem; font-weight: 700; text-decoration: none; }
main { max-width: 760px; margin: 0 auto; padding: 1.25rem; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(1.2rem, .85rem + 1.6vw, 1.5rem); line-height: 1.3; }
h2 { margin: 0 0 .25rem; font-size: 1.05rem; }
p { margin: 0 0 .75rem; }
.muted { color: #55666d; font-size: .9rem; }
section, form.publish, .notice { margin: 1rem 0; padding: 1rem; background: #fff; border: 1px solid #dde4e7; border-radius: 8px; }
.notice { border-left: 4px solid #2c7690; }
.notice.good { border-left-color: #2b8a3e; }
.notice.bad { border-left-color: #c92a2a; }
.notice p:last-child, .notice ul { margin-bottom: 0; }
.notice ul { padding-left: 1.2rem; margin-top: 0; }
label { display: block; font-weight: 600; font-size: .92rem; }
.hint { margin: 0 0 .25rem; color: #55666d; font-size: .85rem; }
select, input, textarea { width: 100%; margin: 0 0 1rem; padding: .5rem .6rem; border: 1px solid #94a6ad; border-radius: 4px; background: #fff; color: inherit; font: inherit; }
input, textarea, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .88rem; }
textarea { resize: vertical; }
button { padding: .5rem 1.1rem; border: 1px solid #1f6579; border-radius: 4px; background: #1f6579; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: #17596d; }
button.quiet { padding: .25rem .7rem; background: #fff; color: #1f6579; font-size: .88rem; }
button.quiet:hover { background: #edf6f9; }
a { color: #1f6579; }
:focus-visible { outline: 2px solid #2c7690; outline-offset: 2px; }
header :focus-visible { outline-color: #8dd0e4; }
ul.records { list-style: none; margin: .75rem 0 0; padding: 0; }
ul.records li { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) auto; gap: .25rem .75rem; align-items: start; padding: .7rem 0; border-top: 1px solid #e6ecee; }
.badge { justify-self: start; padding: .05rem .45rem; border-radius: 4px; background: #dcebf0; color: #17596d; font-size: .78rem; font-weight: 700; }
code { display: block; overflow-wrap: anywhere; white-space: pre-wrap; }
code.value { color: #55666d; }
@media (max-width: 520px) {
  main { padding: 1rem .75rem; }
  ul.records li { grid-template-columns: minmax(0, 1fr) auto; }
  ul.records li > div { grid-column: 1 / -1; grid-row: 2; }
}
`;

/** The product's sign. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="9" y="3" width="20" height="20" rx="5" fill="#83b8c9"/><rect x="3" y="9" width="20" height="20" rx="5" fill="#17596d"/><path d="m8.5 19 3.2 3.2L18 15.8" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
