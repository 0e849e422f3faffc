// All there is to read with JavaScript is there without it: scripts add controls, not content.

import test from 'node:test';
import { sample } from './site.mjs';
import { inPage, quiet, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

useBrowser();

/** Returns the lines of text in <main>, without controls, and how many tables, rows and drawings show. */
const contentOf = (tab) => inPage(tab, () => {
  openDetails();
  const main = document.querySelector('main');
  if (!main) return { lines: [], counts: {} };
  const count = (selector) => [...main.querySelectorAll(selector)].filter(isShown).length;
  const counts = { tables: count('table'), rows: count('tr'), drawings: count('svg'), images: count('img') };
  for (const control of main.querySelectorAll('button, input, select, label, textarea, form, output, noscript, [role=status], [aria-live]')) control.remove();
  const lines = main.innerText.split(/[\n\t]/).map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
  return { lines, counts };
});

for (const { address } of sample()) {
  test(`${address}: the same without JavaScript`, async () => {
    const without = await visit(address, { javaScriptEnabled: false }, contentOf);
    const withScript = await visit(address, {}, async (tab) => {
      await quiet(tab);
      return contentOf(tab);
    });
    const only = (here, there) => here.lines.filter((line) => !there.lines.includes(line));
    expectNone([
      ...(without.lines.length > 0 ? [] : ['<main> is missing or empty']),
      ...only(withScript, without).map((line) => `only with JavaScript: ${line}`),
      ...Object.keys(without.counts)
        .filter((key) => without.counts[key] !== withScript.counts[key])
        .map((key) => `${key}: ${without.counts[key]} without JavaScript, ${withScript.counts[key]} with it`),
    ], 'difference');
  });
}
