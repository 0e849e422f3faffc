// Both languages know each other, and search engines are told so.

import test from 'node:test';
import { LANGUAGES, files, follow, indexablePages, languagePages, pages, read, twin } from './site.mjs';
import { expectNone } from './expect.mjs';

const problems = (of, check) => of.flatMap((page) => check(page).map((problem) => `${page.file}: ${problem}`));

test('<html lang> is the language of the folder', () => {
  expectNone(problems(pages, ({ htmlLang, language }) => {
    const right = language ? htmlLang === language : LANGUAGES.includes(htmlLang);
    return right ? [] : [`lang="${htmlLang ?? ''}"`];
  }), 'wrong language');
});

test('every page is its own canonical page', () => {
  expectNone(problems(indexablePages, ({ canonicals, url }) =>
    canonicals.length === 1 && canonicals[0] === url ? [] : [`canonical is ${canonicals.join(' and ') || 'missing'}, not ${url}`],
  ), 'wrong canonical link');
});

test('every page lists itself, its twin and x-default by hreflang', () => {
  expectNone(problems(indexablePages, (page) => [
    ...[...LANGUAGES, 'x-default'].flatMap((name) => alternateProblems(page, name)),
    ...page.alternates.filter(([name]) => ![...LANGUAGES, 'x-default'].includes(name)).map(([name]) => `unknown language ${name}`),
  ]), 'hreflang problem');
});

function alternateProblems(page, name) {
  const hrefs = page.alternates.filter(([listed]) => listed === name).map(([, href]) => href);
  if (hrefs.length !== 1) return [`${hrefs.length} links for ${name}`];
  if (!/^https?:\/\//.test(hrefs[0])) return [`${name} is not absolute: ${hrefs[0]}`];
  const target = follow(hrefs[0], page.url).page;
  if (!target) return [`${name} does not exist: ${hrefs[0]}`];
  if (name === 'x-default') return [];
  if (target.language !== name) return [`${name} leads to ${target.file}`];
  if (name === page.language) return target === page ? [] : [`${name} is ${target.file}, not the page itself`];
  const back = twin(target, page.language);
  return back === page ? [] : [`${target.file} names ${back?.file ?? 'nothing'} as its ${page.language} version`];
}

test('the language switch leads to the twin', () => {
  const switching = languagePages.filter((page) => page.kind !== 'embed');
  expectNone(problems(switching, (page) => LANGUAGES.filter((language) => language !== page.language).flatMap((language) => {
    const switches = page.links.filter(({ from, hreflang }) => from === 'a' && hreflang === language);
    const targets = switches.map(({ href }) => follow(href, page.url).page);
    if (targets.length === 0) return [`no <a hreflang="${language}">`];
    if (page.kind === 'not-found') return targets.some((target) => target?.language === language) ? [] : [`it leads nowhere in ${language}`];
    const wanted = twin(page, language);
    return wanted && targets.includes(wanted) ? [] : [`it leads to ${targets.map((target) => target?.file).join(', ')}, not to ${wanted?.file}`];
  })), 'wrong language switch');
});

test('sitemap.xml lists each page that may be indexed, once', () => {
  const listed = files.has('sitemap.xml')
    ? [...read('sitemap.xml').matchAll(/<loc>\s*([^<]*?)\s*<\/loc>/g)].map(([, url]) => url.replaceAll('&amp;', '&'))
    : [];
  const count = (url) => listed.filter((other) => other === url).length;
  const allowed = new Set([...indexablePages, ...pages.filter(({ language }) => !language)].map(({ url }) => url));
  expectNone([
    ...indexablePages.filter(({ url }) => count(url) === 0).map(({ url }) => `missing: ${url}`),
    ...[...new Set(listed)].filter((url) => count(url) > 1).map((url) => `${count(url)} times: ${url}`),
    ...listed.filter((url) => !allowed.has(url)).map((url) => `should not be listed: ${url}`),
  ], 'sitemap problem');
});
