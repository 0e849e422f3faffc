// Maps and pages of places: what a reader can do with them, and what a printer makes of them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { languagePages, sample } from './site.mjs';
import { quiet, useBrowser, visit } from './browser.mjs';

useBrowser();

/** The page of a place that has places beside it, the largest first. */
const place = languagePages.filter(({ kind, tree }) => kind === 'place' && hasSelect(tree)).sort((a, b) => b.size - a.size)[0];
const mapped = sample().find(({ kind, ids }) => kind === 'places' && ids.has('maps'));

function hasSelect(node) {
  return node.tagName === 'select' || (node.childNodes ?? []).some(hasSelect);
}

test('another place is compared in a column of its own', { skip: !place }, async () => {
  await visit(place.address, {}, async (tab) => {
    const before = await tab.locator('.indicator table').first().locator('thead th').count();
    const name = await tab.locator('[data-compare] option').nth(1).textContent();
    await tab.selectOption('[data-compare]', { index: 1 });
    await quiet(tab);
    const heads = await tab.locator('.indicator table').first().locator('thead th').allTextContents();
    assert.equal(heads.length, before + 1);
    assert.equal(heads[2], name);
    assert.ok(await tab.locator('td.compared-cell data').count() > 0, 'no figure of the other place');
    await tab.selectOption('[data-compare]', '');
    assert.equal(await tab.locator('.compared-cell').count(), 0);
  });
});

test('a place prints on two sheets at most', { skip: !place }, async () => {
  const pdf = await visit(place.address, {}, (tab) => tab.pdf({ format: 'A4', preferCSSPageSize: true }));
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets <= 2, `${place.address} prints on ${sheets} sheets`);
});

test('a field of a map is reached by keyboard and says its place, value and class', { skip: !mapped }, async () => {
  await visit(mapped.address, {}, async (tab) => {
    const field = tab.locator('.chart-map a').first();
    await field.focus();
    const name = await field.locator('title').textContent();
    assert.match(name, /^\S.*: .*\d/);
    const known = await tab.getByRole('link', { name, exact: true }).count();
    assert.ok(known > 0, `no link is called ${name}`);
    await tab.keyboard.press('Enter');
    await tab.waitForURL((url) => !url.pathname.endsWith(mapped.address));
  });
});

test('each shade of a map has an ink that is read on it', { skip: !mapped }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const ratios = await visit(mapped.address, { colorScheme }, (tab) => tab.evaluate(() => {
      const channel = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      const light = (color) => {
        const [r, g, b] = color.match(/[\d.]+/g).map(Number);
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      };
      const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return [0, 1, 2, 3, 4].map((shade) => {
        const field = document.querySelector('.chart-map a');
        field.setAttribute('class', `tile class-${shade}`);
        const fill = (selector) => light(getComputedStyle(field.querySelector(selector)).fill);
        return ratio(fill('.field'), fill('.tick'));
      });
    }));
    ratios.forEach((ratio, shade) => assert.ok(ratio >= 4.5, `${colorScheme}, shade ${shade}: ${ratio.toFixed(2)}`));
  }
});
