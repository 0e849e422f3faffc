// Words in charts stand out from what they are drawn on (WCAG 1.4.3). axe-core leaves SVG undecided.

import test from 'node:test';
import { sample } from './site.mjs';
import { inPage, show, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

useBrowser();

const faintWords = (tab) => inPage(tab, () => {
  openDetails();
  const hittable = new CSSStyleSheet(); // so that elementsFromPoint sees every shape
  hittable.replaceSync('svg, svg * { pointer-events: all !important }');
  document.adoptedStyleSheets.push(hittable);

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  /** Paints colours over each other, last on top, and returns [red, green, blue]. */
  const paint = (colours) => {
    canvas.globalAlpha = 1;
    canvas.fillStyle = matchMedia('(prefers-color-scheme: dark)').matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? '#121212' : '#fff';
    canvas.fillRect(0, 0, 1, 1);
    for (const [colour, alpha] of colours) {
      canvas.globalAlpha = alpha;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  /** Returns how much of the element shows, by its own opacity and those around it. */
  const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const layer = (element) => {
    const style = getComputedStyle(element);
    if (!element.ownerSVGElement) return [style.backgroundColor, opacity(element)];
    const isDrawn = style.fill !== 'none' && !style.fill.startsWith('url') && !/^(text|tspan|g)$/.test(element.localName);
    return isDrawn ? [style.fill, opacity(element) * Number(style.fillOpacity)] : ['transparent', 0];
  };

  return [...document.querySelectorAll('svg text')].filter(isShown).flatMap((text) => {
    text.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, top, width, height } = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(left + width / 2, top + height / 2);
    const below = stack.slice(stack.findLastIndex((element) => text.contains(element)) + 1).reverse().map(layer);
    const style = getComputedStyle(text);
    const ratio = contrast(paint(below), paint([...below, [style.fill, opacity(text) * Number(style.fillOpacity)]]));
    const size = parseFloat(style.fontSize) * (text.getScreenCTM()?.a ?? 1);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return ratio < (isLarge ? 3 : 4.5) ? [`${nameOf(text)} “${text.textContent.trim()}”: ${ratio.toFixed(2)}:1`] : [];
  });
});

for (const { address } of sample()) {
  test(`${address}: words in charts can be read`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      const found = [];
      for (const colorScheme of ['light', 'dark']) {
        await show(tab, { colorScheme });
        found.push(...(await faintWords(tab)).map((problem) => `${colorScheme}: ${problem}`));
      }
      return found;
    });
    expectNone(problems, 'faint text');
  });
}
