#!/usr/bin/env node
// Serves a built site on loopback, the way a plain web host would:
//   node scripts/serve.mjs [FOLDER] [PORT]
// A site built for https://host/a/b/ is served under /a/b/. A missing address
// gets the 404.html of its language folder, and the site's `_headers` are sent.
// Needs nothing but Node.

import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HOST = '127.0.0.1';
const FIRST_PORT = 8000;
/** How many ports above the first are tried before we give up. */
const PORTS_TO_TRY = 100;

const TYPES = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonld': 'application/ld+json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.toml': 'application/toml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'application/xml; charset=utf-8',
  '.zip': 'application/zip',
};

/** Returns the public address of the site in `folder`, by the canonical link of its Vietnamese home page. */
export function baseUrl(folder) {
  const home = readFileSync(path.join(folder, 'vi', 'index.html'), 'utf8');
  const link = home.match(/<link\b[^>]*\brel=["']?canonical\b[^>]*>/i)?.[0];
  const href = link?.match(/\bhref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i)?.slice(1).find(Boolean);
  const url = href && URL.canParse(href) ? new URL(href) : undefined;
  if (!url?.pathname.endsWith('/vi/')) {
    throw new Error(`vi/index.html: canonical link is ${href ?? 'missing'}, and should be https://…/vi/`);
  }
  return new URL('../', url);
}

/** Serves `folder` under the path `base`. `port` 0 takes any free port. Resolves when it listens. */
export async function serve(folder, { base = '/', port = 0, portsToTry = 1 } = {}) {
  const root = realpathSync(folder);
  const rules = headerRules(root);
  const server = createServer((request, response) => {
    setHeaders(rules, request, response);
    answer(root, base, request, response);
  });
  await listen(server, port, port + portsToTry - 1);
  const origin = `http://${HOST}:${server.address().port}`;
  const close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return { origin, url: origin + base, close };
}

/** Reads `_headers`: which headers are sent with which addresses. */
function headerRules(root) {
  const file = path.join(root, '_headers');
  if (!existsSync(file)) return [];
  const rules = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const header = line.match(/^\s+([\w-]+):\s*(.*)$/);
    if (header) rules.at(-1)?.headers.push([header[1], header[2]]);
    else if (line.startsWith('/')) rules.push({ pattern: pattern(line.trim()), headers: [] });
  }
  return rules;
}

function pattern(rule) {
  const parts = rule.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Sends what all matching rules say; under one name it is joined, as hosts do. */
function setHeaders(rules, request, response) {
  const address = decodedPath(request.url) ?? '/';
  for (const { headers } of rules.filter(({ pattern: matching }) => matching.test(address))) {
    for (const [name, value] of headers) {
      const before = response.getHeader(name);
      response.setHeader(name, before ? `${before}, ${value}` : value);
    }
  }
}

function listen(server, port, lastPort) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port >= lastPort) reject(error);
      else resolve(listen(server, port + 1, lastPort));
    });
    server.listen(port, HOST, resolve);
  });
}

function answer(root, base, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(response, 405, 'only GET and HEAD', { allow: 'GET, HEAD' });
  }
  const address = decodedPath(request.url);
  if (address === undefined) return plain(response, 400, 'this address cannot be read');
  if (!address.startsWith(base)) {
    return address === '/' || `${address}/` === base
      ? plain(response, 302, 'the site is further down', { location: encodeURI(base) })
      : plain(response, 404, `the site is under ${base}`);
  }
  const relative = address.slice(base.length);
  const found = fileAt(root, relative);
  if (found === 'folder' && !address.endsWith('/')) {
    return plain(response, 301, 'with a slash', { location: `${encodeURI(address)}/` });
  }
  const file = found === 'folder' ? fileAt(root, `${relative}index.html`) : found;
  if (file && file !== 'folder') return send(request, response, 200, file);
  const notFound = fileAt(root, `${relative.split('/')[0]}/404.html`) ?? fileAt(root, '404.html');
  return notFound ? send(request, response, 404, notFound) : plain(response, 404, 'not found');
}

/** Returns the path part of a request, decoded, or undefined where it is malformed. */
function decodedPath(requestUrl) {
  try {
    const decoded = decodeURIComponent(requestUrl.replace(/[?#].*$/s, ''));
    return decoded.startsWith('/') && !decoded.includes('\0') ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the path of a file, 'folder', or undefined for nothing, and for all that lies outside `root`. */
function fileAt(root, relative) {
  try {
    const real = realpathSync(path.join(root, relative));
    if (real !== root && !real.startsWith(root + path.sep)) return undefined;
    const stat = statSync(real);
    if (stat.isDirectory()) return 'folder';
    // `page.html/` is not an address of `page.html`.
    return stat.isFile() && !relative.endsWith('/') ? real : undefined;
  } catch {
    return undefined;
  }
}

function send(request, response, status, file) {
  response.writeHead(status, {
    'content-type': response.getHeader('content-type') ?? TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

function plain(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${text}\n`);
}

async function main([folder = 'public', port]) {
  const base = decodeURI(baseUrl(folder).pathname);
  const first = port === undefined ? FIRST_PORT : Number(port);
  const server = await serve(folder, { base, port: first, portsToTry: PORTS_TO_TRY });
  console.log(`${folder} is at ${server.url} (Ctrl-C ends)`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close().then(() => process.exit(0)));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exitCode = 1;
  });
}
