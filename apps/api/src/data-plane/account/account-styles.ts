/** What account pages need beyond the common sheet: sections, rows, a measure of use, and more room on a wide screen. */
export const ACCOUNT_STYLES = `
h2{font-size:1.0625rem;line-height:1.3;margin:0 0 .75rem}
section{margin:1.5rem 0 0;padding:1.5rem 0 0;border-top:1px solid var(--line)}
h1+.row{margin-top:1rem}
ul.scopes+section{border-top:0;padding-top:.25rem}
section+p{margin-top:1.5rem}
.rows{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
.row{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem .75rem;padding:.875rem;border-radius:.75rem;background:var(--inset)}
label{overflow-wrap:anywhere}
.row>div{min-width:0;flex:1 1 12rem}
.row p,.row strong{margin:0;overflow-wrap:anywhere}
.row form{flex:none}
.row>.tools{flex:1 1 100%;margin:.25rem 0 0}
.row p.overdue{color:var(--danger);font-weight:600}
.row .button,.tools .button{width:auto;min-height:2.75rem;margin:0;padding:.375rem .875rem;font-size:.9375rem}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem;margin:.875rem 0 0}
.tools form+form,.tools form+a{margin-top:0}
.tag{display:inline-block;margin:0 0 0 .375rem;padding:0 .5rem;border-radius:1rem;background:var(--accent-soft);color:var(--accent);font-size:.75rem;font-weight:600;white-space:nowrap}
progress{display:block;width:100%;height:.5rem;margin:.375rem 0 0;border:0;border-radius:.25rem;overflow:hidden;appearance:none;background:var(--line)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--accent)}
progress::-moz-progress-bar{background:var(--accent)}
.days{display:block;width:100%;height:6rem;margin:0 0 .75rem}
.days rect{fill:var(--accent)}
.days line{stroke:var(--line)}
table{width:100%;border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.375rem 0;text-align:left;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{text-align:right}
summary{cursor:pointer;min-height:1.5rem;color:var(--accent)}
ul.effects{margin:0 0 1rem;padding:0 0 0 1.125rem}
ul.effects li{margin:0 0 .375rem;overflow-wrap:anywhere}
h1+ul.effects,table+ul.effects{margin-top:.875rem}
td,th{overflow-wrap:anywhere}
.button.danger{background:var(--danger);border-color:var(--danger);color:var(--card)}
.danger-link{color:var(--danger)}
@media (min-width:40rem){main{max-width:44rem;padding-top:3rem}.card{padding:2rem 2.25rem}}
`.trim();
