const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

class Markup {
  constructor(text) {
    this.text = text;
  }
}

function render(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  if (value === null || value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => entities[character]);
}

/** HTML with everything that is put into it escaped, unless it was made by this same tag. */
export const html = (parts, ...values) => new Markup(parts.map((part, index) => part + render(values[index])).join(''));

/** A whole page of the sandbox: the mark on top says that nothing here is the real thing. */
export function page({ title, body, style = null, script = null }) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Gatehouse sandbox</title>
        <link rel="stylesheet" href="/dev/assets/sandbox.css" />
        ${style && html`<link rel="stylesheet" href="${style}" />`} ${script && html`<script src="${script}" defer></script>`}
      </head>
      <body>
        <header class="mark">
          <strong>Sandbox</strong>
          <span>A stand-in on this machine. Nothing here reaches the internet.</span>
        </header>
        ${body}
      </body>
    </html>`.text;
}
