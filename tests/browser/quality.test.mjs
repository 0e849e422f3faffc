// The page of what does not agree: short enough for a telephone, and nothing of it out of reach.

import assert from 'node:assert/strict';
import test from 'node:test';
import { languagePages } from './site.mjs';
import { quiet, useBrowser, visit } from './browser.mjs';

useBrowser();

const quality = languagePages.find(({ kind }) => kind === 'quality');
const shown = (tab) => tab.evaluate(() => {
  const findings = [...document.querySelectorAll('details.rows .finding')];
  return { n: findings.length, shown: findings.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length };
});

test('long groups of findings are folded on a phone and shown on a wide screen', { skip: !quality }, async () => {
  for (const javaScriptEnabled of [true, false]) {
    const narrow = await visit(quality.address, { width: 360, javaScriptEnabled }, shown);
    assert.ok(narrow.n > 0, 'no long group');
    assert.equal(narrow.shown, 0);
    const wide = await visit(quality.address, { width: 1280, javaScriptEnabled }, shown);
    assert.equal(wide.shown, wide.n);
  }
});

test('a folded finding opens for its address', { skip: !quality }, () =>
  visit(quality.address, { width: 360 }, async (tab) => {
    const id = await tab.evaluate(() => [...document.querySelectorAll('details.rows .finding[id]')].at(-1).id);
    await tab.evaluate((hash) => { location.hash = hash; }, id);
    await quiet(tab);
    assert.ok(await tab.evaluate((hash) => document.getElementById(hash).getBoundingClientRect().top < innerHeight, id), `#${id} is out of sight`);
    assert.ok(await tab.evaluate((hash) => document.getElementById(hash).closest('details').open, id), `#${id} stays folded`);
  }));
