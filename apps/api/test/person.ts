import { parseSetCookie, stringifyCookie } from 'cookie';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** What a person sees. */
export interface Page {
  readonly path: string;
  readonly status: number;
  readonly html: string;
  readonly headers: LightMyRequestResponse['headers'];
}

/**
 * A person with a browser on the hosted pages: keeps cookies by path, follows redirects on our own origin, stops where one leads away, and presses
 * buttons by what stands on them.
 */
export class Person {
  private cookies: KeptCookie[] = [];
  /** The page on screen. */
  page: Page = { path: '', status: 0, html: '', headers: {} };
  /** Where the last redirect led away from us; null while on our pages. */
  leftTo: string | null = null;
  /** Every redirect of the last step, in order. */
  trail: string[] = [];

  constructor(
    private readonly server: FastifyInstance,
    private readonly publicUrl: string,
    /** Whose network the browser is in. */
    readonly remoteAddress = '203.0.113.1',
  ) {}

  /** The same person, with the same cookies at this moment, in another tab. */
  tab(): Person {
    const other = new Person(this.server, this.publicUrl, this.remoteAddress);
    other.cookies = [...this.cookies];
    return other;
  }

  forgetCookies(name?: string): void {
    this.cookies = this.cookies.filter((cookie) => name !== undefined && cookie.name !== name);
  }

  cookieNames(): string[] {
    return this.cookies.map(({ name }) => name);
  }

  cookieValue(name: string): string {
    const cookie = this.cookies.find((one) => one.name === name);
    if (cookie === undefined) throw new Error(`no cookie ${name}`);
    return cookie.value;
  }

  open(url: string): Promise<this> {
    return this.go('GET', url);
  }

  post(url: string, fields: Readonly<Record<string, string>>, contentType = 'application/x-www-form-urlencoded'): Promise<this> {
    return this.go('POST', url, new URLSearchParams(fields).toString(), contentType);
  }

  /** Submits the form that has this button, its hidden fields and these. */
  press(label: string, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const form = [...this.page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].find(([, , inner = '']) =>
      new RegExp(`<button[^>]*>${label}</button>`).test(inner),
    );
    if (form === undefined) throw new Error(`no button "${label}" on: ${this.page.html.replace(/<style.*?<\/style>/s, '')}`);
    const [, action = '', inner = ''] = form;
    const hidden = [...inner.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    );
    const button = new RegExp(`<button([^>]*)>${label}</button>`).exec(inner)?.[1] ?? '';
    const [name, value] = [/name="([^"]*)"/.exec(button)?.[1], /value="([^"]*)"/.exec(button)?.[1]];
    const own = name === undefined ? {} : { [name]: value ?? '' };
    return this.post(decode(action), { ...(Object.fromEntries(hidden) as Record<string, string>), ...fields, ...own });
  }

  /** Follows the link that bears these words. */
  follow(label: string): Promise<this> {
    const href = new RegExp(`<a[^>]*href="([^"]*)"[^>]*>(?:<svg(?:(?!</svg>).)*</svg>)?${label}</a>`, 's').exec(
      this.page.html,
    )?.[1];
    if (href === undefined) throw new Error(`no link "${label}" on: ${this.page.html}`);
    return this.open(decode(href));
  }

  private async go(method: 'GET' | 'POST', url: string, payload?: string, contentType?: string): Promise<this> {
    this.trail = [];
    this.leftTo = null;
    let response = await this.send(method, url, payload, contentType);
    let path = url;
    while (response.statusCode === 303) {
      const location = String(response.headers.location);
      this.trail.push(location);
      if (!location.startsWith('/') && !location.startsWith(`${this.publicUrl}/`)) {
        this.leftTo = location;
        return this;
      }
      path = location;
      response = await this.send('GET', location);
    }
    this.page = { path, status: response.statusCode, html: response.payload, headers: response.headers };
    return this;
  }

  private async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: string,
    contentType?: string,
  ): Promise<LightMyRequestResponse> {
    const path = url.startsWith(this.publicUrl) ? url.slice(this.publicUrl.length) : url;
    const [pathname = '/'] = path.split('?');
    const sent = this.cookies.filter(
      (cookie) => pathname === cookie.path || pathname.startsWith(cookie.path.replace(/\/?$/, '/')),
    );
    const response = await this.server.inject({
      method,
      url: path,
      remoteAddress: this.remoteAddress,
      headers: {
        'user-agent': 'Person/1.0',
        ...(sent.length === 0 ? {} : { cookie: sent.map(({ name, value }) => stringifyCookie({ [name]: value })).join('; ') }),
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const { name, value = '', path = '/', maxAge } = parseSetCookie(line);
    this.cookies = this.cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
    if (maxAge !== 0) this.cookies.unshift({ name, value, path });
  }
}

function decode(html: string): string {
  return html
    .replace(/&amp;/g, '&')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"');
}
