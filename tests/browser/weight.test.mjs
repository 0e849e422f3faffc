// What a first visit to a page downloads, each file compressed with gzip as a web host would.

import { gzipSync } from 'node:zlib';
import test from 'node:test';
import { sample } from './site.mjs';
import { quiet, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

/** kB = 1000 bytes. A place is what people open on a telephone; nothing else needs more than OTHER_LIMIT. */
const LIMITS = { place: 60 };
const OTHER_LIMIT = 200;

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
  });
}
