// A map is one stop for the Tab key; arrow keys reach every place of it. Without a script its places are plain links.

import test from 'node:test';
import { inPage, show, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';
import { pages } from './site.mjs';
import { attribute, elements } from './tree.mjs';

useBrowser();

const isMap = (element) => element.tagName === 'svg' && /\bchart-map\b/.test(attribute(element, 'class') ?? '')
  && attribute(element, 'role') === 'group';
/** A frame for other sites has no script. */
const mapPages = pages.filter(({ tree, kind }) => kind !== 'embed' && [...elements(tree)].some(isMap));
/** Of each kind in each language the first: their maps are made by the same code. */
const sampled = [...new Map(mapPages.map((page) => [`${page.language} ${page.kind}`, page])).values()];

/** Presses every arrow key at every place, from the one where Tab stops on, and returns what cannot be reached. */
const unreached = (tab, index) => inPage(tab, (at) => {
  const map = document.querySelectorAll('.chart-map[role=group]')[at];
  const links = [...map.querySelectorAll('a')];
  const seen = new Set();
  const open = [links.find(({ tabIndex }) => tabIndex === 0)];
  while (open.length > 0) {
    const link = open.pop();
    if (seen.has(link)) continue;
    seen.add(link);
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      link.focus();
      link.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      open.push(document.activeElement);
    }
  }
  return links.filter((link) => !seen.has(link)).map(nameOf);
}, index);

for (const { address } of sampled) {
  test(`${address}: each map is one tab stop, and arrow keys reach all its places`, async () => {
    const problems = await visit(address, {}, async (tab) => {
      const stops = await inPage(tab, () => [...document.querySelectorAll('.chart-map[role=group]')].map((map) => ({
        name: nameOf(map),
        n: [...map.querySelectorAll('a')].filter(({ tabIndex }) => tabIndex === 0).length,
        hint: document.getElementById(map.getAttribute('aria-describedby'))?.textContent ?? '',
      })));
      const wrong = stops.filter(({ n, hint }) => n !== 1 || !hint);
      const lost = [];
      for (const index of stops.keys()) lost.push(...await unreached(tab, index));
      return [...wrong.map(({ name, n }) => `${name}: ${n} stops`), ...lost.map((name) => `no arrow leads to ${name}`)];
    });
    expectNone(problems, 'problem of a map');
  });

  test(`${address}: without a script the places of a map are links like any other`, async () => {
    const problems = await visit(address, { javaScriptEnabled: false }, (tab) => inPage(tab, () => {
      const links = [...document.querySelectorAll('.chart-map a')];
      const hints = [...document.querySelectorAll('.map-keys')].filter(isShown);
      return [...links.filter(({ tabIndex }) => tabIndex !== 0), ...hints].map(nameOf);
    }));
    expectNone(problems, 'problem without a script');
  });
}

test('arrow keys, Home and End move, Tab leaves and comes back to the same place', async () => {
  const [{ address }] = sampled;
  const problems = await visit(address, {}, async (tab) => {
    const at = () => inPage(tab, () => {
      const links = [...document.querySelectorAll('.chart-map[role=group] a')];
      const box = document.activeElement.querySelector('.field')?.getBoundingClientRect();
      const keys = document.querySelector('.map-keys');
      return { n: links.indexOf(document.activeElement), x: box?.x, y: box?.y, top: scrollY, hint: isShown(keys) };
    });
    const press = async (key) => {
      await tab.keyboard.press(key);
      return at();
    };
    await show(tab, {});
    await inPage(tab, () => {
      const stop = document.querySelector('.chart-map[role=group]');
      stop.scrollIntoView({ block: 'center' });
      stop.querySelector('a[tabindex="0"]').focus();
    });
    const home = await press('Home');
    const end = await press('End');
    const left = await press('ArrowLeft');
    const up = await press('ArrowUp');
    const down = await press('ArrowDown');
    const right = await press('ArrowRight');
    const away = await press('Tab');
    const back = await press('Shift+Tab');
    return [
      ...(home.n === 0 ? [] : [`Home leads to ${home.n}`]),
      ...(end.n > 1 ? [] : [`End leads to ${end.n}`]),
      ...(left.x < end.x ? [] : ['ArrowLeft does not go left']),
      ...(up.y < left.y ? [] : ['ArrowUp does not go up']),
      ...(down.y > up.y ? [] : ['ArrowDown does not go down']),
      ...(right.x > down.x ? [] : ['ArrowRight does not go right']),
      ...(right.top === home.top ? [] : ['the page scrolls away from the map']),
      ...(right.hint ? [] : ['nothing says that arrow keys work']),
      ...(away.n === -1 ? [] : [`Tab goes on to ${away.n}`]),
      ...(back.n === right.n ? [] : [`coming back leads to ${back.n}, not ${right.n}`]),
    ];
  });
  expectNone(problems, 'problem with keys');
});
