// What a first visit to a page downloads, each file compressed with gzip as a web host would.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import test from 'node:test';
import { LANGUAGES, read, sample } from './site.mjs';
import { quiet, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

/** kB = 1000 bytes. A place is what people open on a telephone; nothing else needs more than OTHER_LIMIT. */
const LIMITS = { place: 60 };
const OTHER_LIMIT = 200;
/** Scripts of a page where nobody searches, and what a search loads in a language. */
const SCRIPT_LIMIT = 15;
const INDEX_LIMIT = 50;

useBrowser();

/** Returns [file, kB] for all that the page loads. */
async function weights(address) {
  const loaded = [];
  const prepare = (tab) => tab.on('response', (response) => loaded.push(response));
  return visit(address, { prepare }, async (tab) => {
    await quiet(tab);
    return Promise.all(loaded.map(async (response) => {
      const body = await response.body();
      return [new URL(response.url()).pathname, Math.min(body.length, gzipSync(body).length) / 1000];
    }));
  });
}

for (const { address, kind } of sample()) {
  const limit = LIMITS[kind] ?? OTHER_LIMIT;
  test(`${address}: at most ${limit} kB`, async (t) => {
    const parts = await weights(address);
    const total = parts.reduce((sum, [, kb]) => sum + kb, 0);
    t.diagnostic(`${address} (${kind}): ${total.toFixed(1)} kB in ${parts.length} files`);
    const heavy = parts.map(([file, kb]) => `${kb.toFixed(1)} kB ${file}`);
    expectNone(total > limit ? heavy : [], `file: together ${total.toFixed(1)} kB, limit ${limit} kB`);
    const scripts = parts.filter(([file]) => file.endsWith('.js') && kind !== 'search').reduce((sum, [, kb]) => sum + kb, 0);
    assert.ok(scripts <= SCRIPT_LIMIT, `scripts: ${scripts.toFixed(1)} kB, limit ${SCRIPT_LIMIT} kB`);
  });
}

for (const language of LANGUAGES) {
  test(`${language}: what a search loads is at most ${INDEX_LIMIT} kB`, (t) => {
    const kb = gzipSync(read(`search/${language}.json`), { level: 9 }).length / 1000;
    t.diagnostic(`${kb.toFixed(1)} kB`);
    assert.ok(kb <= INDEX_LIMIT, `${kb.toFixed(1)} kB`);
  });
}
