// What the script adds to a page: the current section, a figure's source, the same place in the other language, tables
// that sort, filter and are saved. The sheets and scripts that do it are small.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import test from 'node:test';
import { languagePages, root } from './site.mjs';
import { useBrowser, visit } from './browser.mjs';

useBrowser();

const largest = (kind) => languagePages
  .filter((page) => page.kind === kind && page.language === 'vi')
  .sort((a, b) => b.size - a.size)[0]?.address;
const report = largest('report');
const places = largest('places');

/** Scrolls to the fourth section of the report. */
const readOn = (tab) => tab.evaluate(() => {
  const heading = document.querySelectorAll('.prose h2[id]')[3];
  heading.scrollIntoView();
  return heading.id;
});

test('the contents mark the section that is being read', () => visit(report, {}, async (tab) => {
  const id = await readOn(tab);
  await tab.waitForSelector(`.rail a[aria-current][href="#${id}"]`);
  assert.equal(await tab.locator('.rail a[aria-current]').count(), 1);
}));

test('on a phone the contents are folded, and fold again when a section is chosen', () =>
  visit(report, { width: 360 }, async (tab) => {
    assert.equal(await tab.locator('.contents[open]').count(), 0);
    await tab.locator('.contents summary').click();
    await tab.locator('.contents a').nth(2).click();
    assert.equal(await tab.locator('.contents[open]').count(), 0);
  }));

test('a figure shows its source beside it, and gives the focus back', () => visit(report, { width: 360 }, async (tab) => {
  const figure = tab.locator('.prose a.figure').first();
  const url = tab.url();
  await figure.focus();
  await tab.keyboard.press('Enter');
  const card = tab.locator('#source-pop');
  await card.waitFor({ state: 'visible' });
  assert.equal(tab.url(), url);
  assert.match(await card.innerText(), /\d/);
  assert.equal(await card.locator('a').last().getAttribute('href'), await figure.evaluate((link) => link.href));
  await tab.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
  assert.ok(await figure.evaluate((link) => link === document.activeElement));
}));

test('the other language opens at the section that is being read', () => visit(report, {}, async (tab) => {
  await readOn(tab);
  const at = () => tab.evaluate(() => [...document.querySelectorAll('.prose :is(h2, h3)[id]')]
    .findLastIndex((heading) => heading.getBoundingClientRect().top < innerHeight / 4));
  await tab.waitForTimeout(100);
  const before = await at();
  await tab.locator('.rail .languages a').first().click();
  await tab.waitForURL(/\/en\/.*#[a-z]/);
  await tab.waitForTimeout(100);
  assert.equal(await at(), before);
}));

test('tables sort by number and by name, filter without marks, and are saved as they are shown', () =>
  visit(places, {}, async (tab) => {
    const table = tab.locator('table[data-sortable]').last();
    const values = () => table.locator('tbody tr:not([hidden]) td.number:nth-child(2) data')
      .evaluateAll((found) => found.map((data) => Number(data.value)));
    await table.locator('thead th:nth-child(2) button').click();
    const falling = await values();
    assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
    assert.equal(await table.locator('thead th:nth-child(2)').getAttribute('aria-sort'), 'descending');
    await table.locator('thead th:nth-child(1) button').click();
    const names = await table.locator('tbody th').allInnerTexts();
    assert.deepEqual(names, [...names].sort(new Intl.Collator('vi', { numeric: true }).compare));

    const tools = tab.locator('.table', { has: table }).last().locator('.table-tools');
    const first = names[0];
    const typed = first.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
    await tools.locator('input').fill(typed);
    assert.deepEqual(await table.locator('tbody tr:not([hidden]) th').allInnerTexts(), [first]);
    const [download] = await Promise.all([tab.waitForEvent('download'), tools.locator('[data-save]').click()]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
    assert.equal(lines.length, 2);
    assert.ok(lines[1].startsWith(`${first},`), lines[1]);
  }));

test('sheets weigh at most 12 kB and scripts of a page at most 15 kB', () => {
  const weigh = (...names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(root, 'assets', name))).length, 0);
  assert.ok(weigh('style.css') <= 12_000, `style.css: ${weigh('style.css')}`);
  assert.ok(weigh('script.js') <= 15_000, `script.js: ${weigh('script.js')}`);
});

test('every heading with an address leads to it', () => visit(places, {}, async (tab) => {
  const without = await tab.locator('main :is(h2, h3)[id]:not(:has(> .anchor))').count();
  assert.equal(without, 0);
  await tab.locator('h2[id]').first().hover();
  await tab.locator('h2[id] > .anchor').first().click();
  assert.equal(new URL(tab.url()).hash, `#${await tab.locator('h2[id]').first().getAttribute('id')}`);
}));
