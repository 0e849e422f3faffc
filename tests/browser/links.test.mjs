// Every address in the site leads somewhere, and nothing is fetched from another site.

import test from 'node:test';
import { base, cssAddresses, files, follow, pages, read } from './site.mjs';
import { expectNone } from './expect.mjs';

/** Every address in a page, style sheet, or feed: { in, href, url it is relative to, isFetched }. */
const addresses = [
  ...pages.flatMap((page) => page.links.map((link) => ({ ...link, in: page.file, url: page.url }))),
  ...[...files].filter((file) => file.endsWith('.css')).flatMap((file) => cssAddresses(read(file))
    .map((href) => ({ in: file, from: 'url()', href, url: new URL(file, base).href, isFetched: true }))),
  ...[...files].filter((file) => /\.(xml|atom)$/.test(file)).flatMap((file) => xmlAddresses(read(file))
    .map((href) => ({ in: file, from: 'xml', href, url: new URL(file, base).href, isFetched: false }))),
].map((address) => ({ ...address, target: follow(address.href, address.url) }));

function xmlAddresses(xml) {
  const found = xml.matchAll(/\shref="([^"]*)"|<loc>\s*([^<]*?)\s*<\/loc>/g);
  return [...found].map((match) => (match[1] ?? match[2]).replaceAll('&amp;', '&'));
}

const show = ({ in: file, from, href }) => `${file}: <${from}> ${href}`;

test('every internal link leads to a file', () => {
  const broken = addresses.filter(({ target }) => target.to === 'broken');
  expectNone(broken.map((address) => `${show(address)}: ${address.target.reason}`), 'broken link');
});

test('every #fragment exists in its page', () => {
  const broken = addresses.filter(({ target: { to, page, fragment } }) =>
    to === 'here' && page && fragment && fragment !== 'top' && !page.ids.has(fragment));
  expectNone(broken.map((address) => `${show(address)}: no id "${address.target.fragment}" in ${address.target.file}`),
    'broken fragment');
});

test('nothing is fetched from another site', () => {
  const foreign = addresses.filter(({ isFetched, target }) => isFetched && target.to === 'elsewhere');
  expectNone(foreign.map(show), 'foreign resource');
});

test('every page names its icon, or browsers ask for /favicon.ico', () => {
  const bare = pages.filter(({ hasIcon, isRedirect }) => !hasIcon && !isRedirect);
  expectNone(bare.map(({ file }) => file), 'page without <link rel="icon">');
});

test('every page can be reached from the home pages by links', () => {
  const next = pages.filter(({ address }) => /^(\w\w\/)?$/.test(address));
  const reached = new Set(next);
  while (next.length > 0) {
    const page = next.pop();
    for (const { href, from } of page.links) {
      const target = from === 'a' && follow(href, page.url).page;
      if (target && !reached.has(target)) {
        reached.add(target);
        next.push(target);
      }
    }
  }
  const lost = pages.filter((page) => !reached.has(page) && page.kind !== 'not-found' && !page.isRedirect);
  expectNone(lost.filter(({ language }) => language).map(({ file }) => file), 'page no link leads to');
});
