import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

interface KnownPath {
  readonly shape: RegExp;
  readonly methods: Set<string>;
}

/** Which methods each path answers, so that a wrong method can be told from a wrong path (RFC 9110 section 15.5.6). */
@Injectable()
export class RouteMethods {
  private readonly paths = new Map<string, KnownPath>();

  /** Learns every route that is added to the server from here on. */
  learnFrom(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      // The dashboard's catch-all answers every path, so it says nothing about any.
      if (url === '/*' || url === '*') return;
      const known = this.paths.get(url) ?? { shape: shapeOf(url), methods: new Set() };
      for (const one of [method].flat()) known.methods.add(one);
      this.paths.set(url, known);
    });
  }

  /** The methods that this path answers, without the one given; empty when there is no such path. */
  othersThan(method: string, requestUrl: string): string[] {
    const path = requestUrl.split('?')[0] ?? '';
    const methods = [...this.paths.values()].filter((known) => known.shape.test(path)).flatMap((known) => [...known.methods]);
    return methods.includes(method) ? [] : [...new Set(methods)].sort();
  }
}

function shapeOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')))
    .join('/');
  return new RegExp(`^${source}$`);
}
