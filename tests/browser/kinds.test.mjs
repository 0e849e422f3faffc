// The other tests choose pages by kind: a kind that gets lost would leave them unchecked.

import test from 'node:test';
import { KINDS, LANGUAGES, languagePages } from './site.mjs';
import { expectNone } from './expect.mjs';

test('every page in a language folder says its kind in <body data-kind>', () => {
  const unknown = languagePages.filter((page) => !KINDS.includes(page.kind));
  expectNone(unknown.map((page) => `${page.file}: data-kind="${page.kind ?? ''}"`), `not one of ${KINDS.join(', ')}`);
});

test('there is a page of every kind in every language', () => {
  const missing = LANGUAGES.flatMap((language) => KINDS
    .filter((kind) => !languagePages.some((page) => page.language === language && page.kind === kind))
    .map((kind) => `${language}: no page of kind ${kind}`));
  expectNone(missing, 'missing kind');
});
