import { parseSetCookie } from 'cookie';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser that keeps cookies by host, as browsers do, and follows redirects between the hosts that it is told are ours. */
export class TravellingBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();
  url = 'about:blank';
  status = 0;
  html = '';
  trail: string[] = [];

  constructor(
    private readonly server: FastifyInstance,
    private readonly ours: readonly string[],
  ) {}

  cookieNamesOf(host: string): string[] {
    return [...(this.cookies.get(host)?.keys() ?? [])];
  }

  /** Opens a URL and follows redirects until one leads away, or a page comes. */
  async open(url: string, form?: Readonly<Record<string, string>>): Promise<this> {
    this.trail = [];
    let next: string | null = new URL(url, this.url === 'about:blank' ? undefined : this.url).href;
    let payload = form;
    while (next !== null) {
      this.url = next;
      this.trail.push(next);
      if (!this.ours.includes(new URL(next).host)) return this;
      const response = await this.send(next, payload);
      payload = undefined;
      this.status = response.statusCode;
      this.html = response.payload;
      next = response.statusCode === 303 ? new URL(String(response.headers.location), next).href : null;
    }
    return this;
  }

  /** Submits the form with this button. */
  press(label: string, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const form = [...this.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].find(([, , inner = '']) =>
      inner.includes(`>${label}</button>`),
    );
    if (form === undefined) throw new Error(`no button "${label}" at ${this.url}`);
    const [, action = '', inner = ''] = form;
    const hidden = [...inner.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const own = hidden.map(([, name = '', value = '']): [string, string] => [name, value]);
    const [, button = ''] = new RegExp(`<button([^>]*)>${label}</button>`).exec(inner) ?? [];
    const [name, value] = [/name="([^"]*)"/.exec(button)?.[1], /value="([^"]*)"/.exec(button)?.[1]];
    const pressed = name === undefined ? {} : { [name]: value ?? '' };
    return this.open(action.replace(/&amp;/g, '&'), { ...Object.fromEntries(own), ...fields, ...pressed });
  }

  private async send(url: string, form?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
    const { host, pathname, search } = new URL(url);
    const kept = this.cookies.get(host) ?? new Map<string, string>();
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.server.inject({
      method: form === undefined ? 'GET' : 'POST',
      url: pathname + search,
      headers: {
        host,
        ...(cookie === '' ? {} : { cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { payload: new URLSearchParams(form).toString() }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const { name, value = '', maxAge } = parseSetCookie(line);
      if (maxAge === 0) kept.delete(name);
      else kept.set(name, value);
    }
    this.cookies.set(host, kept);
    return response;
  }
}
