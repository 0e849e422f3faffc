// Loading a page makes no noise: no error in the console, no failed request, none to another origin.

import test from 'node:test';
import { LANGUAGES, sample } from './site.mjs';
import { origin, quiet, urlOf, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';

useBrowser();

/** Loads an address and returns what went wrong. `mainStatus` is what the page itself answers with. */
async function troubleOf(address, mainStatus = 200) {
  const trouble = [];
  const isMain = (url) => url === urlOf(address);
  const isOwn = (url) => url.startsWith(`${origin()}/`) || /^(data|blob|about):/.test(url);
  const prepare = (tab) => {
    tab.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
    tab.on('console', (message) => {
      const { url } = message.location();
      // Chromium asks for /favicon.ico now and then; links.test.mjs finds every page without an icon.
      const isExpected = (mainStatus !== 200 && isMain(url)) || url === `${origin()}/favicon.ico`;
      if (message.type() === 'error' && !isExpected) trouble.push(`console: ${message.text()} (${url})`);
    });
    tab.on('request', (request) => {
      if (!isOwn(request.url())) trouble.push(`request to another origin: ${request.url()}`);
    });
    tab.on('requestfailed', (request) => trouble.push(`request failed: ${request.url()} (${request.failure()?.errorText})`));
    tab.on('response', (response) => {
      if (response.url() === `${origin()}/favicon.ico`) return;
      const wanted = isMain(response.url()) ? mainStatus : 200;
      if (response.status() !== wanted) trouble.push(`status ${response.status()}, not ${wanted}: ${response.url()}`);
    });
  };
  const links = await visit(address, { prepare }, async (tab) => {
    await quiet(tab);
    return tab.$$eval('a[href]:not([href^="#"])', (all) => all.map(({ href }) => href));
  });
  return { trouble, links: new Set(links) };
}

for (const { address } of sample()) {
  test(`${address}: loads without errors`, async () => {
    expectNone((await troubleOf(address)).trouble, 'trouble');
  });
}

for (const language of LANGUAGES) {
  test(`${language}: a missing address shows the not-found page, with style and working links`, async () => {
    const missing = `${language}/no-such/place/`;
    const { trouble, links } = await troubleOf(missing, 404);
    const { links: linksAtHome } = await troubleOf(`${language}/404.html`);
    const moved = [...links].filter((href) => !linksAtHome.has(href));
    expectNone([...trouble, ...moved.map((href) => `link changes with the address: ${href}`)], 'trouble');
  });
}
