// Nothing is wider than the page: on small and large screens, with wide text spacing, in print.

import test from 'node:test';
import { sample } from './site.mjs';
import { inPage, show, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

/** A4 at 96 dpi, less 10 mm of margin on either side. */
const PRINT_WIDTH = 718;

/** The spacing that WCAG 1.4.12 says a reader may set. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
`;

useBrowser();

/** Collects what `measure(tab)` finds at each width, with the width in front. */
async function atWidths(tab, widths, measure) {
  const found = [];
  for (const width of widths) {
    await show(tab, { width });
    found.push(...(await measure(tab)).map((problem) => `${width} px: ${problem}`));
  }
  return found;
}

const overflowOf = (tab) => inPage(tab, () => overflow());

/** Returns what scrolls sideways though it holds no table, figure or code (WCAG 1.4.10). */
const scrollersOf = (tab) => inPage(tab, () => [...document.body.querySelectorAll('*')].filter((element) => {
  const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
  return scrolls && isShown(element) && !element.querySelector('table, svg, img') && !element.closest('pre, table, select, textarea');
}).map((element) => `${nameOf(element)} scrolls in two directions`));

/** Returns what the reader's own text spacing pushes out or cuts off. */
const lossOf = (tab) => inPage(tab, (css) => {
  const cutBefore = cutText();
  const sheet = new CSSStyleSheet(); // made by script, so not subject to the page's content policy
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  const problems = [...overflow(), ...cutText()].filter((problem) => !cutBefore.includes(problem));
  document.adoptedStyleSheets.pop();
  return problems;
}, SPACING);

/** Paper does not scroll: returns what is past its edge, or would have to be scrolled to. */
const lostOnPaper = (tab) => inPage(tab, () => {
  const lost = [...document.body.querySelectorAll('*')].filter((element) => !element.ownerSVGElement && isShown(element)
    && getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1);
  return [...overflow(), ...lost.map((element) => `${nameOf(element)} hides ${element.scrollWidth - element.clientWidth} px of its width`)];
});

for (const { address } of sample()) {
  test(`${address}: fits a telephone in letters twice as large`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      await show(tab, { width: 320 });
      return inPage(tab, () => {
        document.documentElement.style.fontSize = '200%';
        return overflow();
      });
    });
    expectNone(problems, 'overflow');
  });

  test(`${address}: fits every screen`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      await inPage(tab, () => openDetails());
      return [...await atWidths(tab, [1280, 768, 360, 320], overflowOf), ...await scrollersOf(tab)];
    });
    expectNone(problems, 'too wide');
  });

  test(`${address}: bears text spacing, and fits on paper`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      await inPage(tab, () => openDetails());
      const loss = await atWidths(tab, [1280, 320], lossOf);
      await show(tab, { width: PRINT_WIDTH, media: 'print' });
      return [...loss, ...(await lostOnPaper(tab)).map((problem) => `print: ${problem}`)];
    });
    expectNone(problems, 'loss of content');
  });
}
