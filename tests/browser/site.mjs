// Reads the built site named by the environment variable SITE: its pages, what
// each page says about itself, and where addresses lead. Judges nothing.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';
import { baseUrl } from '../../scripts/serve.mjs';
import { attribute, elements, textOf } from './tree.mjs';

export const LANGUAGES = ['vi', 'en'];

/** Every kind of page a site has, as `<body data-kind>` gives it. */
export const KINDS = [
  'home', 'reports', 'report', 'indicators', 'indicator', 'figures', 'places', 'place', 'plans', 'plan',
  'agencies', 'agency', 'quality', 'corrections', 'data', 'page', 'glossary', 'search', 'not-found', 'embed',
];

/** Attributes that make the browser fetch something, by element. */
const FETCHED = {
  audio: ['src'], embed: ['src'], feimage: ['href', 'xlink:href'], iframe: ['src'], image: ['href', 'xlink:href'],
  img: ['src', 'srcset'], input: ['src'], object: ['data'], script: ['src'], source: ['src', 'srcset'],
  track: ['src'], use: ['href', 'xlink:href'], video: ['src', 'poster'],
};
const FETCHED_RELATIONS = /\b(apple-touch-icon|dns-prefetch|icon|manifest|modulepreload|preconnect|prefetch|preload|stylesheet)\b/i;

const folder = process.env.SITE;
if (!folder || !existsSync(path.join(folder, 'vi', 'index.html'))) {
  throw new Error(`SITE=${folder ?? ''} holds no site; try: SITE=public node --test tests/browser/*.test.mjs`);
}

