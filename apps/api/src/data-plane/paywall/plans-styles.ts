/** What the plans need beyond the common sheet: tiers side by side where there is room, and a choice of month or year that works without a script. */
export const PLANS_STYLES = `
.plans input[type=radio]{position:absolute;opacity:0;width:1px;height:1px}
.by{display:grid;grid-template-columns:1fr 1fr;gap:.25rem;padding:.25rem;margin:.25rem 0 1rem;border:1px solid var(--line);border-radius:.75rem;background:var(--inset)}
.by label{display:grid;place-items:center;text-align:center;margin:0;padding:.5rem .875rem;min-height:2.5rem;border-radius:.5rem;cursor:pointer;font-size:.9375rem}
#by-month:checked~.by label[for=by-month],#by-year:checked~.by label[for=by-year]{background:var(--card);box-shadow:0 0 0 1px var(--control)}
#by-month:focus-visible~.by label[for=by-month],#by-year:focus-visible~.by label[for=by-year]{outline:3px solid var(--link);outline-offset:2px}
#by-month:checked~.tiers .year,#by-year:checked~.tiers .month{display:none}
.tiers{list-style:none;margin:0 0 1rem;padding:0;display:grid;gap:.875rem}
.tier{display:flex;flex-direction:column;padding:1.125rem;border:1px solid var(--line);border-radius:.875rem;min-width:0}
.tier.here{border-color:var(--accent-line);box-shadow:inset 0 0 0 1px var(--accent-line)}
.tier h2{margin:0 0 .25rem}
.tier ul{margin:0 0 .25rem;padding:0;list-style:none;font-size:.9375rem}
.tier li{position:relative;padding:.25rem 0 .25rem 1.375rem;overflow-wrap:anywhere}
.tier li::before{content:"";position:absolute;left:.25rem;top:.5rem;width:.3125rem;height:.5625rem;border:solid var(--link);border-width:0 2px 2px 0;transform:rotate(45deg)}
.price{margin:0 0 .5rem;overflow-wrap:anywhere}
.price strong{font-size:1.5rem;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.tag{display:inline-block;align-self:flex-start;margin:0 0 .375rem;padding:0 .5rem;border-radius:1rem;background:var(--accent-soft);color:var(--link);font-size:.75rem;font-weight:600}
.tier .act{margin-top:auto}
.tier h2,.tier .button{overflow-wrap:anywhere;hyphens:auto}
@media (min-width:40rem){main{max-width:60rem;padding-top:8vh}.by{width:fit-content}.plans>.button{display:block;width:auto;min-width:16rem;margin-inline:auto}.tiers{grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}.tiers:has(>:nth-child(4):last-child){grid-template-columns:1fr 1fr}}
`.trim();
