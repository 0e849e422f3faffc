// axe-core: the rules of WCAG 2.0, 2.1 and 2.2, levels A and AA, in light and dark, wide and narrow.

import test from 'node:test';
import axe from 'axe-core';
import { sample } from './site.mjs';
import { inPage, show, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: { 'target-size': { enabled: true } }, // WCAG 2.5.8, off unless asked for
  resultTypes: ['violations'],
};

useBrowser();

const violations = (tab) => tab.evaluate(async (options) => {
  const found = await window.axe.run(document, options);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id}: ${target.flat().join(' ')}: ${[...any, ...all, ...none][0]?.message ?? ''}`));
}, OPTIONS);

for (const { address } of sample()) {
  test(`${address}: axe`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      await inPage(tab, () => openDetails());
      await tab.evaluate(axe.source);
      const found = [];
      for (const width of [1280, 360]) {
        for (const colorScheme of ['light', 'dark']) {
          await show(tab, { width, colorScheme });
          found.push(...(await violations(tab)).map((problem) => `${colorScheme}, ${width} px: ${problem}`));
        }
      }
      return found;
    });
    expectNone(problems, 'WCAG violation');
  });
}
