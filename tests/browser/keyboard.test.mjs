// A page can be used with the Tab key alone, and one always sees where one is.

import test from 'node:test';
import { sample } from './site.mjs';
import { inPage, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

/** Tab presses after which a page counts as endless. */
const MAX_STOPS = 1500;

useBrowser();

/** Describes the focused element, or null for none; each element keeps its number. */
const focused = (tab) => inPage(tab, () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.tabStops ??= new Map();
  if (!tabStops.has(element)) tabStops.set(element, tabStops.size);
  const { left, top, width, height } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  // A link over two lines has its text in its parts, not in the middle of its box.
  const seen = [...element.getClientRects()].some((part) => {
    const [x0, x1] = [Math.max(0, part.left), Math.min(innerWidth, part.right)];
    const [y0, y1] = [Math.max(0, part.top), Math.min(innerHeight, part.bottom)];
    const hit = x0 < x1 && y0 < y1 && document.elementFromPoint((x0 + x1) / 2, (y0 + y1) / 2);
    return hit && (element.contains(hit) || hit.contains(element));
  });
  return {
    id: tabStops.get(element),
    name: nameOf(element),
    isSeen: Boolean(seen) && isShown(element),
    isInNav: Boolean(element.closest('nav')),
    isSwitch: element.matches('a[hreflang]'),
    isSkipLink: /^#./.test(element.getAttribute('href') ?? ''),
    /** What looks alike when focused: the same element, classes, part of the page, and outline. */
    look: [element.localName, element.className, element.closest('header, nav, main, footer')?.localName,
      outlineStyle, outlineWidth, outlineColor].join(' '),
    box: { x: left, y: top, width, height },
  };
});

/** Compares the picture with and without focus, and gives the focus back, so that a trap stays a trap. */
async function changesPixels(tab, { box }) {
  const view = tab.viewportSize();
  const x = Math.max(0, box.x - 6);
  const y = Math.max(0, box.y - 6);
  const clip = { x, y, width: Math.min(view.width, box.x + box.width + 6) - x, height: Math.min(view.height, box.y + box.height + 6) - y };
  if (clip.width <= 0 || clip.height <= 0) return false;
  const withFocus = await tab.screenshot({ clip });
  const element = await tab.evaluateHandle(() => document.activeElement);
  await element.evaluate((focusedElement) => focusedElement.blur());
  const withoutFocus = await tab.screenshot({ clip });
  await element.evaluate((focusedElement) => focusedElement.focus({ preventScroll: true }));
  return !withFocus.equals(withoutFocus);
}

/** Presses Tab to the end of the page and returns all stops, and the trap where there is one. */
async function walk(tab) {
  const stops = [];
  const visible = new Map();
  while (stops.length < MAX_STOPS) {
    await tab.keyboard.press('Tab');
    const stop = await focused(tab);
    if (!stop || (stop.id === 0 && stops.length > 1)) return { stops };
    if (stops.some(({ id }) => id === stop.id)) return { stops, trap: stop };
    if (!visible.has(stop.look)) visible.set(stop.look, await changesPixels(tab, stop));
    stops.push({ ...stop, isFocusVisible: visible.get(stop.look) });
  }
  return { stops, trap: stops.at(-1) };
}

for (const { address, language, kind } of sample()) {
  if (!language) continue;
  const hasMenu = kind !== 'embed';

  if (hasMenu) test(`${address}: skip link comes first and leads to main`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      await tab.keyboard.press('Tab');
      const first = await focused(tab);
      if (!first?.isSkipLink) return [`first stop is ${first?.name ?? 'nothing'}, not a link to #…`];
      if (!first.isSeen) return [`${first.name} is not visible when focused`];
      await tab.keyboard.press('Enter');
      await tab.keyboard.press('Tab');
      return inPage(tab, () => {
        const main = document.querySelector('main');
        const at = document.activeElement;
        if (!main) return ['there is no <main>'];
        const isBefore = main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING && !at.contains(main);
        const stayed = at.matches('a[href^="#"]') && !main.contains(at);
        return isBefore || stayed ? [`after the skip link, Tab goes to ${nameOf(at)}, which is before <main>`] : [];
      });
    });
    expectNone(problems, 'skip link problem');
  });

  test(`${address}: Tab reaches everything and shows where it is`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      const { stops, trap } = await walk(tab);
      return [
        ...(trap ? [`Tab does not get past ${trap.name}`] : []),
        ...(!hasMenu || stops.some(({ isInNav }) => isInNav) ? [] : ['Tab reaches no link in <nav>']),
        ...(!hasMenu || stops.some(({ isSwitch }) => isSwitch) ? [] : ['Tab does not reach the language switch, a[hreflang]']),
        ...stops.filter(({ isFocusVisible }) => !isFocusVisible).map(({ name }) => `no visible focus: ${name}`),
        ...stops.filter(({ isSeen }) => !isSeen).map(({ name }) => `focused but hidden: ${name}`),
      ];
    });
    expectNone(problems, 'keyboard problem');
  });
}
