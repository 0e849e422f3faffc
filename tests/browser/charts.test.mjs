// A chart is an image with a name, and the same figures stand in a table beside it (WCAG 1.1.1).

import test from 'node:test';
import { pages } from './site.mjs';
import { attribute, closest, elements, textOf } from './tree.mjs';
import { expectNone } from './expect.mjs';

const drawings = pages.flatMap((page) => [...elements(page.tree)]
  .filter((element) => element.tagName === 'svg' && !closest(element.parentNode, 'svg'))
  .map((svg, index) => ({ page, svg, name: `${page.file}: svg ${index + 1}${attribute(svg, 'id') ? ` #${attribute(svg, 'id')}` : ''}` })));
const isHidden = (node) => node?.attrs && (attribute(node, 'aria-hidden') === 'true' || isHidden(node.parentNode));
/** A map is a group: its fields are links, which an image would hide. */
const isChart = (svg) => attribute(svg, 'role') === 'img'
  || (attribute(svg, 'role') === 'group' && [...elements(svg)].some(({ tagName }) => tagName === 'a'));
const charts = drawings.filter(({ svg }) => isChart(svg) && !isHidden(svg));

function accessibleName(svg, page) {
  const byId = (id) => [...elements(page.tree)].find((element) => attribute(element, 'id') === id);
  const labels = (attribute(svg, 'aria-labelledby') ?? '').split(/\s+/).map(byId).filter(Boolean).map(textOf);
  const title = svg.childNodes.find(({ tagName }) => tagName === 'title');
  return [labels.join(' '), attribute(svg, 'aria-label') ?? '', title ? textOf(title) : ''].find((text) => text.trim());
}

test('the site has charts', () => {
  expectNone(charts.length > 0 ? [] : ['no svg[role=img] on any page'], 'charts are missing');
});

test('every chart has an accessible name', () => {
  expectNone(charts.filter(({ svg, page }) => !accessibleName(svg, page)).map(({ name }) => name), 'chart without a name');
});

test('every chart has a table of its data in the same figure', () => {
  const bare = charts.filter(({ svg }) => {
    const figure = closest(svg, 'figure');
    return !figure || ![...elements(figure)].some(({ tagName }) => tagName === 'td');
  });
  expectNone(bare.map(({ name }) => name), 'chart without a table');
});

test('every drawing is a chart (an image, or a group of links) or hidden decoration', () => {
  const unclear = drawings.filter(({ svg }) => !isChart(svg) && !isHidden(svg));
  expectNone(unclear.map(({ name }) => name), 'drawing that is neither');
});
