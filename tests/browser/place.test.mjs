// Maps and pages of places: what a reader can do with them, and what a printer makes of them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { languagePages, read, sample } from './site.mjs';
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

test('on a phone the long tables of a place wait folded below their finding; wide screens and paper show them', { skip: !place }, async () => {
  const rows = (tab) => tab.evaluate(() => {
    const folds = [...document.querySelectorAll('details.rows')];
    const height = (fold) => fold.querySelector('table').getBoundingClientRect().height;
    return { n: folds.length, shown: folds.filter((fold) => height(fold) > 0 && fold.querySelector('table').checkVisibility({ contentVisibilityAuto: true })).length };
  });
  for (const javaScriptEnabled of [true, false]) {
    const narrow = await visit(place.address, { width: 360, javaScriptEnabled }, rows);
    assert.ok(narrow.n > 0, 'no long table');
    assert.equal(narrow.shown, 0, `JavaScript ${javaScriptEnabled}: ${narrow.shown} tables show on a phone`);
    const wide = await visit(place.address, { width: 1280, javaScriptEnabled }, rows);
    assert.equal(wide.shown, wide.n, `JavaScript ${javaScriptEnabled}: tables are folded on a wide screen`);
  }
  const printed = await visit(place.address, { width: 360 }, async (tab) => {
    await tab.emulateMedia({ media: 'print' });
    return rows(tab);
  });
  assert.equal(printed.shown, printed.n, 'tables are folded on paper');
});

test('a note inside a folded table is reached by its address', { skip: !place }, async () => {
  await visit(place.address, { width: 360 }, async (tab) => {
    const id = await tab.evaluate(() => document.querySelector('details.rows .notes li[id]')?.id);
    if (!id) return;
    await tab.evaluate((hash) => { location.hash = hash; }, id);
    await quiet(tab);
    assert.ok(await tab.evaluate((hash) => document.getElementById(hash).closest('details').open, id), `#${id} stays folded`);
  });
});

test('a link to a place is announced with its first figure', { skip: !place }, () => {
  const described = read(place.file).match(/<meta property="og:description" content="([^"]*)"/)[1];
  assert.match(described, /\d/, described);
});

test('every table of a place has its source below it', { skip: !place }, () =>
  visit(place.address, {}, async (tab) => {
    const bare = await tab.evaluate(() => [...document.querySelectorAll('.indicator')]
      .filter((part) => !part.querySelector('.source a')).map((part) => part.querySelector('h3').textContent));
    assert.deepEqual(bare, []);
  }));

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
