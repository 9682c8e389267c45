import { type AccentTheme, accentTheme, type Scheme, SURFACES } from '@gatehouse/core';

/** Texts and lines that stay as they are, whatever accent a creator chose. */
const FIXED: Readonly<Record<Scheme, string>> = {
  light: '--line:#e6e8e7;--soft:#4b5452;--danger:#b42318;--danger-soft:#fdf0ee;--mark:#8a5200;--mark-soft:#fdf5e4',
  dark: '--line:#25292a;--soft:#b0b8b6;--danger:#f97066;--danger-soft:#33130f;--mark:#f2b656;--mark-soft:#2d2108',
};

/** The colours of the house, which are the dashboard's. */
const HOUSE: Readonly<Record<Scheme, AccentTheme>> = {
  light: { button: '#0a6b58', onButton: '#ffffff', buttonLine: '#0a6b58', link: '#0a6b58', soft: '#e6f3ef' },
  dark: { button: '#3fcfab', onButton: '#05201a', buttonLine: '#3fcfab', link: '#3fcfab', soft: '#10302a' },
};

/**
 * The one sheet of the hosted pages: phone first, light and dark by the system's choice unless one is asked for, nothing loaded from elsewhere. It
 * stands in the page itself, so that a page is one request, and the content security policy names its hash.
 */
export function pageStyles(accent: string | null, scheme?: Scheme): string {
  const colours = (of: Scheme): string => `${FIXED[of]};${colourVariables(of, accent)}`;
  if (scheme !== undefined) return `:root{color-scheme:${scheme};${colours(scheme)}}\n${RULES}`;
  return `:root{color-scheme:light dark;${colours('light')}}
@media (prefers-color-scheme:dark){:root{${colours('dark')}}}
${RULES}`;
}

function colourVariables(scheme: Scheme, accent: string | null): string {
  const { canvas, card, inset, ink, control } = SURFACES[scheme];
  const { button, onButton, buttonLine, link, soft } = accent === null ? HOUSE[scheme] : accentTheme(accent, scheme);
  const surfaces = `--canvas:${canvas};--card:${card};--inset:${inset};--ink:${ink};--control:${control}`;
  return `${surfaces};--accent:${button};--on-accent:${onButton};--accent-line:${buttonLine};--link:${link};--accent-soft:${soft}`;
}

const RULES = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--canvas);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main{width:100%;max-width:27rem;margin:0 auto;padding:1.5rem 1.25rem;flex:1}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.5rem 1.25rem}
.badge{width:3rem;height:3rem;border:1px solid var(--line);border-radius:.75rem;background:var(--accent-soft);color:var(--link);display:flex;align-items:center;justify-content:center;font-size:1.375rem;font-weight:600;margin:0 0 1rem}
h1{font-size:1.375rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .375rem;overflow-wrap:anywhere;hyphens:auto;hyphenate-limit-chars:16 5 5}
h2{font-size:1rem;line-height:1.35;margin:1.5rem 0 .25rem;overflow-wrap:anywhere;hyphens:auto;hyphenate-limit-chars:16 5 5}
p{margin:0 0 1rem;overflow-wrap:anywhere}
.soft{color:var(--soft)}
.small{font-size:.875rem}
form{margin:0}
.check{display:flex;align-items:flex-start;gap:.625rem;margin:0 0 .25rem;font-weight:400}
.check input{flex:none;width:1.25rem;height:1.25rem;margin:.0625rem 0 0;accent-color:var(--accent)}
label{display:block;font-weight:600;font-size:.875rem;margin:0 0 .375rem}
input[type=email],input[type=text],input[type=password]{display:block;width:100%;min-height:3rem;padding:.625rem .875rem;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--control);border-radius:.625rem}
input.code{font-size:1.5rem;letter-spacing:.3em;font-variant-numeric:tabular-nums}
input[readonly]{background:var(--inset);color:var(--soft);border-color:var(--line)}
h1+form{margin-top:1rem}
h1+.notice{margin-top:.75rem}
label.next{margin-top:.875rem}
.hint{margin:.375rem 0 0}
.pair{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;margin-top:.875rem}
input[aria-invalid=true]{border-color:var(--danger);border-width:2px}
.button{display:flex;align-items:center;justify-content:center;gap:.625rem;width:100%;min-height:3rem;margin:.875rem 0 0;padding:.625rem 1rem;border:1px solid var(--accent-line);border-radius:.625rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button.plain{background:var(--card);color:var(--ink);border-color:var(--control)}
.button:hover{box-shadow:0 0 0 2px var(--card),0 0 0 3px var(--control)}
.link{display:inline-block;min-height:1.5rem;padding:0;border:0;background:none;color:var(--link);font:inherit;text-decoration:underline;cursor:pointer}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.or{display:flex;align-items:center;gap:.75rem;margin:1.25rem 0;color:var(--soft);font-size:.875rem}
.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--line)}
.notice{padding:.75rem .875rem;border-radius:.625rem;background:var(--accent-soft);margin:0 0 1rem}
.error{color:var(--danger);font-size:.875rem;font-weight:600;margin:.375rem 0 0}
.notice.bad{background:var(--danger-soft);color:var(--danger)}
.sandbox{display:inline-block;padding:0 .5rem;border-radius:1rem;background:var(--mark-soft);color:var(--mark);font-size:.75rem;font-weight:600}
ul.scopes{list-style:none;margin:0 0 1rem;padding:.25rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
ul.scopes li{position:relative;padding:.5rem 0 .5rem 1.75rem;overflow-wrap:anywhere}
ul.scopes li::before{content:"";position:absolute;left:.375rem;top:.875rem;width:.375rem;height:.625rem;border:solid var(--link);border-width:0 2px 2px 0;transform:rotate(45deg)}
.who{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem .75rem;padding:.75rem .875rem;border-radius:.625rem;background:var(--inset);margin:0 0 1rem;font-size:.875rem}
.who span{overflow-wrap:anywhere;min-width:0}
footer{display:flex;flex-wrap:wrap;justify-content:center;gap:.25rem 1rem;padding:0 1.25rem 1.5rem;color:var(--soft);font-size:.8125rem}
footer a{color:inherit}
.logo{display:block;max-width:8rem;height:3rem;object-fit:contain;object-position:left;margin:0 0 1rem}
.button+p,form+p,form+form{margin-top:.875rem}
.card>:last-child,.card>form:last-child>p:last-child{margin-bottom:0}
@media (min-width:40rem){main{padding-top:12vh}.card{padding:2rem}}
`.trim();
