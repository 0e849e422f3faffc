// A chart alone: shown in a frame on a page of another site, without script, and leading back to its page.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test, { after, before } from 'node:test';
import { embedPages, files, follow, languagePages, pages, read } from './site.mjs';
import { urlOf, useBrowser, visit } from './browser.mjs';
import { attribute, elements } from './tree.mjs';
import { expectNone } from './expect.mjs';

useBrowser();

/** Another site, that shows whatever frame its address asks for. */
let other;
before(() => new Promise((resolve) => {
  other = createServer((request, response) => {
    const frame = new URL(request.url, 'http://other').searchParams.get('frame');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>other</title><body style="margin:0">${frame ?? ''}`);
  }).listen(0, '127.0.0.1', resolve);
}));
after(() => new Promise((resolve) => { other.close(resolve); }));

const withCharts = languagePages.filter((page) => page.kind === 'indicator');
/** [address of the chart alone, code] of each field with a code. */
const codes = withCharts.flatMap((page) => [...elements(page.tree)]
  .filter((element) => element.tagName === 'textarea')
  .map((field) => field.childNodes.map((node) => node.value).join(''))
  .map((code) => [follow(code.match(/src="([^"]+)"/)[1], page.url).page, code]));

test('every chart alone has a code on its indicator’s page, and only those have', () => {
  assert.ok(codes.length > 0);
  const named = new Set(codes.map(([page]) => page));
  expectNone(embedPages.filter((page) => !named.has(page)).map(({ file }) => file), 'no page gives its code');
  assert.equal(named.size, codes.length);
});

test('a chart alone is not listed, has no script, and names the page that it is from', () => {
  expectNone(embedPages.flatMap(({ file, tree, isNoindex, canonicals, url }) => {
    const of = (name) => [...elements(tree)].filter((element) => element.tagName === name);
    const target = follow(canonicals[0] ?? '', url).page;
    return [
      isNoindex ? [] : ['may be indexed'],
      of('script').length === 0 ? [] : ['has a script'],
      target?.kind === 'indicator' ? [] : [`canonical leads to ${target?.file}`],
      attribute(of('base')[0], 'target') === '_blank' ? [] : ['links stay in the frame'],
    ].flat().map((problem) => `${file}: ${problem}`);
  }), 'problem');
  assert.ok(!read('sitemap.xml').includes('/embed/'));
});

test('every picture of a chart lies beside its page', () => {
  const isPicture = (file) => /\.(svg|png)$/.test(file ?? '') && !/(^|\/)(assets|media)\/|card\.png$/.test(file);
  const linked = withCharts.flatMap((page) => page.links.map(({ href }) => follow(href, page.url).file)).filter(isPicture);
  const lying = [...files].filter(isPicture);
  assert.deepEqual(new Set(linked), new Set(lying));
});

/** Opens a code on the other site, its address turned to the server of this test. */
async function framed([page, code], options, look) {
  const here = code.replace(/src="[^"]+"/, `src="${urlOf(page.address)}"`);
  await visit(page.address, options, async (tab) => {
    const messages = [];
    tab.on('console', (message) => messages.push(message.text()));
    tab.on('pageerror', (error) => messages.push(error.message));
    await tab.goto(`http://127.0.0.1:${other.address().port}/?frame=${encodeURIComponent(here)}`);
    const frame = await (await tab.$('iframe')).contentFrame();
    await frame.waitForSelector('svg.chart');
    await look(frame);
    assert.deepEqual(messages, []);
  });
}

for (const [name, options] of [['a telephone', { width: 320 }], ['no script, dark', { javaScriptEnabled: false, colorScheme: 'dark' }]]) {
  test(`in a frame of another site: ${name}`, async () => {
    for (const code of [codes[0], codes.at(-1)]) {
      await framed(code, options, async (frame) => {
        assert.ok(await frame.locator('h1').isVisible());
        const box = await frame.locator('svg.chart').boundingBox();
        assert.ok(box.width > 250 && box.height > 25, JSON.stringify(box));
      });
    }
  });
}

test('frames are as high as what they hold on a telephone', async () => {
  const kinds = new Map(codes.map((code) => [`${code[0].language} ${code[0].address.split('/').at(-2).split('-')[0]}`, code]));
  for (const code of kinds.values()) {
    await framed(code, { width: 320 }, async (frame) => {
      const [content, room] = await frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
      assert.ok(content <= room, `${code[0].file}: ${content} px in ${room}`);
    });
  }
});

test('the code can be copied', async () => {
  const page = pages.find((one) => one.links.some(({ href }) => follow(href, one.url).page === codes[0][0]));
  await visit(page.address, { permissions: ['clipboard-read', 'clipboard-write'] }, async (tab) => {
    const folded = tab.locator('details.embed').first();
    await folded.locator('summary').click();
    await folded.locator('[data-copy]').click();
    await tab.waitForFunction(() => document.querySelector('[data-copy]').textContent === document.querySelector('[data-copy]').dataset.copy);
    assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), await folded.locator('textarea').inputValue());
  });
});