export const root = path.resolve(folder);
export const base = baseUrl(root);
export const basePath = decodeURI(base.pathname);
export const files = new Set(
  readdirSync(root, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort(),
);
export const pages = [...files].filter((file) => file.endsWith('.html')).map(readPage);

const byFile = new Map(pages.map((page) => [page.file, page]));

/** Pages in the folder of a language; the others are only doors to them. */
export const languagePages = pages.filter((page) => page.language && !page.isRedirect);
/** Charts alone, for frames on pages of others: no menu, no language switch. */
export const embedPages = languagePages.filter((page) => page.kind === 'embed');
/** Pages that search engines should list. */
export const indexablePages = languagePages.filter((page) => !page.isNoindex && page.kind !== 'not-found');

export function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

function readPage(file) {
  const html = read(file);
  const address = file.replace(/(^|\/)index\.html$/, '$1');
  const page = {
    file,
    address,
    url: new URL(address.split('/').map(encodeURIComponent).join('/'), base).href,
    size: html.length,
    language: LANGUAGES.find((language) => file.replace(/^embed\//, '').startsWith(`${language}/`)),
    htmlLang: undefined,
    kind: undefined,
    ids: new Set(),
    links: [],
    canonicals: [],
    hasIcon: false,
    /** [hreflang, address] of `<link rel=alternate hreflang>`. */
    alternates: [],
    isNoindex: false,
    isRedirect: false,
    tree: parse(html),
  };
  for (const element of elements(page.tree)) readElement(page, element);
  return page;
}

function readElement(page, element) {
  const name = element.tagName.toLowerCase();
  const get = (key) => attribute(element, key);
  const link = (href, isFetched) => href && page.links.push({ href, from: name, isFetched, hreflang: get('hreflang') });

  if (get('id')) page.ids.add(get('id'));
  if (name === 'html') page.htmlLang = get('lang');
  else if (name === 'body') page.kind = get('data-kind');
  else if (name === 'a' || name === 'area') link(get('href') ?? get('xlink:href'), false);
  else if (name === 'form') link(get('action'), false);
  else if (name === 'link') readLink(page, get, link);
  else if (name === 'meta') readMeta(page, get, link);
  else if (name === 'style') cssAddresses(textOf(element)).forEach((href) => link(href, true));

  for (const key of FETCHED[name] ?? []) {
    for (const href of key === 'srcset' ? srcset(get(key)) : [get(key)]) link(href, true);
  }
  if (get('style')) cssAddresses(get('style')).forEach((href) => link(href, true));
}

function readLink(page, get, link) {
  const relation = (get('rel') ?? '').toLowerCase();
  if (relation === 'canonical') page.canonicals.push(get('href'));
  else if (relation === 'alternate' && get('hreflang')) page.alternates.push([get('hreflang'), get('href')]);
  if (/\bicon\b/.test(relation)) page.hasIcon = true;
  link(get('href'), FETCHED_RELATIONS.test(relation));
}

function readMeta(page, get, link) {
  const name = (get('name') ?? get('property') ?? get('http-equiv') ?? '').toLowerCase();
  const content = get('content') ?? '';
  if (name === 'robots' && /noindex/i.test(content)) page.isNoindex = true;
  if (/^(og:image|og:url|twitter:image)$/.test(name)) link(content, false);
  if (name === 'refresh') {
    page.isRedirect = true;
    link(content.match(/url\s*=\s*['"]?([^'"]+)/i)?.[1], false);
  }
}

function srcset(value) {
  return (value ?? '').split(',').map((part) => part.trim().split(/\s+/)[0]);
}

/** Returns the addresses a style sheet fetches. */
export function cssAddresses(css) {
  const uncommented = css.replace(/\/\*[^]*?\*\//g, '');
  const found = uncommented.matchAll(/url\(\s*(['"]?)(.*?)\1\s*\)|@import\s+(['"])(.*?)\3/g);
  return [...found].map((match) => match[2] ?? match[4]).filter((href) => href && !href.startsWith('#'));
}

/**
 * Says where `href` on the page at `url` leads: `other` (mailto: and the like), `elsewhere` (another
 * site), `broken` with a reason, or `here` with the file, its page where it is one, and the fragment.
 */
export function follow(href, url) {
  if (!URL.canParse(href, url)) return { to: 'broken', reason: 'cannot be read' };
  const target = new URL(href, url);
  if (/^(javascript|file):$/.test(target.protocol)) return { to: 'broken', reason: `uses ${target.protocol}` };
  if (!/^https?:$/.test(target.protocol)) return { to: 'other' };
  if (target.origin !== base.origin) return { to: 'elsewhere' };
  if (!target.pathname.startsWith(base.pathname)) return { to: 'broken', reason: `leaves ${base.pathname}` };

  let address;
  let fragment;
  try {
    address = decodeURIComponent(target.pathname.slice(base.pathname.length));
    fragment = decodeURIComponent(target.hash.slice(1));
  } catch {
    return { to: 'broken', reason: 'has a % that encodes nothing' };
  }
  const file = address === '' || address.endsWith('/') ? `${address}index.html` : address;
  if (files.has(file)) return { to: 'here', file, page: byFile.get(file), fragment };
  const reason = files.has(`${file}/index.html`) ? 'lacks the slash at its end' : `no file ${file}`;
  return { to: 'broken', reason };
}

/** Returns the page in `language` that `page` names as its version, if it exists. */
export function twin(page, language) {
  const href = page.alternates.find(([name]) => name === language)?.[1];
  const target = href && follow(href, page.url);
  return target?.to === 'here' ? target.page : undefined;
}

/**
 * Returns the pages that are opened in a browser: of each kind in each language the largest and the
 * smallest, or all of them with SAMPLE=all. The largest is where things overflow, the smallest where
 * data are missing.
 */
export function sample() {
  const candidates = pages.filter((page) => !page.isRedirect);
  if (process.env.SAMPLE === 'all') return candidates;
  const groups = new Map();
  for (const page of candidates) {
    const key = `${page.language} ${page.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()].flatMap((group) => {
    const bySize = group.sort((a, b) => b.size - a.size);
    return bySize.length > 1 ? [bySize[0], bySize.at(-1)] : bySize;
  });
}
