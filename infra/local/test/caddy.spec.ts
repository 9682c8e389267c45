import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './child';

const caddyfile = readFileSync(join(ROOT, 'infra/caddy/Caddyfile'), 'utf8').replace(/^\s*#.*$/gm, '');
const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, { profiles?: string[]; environment?: Record<string, string>; volumes?: string[]; ports?: string[] }>;
  volumes: Record<string, null>;
};

/** The body of the block that begins like this. */
function block(head: string): string {
  const start = caddyfile.indexOf(head);
  if (start < 0) throw new Error(`the Caddyfile has no ${head}`);
  let depth = 0;
  for (let at = caddyfile.indexOf('{', start + head.length - 1); at < caddyfile.length; at += 1) {
    if (caddyfile[at] === '{') depth += 1;
    if (caddyfile[at] === '}' && --depth === 0) return caddyfile.slice(start, at + 1);
  }
  throw new Error(`the block ${head} does not end`);
}

describe('the Caddyfile', () => {
  it('has certificates on demand only where it asks whether the domain is verified', () => {
    expect(caddyfile.match(/on_demand\b(?!_tls)/g)).toHaveLength(1);
    expect(block('https:// {')).toMatch(/tls \{\s*on_demand\s*\}/);
    expect(block('on_demand_tls {')).toMatch(/ask http:\/\/\{\$GATEHOUSE_UPSTREAM:api:3000\}\/internal\/tls-allowed/);
  });

  it('leads every site through the one snippet, which hides what is for Caddy itself and leaves the Host as it came', () => {
    const snippet = block('(gatehouse) {');
    expect(snippet).toMatch(/respond \/internal\/\* 404/);
    expect(snippet).not.toMatch(/header_up\s+(Host|X-Forwarded)/i);
    expect(caddyfile.match(/reverse_proxy/g)).toHaveLength(1);
    for (const site of ['{$PUBLIC_HOST} {', 'https:// {']) expect(block(site)).toContain('import gatehouse');
  });

  it('runs beside the containers when it is asked for, and keeps its certificates', () => {
    const { caddy } = compose.services;
    expect(caddy).toMatchObject({ profiles: ['tls'], ports: ['80:80', '443:443', '443:443/udp'] });
    expect(caddy?.volumes).toEqual(expect.arrayContaining(['./infra/caddy/Caddyfile:/etc/caddy/Caddyfile:ro', 'caddy:/data']));
    expect(Object.keys(compose.volumes)).toContain('caddy');
    const named = [...caddyfile.matchAll(/\{\$(\w+)/g)].map(([, name]) => name);
    expect(Object.keys(caddy?.environment ?? {})).toEqual(
      expect.arrayContaining([...new Set(named)].filter((name) => name !== 'GATEHOUSE_UPSTREAM')),
    );
  });
});
