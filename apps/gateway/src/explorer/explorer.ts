import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describeFault, type Log } from '@tiepdan/service-runtime';
import { explorerExamples } from './explorer-examples';
import { explorerPage, explorerStyle } from './explorer-page';
import { explorerScript } from './explorer-script';
import type { DocumentRegister } from '../documents/registered-documents';

/** A page to try the graph with, served from this process alone. */
export interface Explorer {
  /** True when the request was for the page or one of its files, and is being answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

export interface ExplorerOptions {
  /** Folder of npm packages. */
  readonly assets: string;
  /** Whether the page may ask for the schema. */
  readonly introspection: boolean;
  /** Where the documents shown as examples are. */
  readonly documents: DocumentRegister;
  readonly log: Log;
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor sizes itself with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Those that are registered; a province may have registered others. */
const examplesFrom = (documents: DocumentRegister) =>
  explorerExamples.flatMap(({ document, variables }) => {
    const registered = [...documents.values()].find(({ name }) => name === document);
    return registered ? [{ query: registered.query, variables }] : [];
  });

export function createExplorer({ assets, introspection, documents, log }: ExplorerOptions): Explorer {
  const fromPackages = (type: string, ...path: string[]) => ({ type, load: () => readFile(join(assets, ...path)) });
  const written = (type: string, text: string) => ({ type, load: () => Promise.resolve(Buffer.from(text)) });
  const files = new Map([
    ['/explorer/react.js', fromPackages(SCRIPT, 'react', 'umd', 'react.production.min.js')],
    ['/explorer/react-dom.js', fromPackages(SCRIPT, 'react-dom', 'umd', 'react-dom.production.min.js')],
    ['/explorer/graphiql.js', fromPackages(SCRIPT, 'graphiql', 'graphiql.min.js')],
    ['/explorer/graphiql.css', fromPackages(STYLE, 'graphiql', 'graphiql.min.css')],
    ['/explorer/page.css', written(STYLE, explorerStyle)],
    ['/explorer/page.js', written(SCRIPT, explorerScript({ introspection, examples: examplesFrom(documents) }))],
  ]);
  const loaded = new Map<string, Promise<Buffer>>();
  const page = Buffer.from(explorerPage);

  const serve = async (
    path: string,
    { type, load }: { type: string; load: () => Promise<Buffer> },
    response: ServerResponse,
  ) => {
    if (!loaded.has(path)) loaded.set(path, load());
    const content = await loaded.get(path)!;
    response.writeHead(200, { 'content-type': type, 'content-length': content.length, 'cache-control': 'no-cache' });
    response.end(content);
  };
  return {
    handle(request, response) {
      if (request.method !== 'GET') return false;
      const path = request.url?.split('?', 1)[0] ?? '';
      if (path === '/' || (path === '/graphql' && request.headers.accept?.includes('text/html'))) {
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-length': page.length,
          'content-security-policy': PAGE_POLICY,
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
        });
        response.end(page);
        return true;
      }
      const file = files.get(path);
      if (!file) return false;
      serve(path, file, response).catch((error: unknown) => {
        loaded.delete(path);
        log.error({ file: path, ...describeFault(error) }, 'a file of the explorer cannot be read');
        response.writeHead(500).end();
      });
      return true;
    },
  };
}
