// Numbers of a column stand decimal mark under decimal mark, and what moves them there is not copied.

import assert from 'node:assert/strict';
import test from 'node:test';
import { languagePages, read } from './site.mjs';
import { useBrowser, visit } from './browser.mjs';

useBrowser();

const mixed = languagePages.filter(({ file }) => read(file).includes('data-pad=')).sort((a, b) => a.size - b.size).slice(0, 6);

/** Returns, for each column of a table and each sign of a unit in it, where the digits before the decimal mark end. */
const ends = (tab) => tab.evaluate(() => {
  const found = [];
  for (const table of document.querySelectorAll('.scroll > table:has([data-pad])')) {
    for (const data of table.querySelectorAll('td.number data')) {
      const text = data.firstChild;
      const unit = text.data.replace(/[\d.,\s\u2212-]/g, '');
      const decimals = data.value.split('.')[1]?.length ?? 0;
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, text.data.length - unit.length - (decimals ? decimals + 1 : 0));
      if (text.data.includes('\u00a0')) continue; // A unit apart from its number is measured by the others.
      const column = `${table.getAttribute('aria-labelledby')} ${data.closest('td').cellIndex} ${unit}`;
      found.push([column, text.data, range.getBoundingClientRect().right]);
    }
  }
  return found;
});

test('decimal marks of a column stand under each other', { skip: !mixed.length }, async () => {
  for (const { address } of mixed) {
    const first = {};
    for (const [column, text, right] of await visit(address, {}, ends)) {
      first[column] ??= right;
      assert.ok(Math.abs(right - first[column]) <= 1, `${address}, ${column}: ${text} ends at ${right}, the first at ${first[column]}`);
    }
  }
});

test('what aligns a number is not copied with it', { skip: !mixed.length }, () =>
  visit(mixed[0].address, {}, async (tab) => {
    const [copied, text] = await tab.evaluate(() => {
      const data = document.querySelector('td [data-pad]');
      getSelection().selectAllChildren(data.closest('td'));
      return [getSelection().toString().trim(), data.closest('td').innerText.trim()];
    });
    assert.equal(copied, text);
    assert.match(await tab.locator('td [data-pad]').first().textContent(), /^[^]*\d%?$/);
  }));

const sortable = languagePages.find(({ file, kind }) => kind === 'places' && read(file).includes('data-sortable'));

test('the order of a table is said, not only drawn', { skip: !sortable }, () =>
  visit(sortable.address, {}, async (tab) => {
    const button = tab.locator('.table:not(details *) thead button').nth(1);
    const name = (await button.textContent()).trim();
    const status = tab.locator('.table:not(details *) .table-tools [role=status]').first();
    await button.focus();
    await tab.keyboard.press('Enter');
    const first = await status.textContent();
    assert.ok(first.includes(name), `“${first}” does not name ${name}`);
    await tab.keyboard.press('Enter');
    assert.notEqual(await status.textContent(), first);
  }));
