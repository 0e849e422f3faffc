// The server that shows and tests the site answers as a plain web host does, and nothing more.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { baseUrl, serve } from '../../scripts/serve.mjs';

let folder;
let server;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'serve-test-'));
  const put = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  put('secret.txt', 'secret');
  put('site/vi/index.html', '<link rel="canonical" href="https://example.org/a/b/vi/">xin chào');
  put('site/vi/404.html', 'không thấy');
  put('site/en/404.html', 'not found');
  put('site/data/số-liệu.csv', 'a,b');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'site', 'link.txt'));
  server = await serve(path.join(folder, 'site'), { base: '/a/b/' });
});

after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** Sends the path as it is: fetch() would tidy `..` away. */
function get(address, method = 'GET') {
  return new Promise((resolve, reject) => {
    request(server.origin, { path: address, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part) => { body += part; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    }).on('error', reject).end();
  });
}

test('a folder is served by its index.html, as UTF-8', async () => {
  const { status, headers, body } = await get('/a/b/vi/?x=1');
  assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
  assert.match(body, /xin chào/);
});

test('a folder without its slash redirects', async () => {
  const { status, headers } = await get('/a/b/vi');
  assert.deepEqual([status, headers.location], [301, '/a/b/vi/']);
});

test('a file name may hold any letter', async () => {
  const { status, headers } = await get(`/a/b/data/${encodeURIComponent('số-liệu')}.csv`);
  assert.deepEqual([status, headers['content-type']], [200, 'text/csv; charset=utf-8']);
});

test('a missing address gets the page of its language', async () => {
  for (const [address, text] of [['/a/b/vi/x', 'không thấy'], ['/a/b/en/x/y/', 'not found'], ['/a/b/x', 'not found\n']]) {
    const { status, body } = await get(address);
    assert.deepEqual([status, body], [404, text], address);
  }
});

test('nothing outside the site can be read', async () => {
  const addresses = ['/a/b/../secret.txt', '/a/b/%2e%2e/secret.txt', '/a/b/..%2fsecret.txt', '/a/b/vi/../../secret.txt', '/a/b/link.txt',
    '/secret.txt', '/a/b/%00', '/a/b/%', '/a/b/vi/index.html/'];
  for (const address of addresses) {
    const { status, body } = await get(address);
    assert.ok(status >= 400 && !body.includes('secret'), `${address}: ${status} ${body}`);
  }
});

test('HEAD has no body, and POST is refused', async () => {
  const head = await get('/a/b/vi/', 'HEAD');
  assert.deepEqual([head.status, head.body], [200, '']);
  assert.equal((await get('/a/b/vi/', 'POST')).status, 405);
});

test('the next port is taken when the first is in use', async () => {
  const port = Number(new URL(server.origin).port);
  await assert.rejects(serve(folder, { port }), /EADDRINUSE/);
  const next = await serve(folder, { port, portsToTry: 50 });
  assert.ok(Number(new URL(next.origin).port) > port);
  await next.close();
});

test('the base is read from the canonical link of the home page', () => {
  assert.equal(baseUrl(path.join(folder, 'site')).href, 'https://example.org/a/b/');
});
