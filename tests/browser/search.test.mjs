// The search finds what people look for: with and without marks, with typing mistakes, in both languages; and it can be used
// with the keyboard, on a telephone, and not without JavaScript, which the page then says.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import test from 'node:test';
import axe from 'axe-core';
import { LANGUAGES, languagePages, read as readFile } from './site.mjs';
import { quiet, show, urlOf, useBrowser, visit } from './browser.mjs';
import { expectNone } from './expect.mjs';
import { distance, find, fold, read, tokens } from '../../themes/default/assets/search.js';

/** kB = 1000 bytes, compressed with gzip. */
const INDEX_LIMIT = 50;
const SCRIPT_LIMIT = 8;

/** What people type, and the page that must come first. Written down before the search was tuned. */
const QUERIES = [
  // Places, as they come to mind
  ['vi', 'quan binh thanh', 'vi/quan-huyen/binh-thanh/'],
  ['vi', 'binh thanh', 'vi/quan-huyen/binh-thanh/'],
  ['vi', 'Bình Thạnh', 'vi/quan-huyen/binh-thanh/'],
  ['vi', 'Bình Chánh', 'vi/quan-huyen/binh-chanh/'],
  ['vi', 'binhthanh', 'vi/quan-huyen/binh-thanh/'],
  ['vi', 'Quan 1', 'vi/quan-huyen/quan-1/'],
  ['vi', 'quan1', 'vi/quan-huyen/quan-1/'],
  ['vi', 'quận 10', 'vi/quan-huyen/quan-10/'],
  ['vi', 'thu duc', 'vi/quan-huyen/thu-duc/'],
  ['vi', 'GO VAP', 'vi/quan-huyen/go-vap/'],
  ['vi', 'hoc mom', 'vi/quan-huyen/hoc-mon/'],
  ['vi', 'binh tahnh', 'vi/quan-huyen/binh-thanh/'],
  ['vi', 'nga bay', 'vi/thanh-pho-thuoc-tinh/nga-bay/'],
  ['vi', '766', 'vi/quan-huyen/tan-binh/'],
  // What concerns a citizen
  ['vi', 'CCCD', 'vi/thuat-ngu/#cccd'],
  ['vi', 'vneid', 'vi/thuat-ngu/#vneid'],
  ['vi', 'de an 06', 'vi/thuat-ngu/#de-an-06'],
  ['vi', 'thuong tru', 'vi/thuat-ngu/#thuong-tru'],
  ['vi', 'dang ky tam tru', 'vi/chi-so/dang-ky-cu-tru-qua-mang/'],
  ['vi', 'dinh danh dien tu', 'vi/chi-so/tai-khoan-dinh-danh-dien-tu/'],
  ['vi', 'tài khoản định danh điện tử', 'vi/chi-so/tai-khoan-dinh-danh-dien-tu/'],
  ['vi', 'tai khoan dinh dahn dien tu', 'vi/chi-so/tai-khoan-dinh-danh-dien-tu/'],
  ['vi', 'tro cap that nghiep', 'vi/chi-so/tro-cap-that-nghiep-qua-mang/'],
  ['vi', 'kham benh bang the can cuoc', 'vi/chi-so/kham-chua-benh-bang-the-can-cuoc/'],
  ['vi', 'khai sinh khai tu', 'vi/chi-so/ho-so-lien-thong-khai-sinh-khai-tu/'],
  ['vi', 'thanh toan khong dung tien mat', 'vi/chi-so/thanh-toan-khong-dung-tien-mat/'],
  ['vi', 'so ho khau giay', 'vi/bao-cao/6-thang-dau-nam-2023/#khong-con-doi-so-ho-khau-giay'],
  // What a journalist looks for
  ['vi', '5865', 'vi/du-lieu/#document-hcmc-2023-10'],
  ['vi', 'mo hinh diem', 'vi/chi-so/mo-hinh-diem/'],
  ['vi', 'cong an thanh pho', 'vi/co-quan/cong-an-tp/'],
  ['vi', 'so y te', 'vi/co-quan/so-y-te/'],
  ['vi', 'kien nghi cua thanh pho', 'vi/bao-cao/thang-10-2023/#kien-nghi-cua-thanh-pho'],
  ['vi', 'ke hoach de an 06 nam 2024', 'vi/cam-ket/ke-hoach-2024/'],
  ['vi', 'dinh chinh', 'vi/dinh-chinh/'],
  ['en', 'district 1', 'en/districts/quan-1/'],
  ['en', 'binh thanh district', 'en/districts/binh-thanh/'],
  ['en', 'thu duc city', 'en/districts/thu-duc/'],
  ['en', 'Gò Vấp', 'en/districts/go-vap/'],
  ['en', 'citizen id card', 'en/indicators/id-cards/'],
  ['en', 'electronic identity accounts', 'en/indicators/eid-accounts/'],
  ['en', 'elctronic identity acount', 'en/indicators/eid-accounts/'],
  ['en', 'unemployment benefits', 'en/indicators/unemployment-benefit-online/'],
  ['en', 'cashless payment', 'en/indicators/cashless-payment/'],
  ['en', 'residence registration', 'en/indicators/residence-online/'],
  ['en', 'ministry of health', 'en/agencies/bo-y-te/'],
  ['en', 'project 06', 'en/glossary/#de-an-06'],
  ['en', 'household books', 'en/reports/first-half-2023/#no-more-paper-household-books'],
  ['en', 'land database', 'en/indicators/land-database/'],
  ['en', 'pilot models', 'en/indicators/pilot-models/'],
  ['en', 'download data', 'en/data/'],
];

const fileOf = (language) => `search/${language}.json`;
const indexes = new Map(LANGUAGES.map((language) => [language, read(JSON.parse(readFile(fileOf(language))))]));

/** Returns the addresses found, the best first, as tests write them. */
function addresses(language, query, isTyping) {
  const index = indexes.get(language);
  return find(index, query, isTyping).entries.map((entry) => `${language}/${index.urls[entry]}`);
}

test(`each of ${QUERIES.length} queries finds its page first`, () => {
  expectNone(QUERIES.flatMap(([language, query, wanted]) => {
    const found = addresses(language, query);
    return found[0] === wanted ? [] : [`${language} “${query}”: ${found[0]}, and ${wanted} at ${found.indexOf(wanted) + 1} of ${found.length}`];
  }), 'wrong first page');
});

test('a field for places finds places, whatever else fits better', (t) => {
  for (const language of LANGUAGES) {
    const index = indexes.get(language);
    const places = index.groups.at(-1)[0];
    const groupOf = (entry) => index.groups[index.groupOf[entry]][0];
    const query = language === 'vi' ? 'the can cuoc quan 1' : 'citizen cards binh thanh';
    t.assert.notDeepEqual(new Set(find(index, query).entries.map(groupOf)), new Set([places]));
    const only = find(index, query, true, places).entries;
    t.assert.ok(only.length > 0, language);
    t.assert.deepEqual(new Set(only.map(groupOf)), new Set([places]));
  }
});

/** Makes an index as the program would, of titles alone. */
const handmade = (titles) => read({
  groups: [['Things', 100, titles.length, 0]], titles, urls: titles, notes: titles.map(() => ''), texts: titles.map(() => ''),
  words: '', entries: '', endings: 's es', root: '/',
});
const titlesOf = (titles, query, isTyping) => find(handmade(titles), query, isTyping).entries.map((at) => titles[at]);

test('letters without marks find words with them, and exact marks come first', (t) => {
  const streets = ['Dương Minh Châu', 'Đường sắt', 'Quận Đống Đa', 'Đồng Đa', 'Hoá chất'];
  t.assert.deepEqual(titlesOf(streets, 'duong'), ['Đường sắt', 'Dương Minh Châu']);
  t.assert.deepEqual(titlesOf(streets, 'dong da'), ['Đồng Đa', 'Quận Đống Đa']);
  t.assert.deepEqual(titlesOf(streets, 'Đống Đa'), ['Quận Đống Đa', 'Đồng Đa']);
  t.assert.deepEqual(titlesOf(streets, 'đường'.normalize('NFD')), ['Đường sắt', 'Dương Minh Châu']);
  t.assert.deepEqual(titlesOf(streets, 'hóa chất'), ['Hoá chất'], 'a tone on the other vowel');
  t.assert.deepEqual(titlesOf(['Quận 10', 'Quận 1'], 'quan 1', true), ['Quận 1', 'Quận 10']);
  t.assert.deepEqual(titlesOf(['Quận 10', 'Quận 1'], 'quan 1'), ['Quận 1']);
  t.assert.deepEqual(titlesOf(['ID cards', 'Cars'], 'card'), ['ID cards']);
});

test('small mistakes are forgiven where nothing fits exactly', (t) => {
  const names = ['Bình Thạnh', 'Bình Tân', 'Điện lực', 'Registration'];
  t.assert.deepEqual(titlesOf(names, 'binh thnah'), ['Bình Thạnh']);
  t.assert.deepEqual(titlesOf(names, 'binhthanh'), ['Bình Thạnh']);
  t.assert.deepEqual(titlesOf(names, 'regestraton'), ['Registration']);
  t.assert.deepEqual(titlesOf(names, 'rgstrtn'), []);
  t.assert.deepEqual(titlesOf(names, 'binh tan'), ['Bình Tân']);
  t.assert.deepEqual(titlesOf(names, ''), []);
  t.assert.deepEqual([distance('thanh', 'thnah', 2), distance('abcd', 'abxy', 1), distance('quan', 'quang', 1)], [1, 2, 1]);
});

const pairs = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').trim().split('\n').map((line) => line.split('\t'));

test('the script folds and cuts text as the program does', (t) => {
  for (const [written, folded] of pairs('folding.tsv')) {
    t.assert.equal(fold(written), folded, written);
    t.assert.equal(fold(written.normalize('NFD')), folded, `${written}, decomposed`);
  }
  for (const [text, words] of pairs('tokens.tsv')) t.assert.equal(tokens(text).join(' '), words, text);
});

test('every address of the index leads to a page and a place on it', () => {
  expectNone(LANGUAGES.flatMap((language) => {
    const { urls, root } = indexes.get(language);
    const pages = new Map(languagePages.map((page) => [new URL(page.url).pathname, page]));
    return urls.map((url) => [url, new URL(root + url, 'https://host.example')]).filter(([, { pathname, hash }]) => {
      const page = pages.get(pathname);
      return !page || (hash && !page.ids.has(decodeURIComponent(hash.slice(1))));
    }).map(([url]) => `${language}/${url}`);
  }), 'dead address');
});

test('index and script are small', (t) => {
  const kb = (text) => gzipSync(text, { level: 9 }).length / 1000;
  const heavy = LANGUAGES.map((language) => [fileOf(language), kb(readFile(fileOf(language))), INDEX_LIMIT]);
  heavy.push(['assets/search.js', kb(readFile('assets/search.js')), SCRIPT_LIMIT]);
  heavy.forEach(([file, size]) => t.diagnostic(`${file}: ${size.toFixed(1)} kB`));
  expectNone(heavy.filter(([, size, limit]) => size > limit).map(([file, size, limit]) => `${file}: ${size} kB, limit ${limit}`), 'heavy file');
});

useBrowser();

const field = (tab) => tab.getByRole('combobox');
const options = (tab) => tab.getByRole('option');
const PHONE = { width: 360, height: 740 };

/** Types into the field of a page and waits for suggestions. */
async function type(tab, text) {
  await field(tab).fill(text);
  await options(tab).first().waitFor();
}

test('nothing is loaded before somebody searches', async (t) => {
  const asked = [];
  await visit('vi/', { prepare: (tab) => tab.on('request', (request) => asked.push(new URL(request.url()).pathname)) }, async (tab) => {
    await quiet(tab);
    const isOfSearch = (path) => /search\.js$|search\/.*\.json$/.test(path);
    t.assert.deepEqual(asked.filter(isOfSearch), []);
    await type(tab, 'q');
    t.assert.equal(asked.filter(isOfSearch).length, 2);
    await type(tab, 'quan');
    t.assert.equal(asked.filter(isOfSearch).length, 2, 'the index is read once');
  });
});

test('arrows choose, Enter goes there, Escape closes', async (t) => {
  await visit('vi/', {}, async (tab) => {
    await type(tab, 'binh th');
    t.assert.equal(await field(tab).getAttribute('aria-expanded'), 'true');
    t.assert.match(await options(tab).first().innerText(), /^Quận Bình Thạnh/);
    t.assert.equal(await options(tab).first().locator('mark').allInnerTexts().then((all) => all.join(' ')), 'Bình Thạnh');
    await tab.keyboard.press('ArrowDown');
    t.assert.equal(await field(tab).getAttribute('aria-activedescendant'), await options(tab).first().getAttribute('id'));
    t.assert.equal(await options(tab).first().getAttribute('aria-selected'), 'true');
    await tab.keyboard.press('ArrowUp');
    t.assert.equal(await field(tab).getAttribute('aria-activedescendant'), null);
    await tab.keyboard.press('ArrowUp');
    t.assert.equal(await options(tab).last().getAttribute('aria-selected'), 'true', 'from the field up to the last');
    await tab.keyboard.press('Escape');
    t.assert.equal(await options(tab).count(), 0);
    t.assert.equal(await field(tab).inputValue(), 'binh th');
    await tab.keyboard.press('Escape');
    t.assert.equal(await field(tab).inputValue(), '', 'Escape again empties the field');
    await type(tab, 'binh than');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(urlOf('vi/quan-huyen/binh-thanh/'));
  });
});

test('the number of results is told politely', async (t) => {
  await visit('en/', {}, async (tab) => {
    await type(tab, 'go vap');
    t.assert.match(await tab.locator('site-search [role=status]').innerText(), /^Results: \d+\.$/);
    await field(tab).fill('xqzzy');
    await tab.getByText('Nothing found for “xqzzy”.').waitFor({ state: 'attached' });
    t.assert.equal(await field(tab).getAttribute('aria-expanded'), 'false');
  });
});

test('Enter in an empty field leads nowhere, be the script here or on its way', async (t) => {
  await visit('vi/bao-cao/', {}, async (tab) => {
    await tab.route('**/search.js', () => {}); // It never comes.
    await field(tab).press('Enter');
    t.assert.equal(await tab.evaluate(() => location.href), urlOf('vi/bao-cao/'));
  });
});

test('Enter shows all results at an address that can be shared, and Back returns', async (t) => {
  await visit('vi/bao-cao/', {}, async (tab) => {
    await type(tab, 'can cuoc');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(`${urlOf('vi/tim-kiem/')}?q=can+cuoc`);
    await tab.locator('#search-results h2').first().waitFor();
    t.assert.match(await tab.locator('#search-status').innerText(), /^Kết quả tìm được: \d+\.$/);
    t.assert.match(await tab.title(), /^can cuoc – /);
    t.assert.equal(await field(tab).inputValue(), 'can cuoc');
    const switches = await tab.$$eval('a[hreflang=en]', (links) => links.map(({ search }) => search));
    t.assert.deepEqual(switches, ['?q=can+cuoc']);
    const more = tab.locator('#search-results button').first();
    const before = await tab.locator('#search-results li').count();
    await more.click();
    t.assert.ok((await tab.locator('#search-results li').count()) > before);
    t.assert.ok(await tab.evaluate(() => document.activeElement.matches('#search-results li a')));
    await tab.locator('#search-results a').first().click();
    await tab.goBack();
    await tab.locator('#search-results h2').first().waitFor();
    await tab.goBack();
    t.assert.equal(tab.url(), urlOf('vi/bao-cao/'));
  });
});

/** Opens the page of results for a query. */
const results = (address, query, settings, look) => visit(address, settings, async (tab) => {
  await tab.goto(`${urlOf(address)}?q=${encodeURIComponent(query)}`);
  await tab.waitForFunction(() => document.getElementById('search-status').textContent);
  return look(tab);
});

test('where nothing is found, the page says what to do', async (t) => {
  await results('vi/tim-kiem/', 'xqzzy', {}, async (tab) => {
    const said = await tab.locator('#search-status').innerText();
    t.assert.match(said, /^Không tìm thấy “xqzzy”\. Hãy thử từ khác/);
    t.assert.ok((await tab.locator('.ways a').count()) > 4);
  });
  await results('en/search/', 'elctronic acount', {}, async (tab) => {
    t.assert.match(await tab.locator('#search-status').innerText(), /spelt alike/);
  });
});

test('what a reader types stays text', async (t) => {
  const query = '<img src=x onerror="document.title=1"> quận';
  await results('vi/tim-kiem/', query, {}, async (tab) => {
    await quiet(tab);
    t.assert.equal(await tab.locator('main img').count(), 0);
    t.assert.ok((await tab.title()).startsWith('<img'));
  });
});

test('an index that cannot be loaded is told', async (t) => {
  await visit('en/', {}, async (tab) => {
    await tab.route('**/search/en.json', (route) => route.abort());
    await field(tab).fill('district');
    await tab.getByText('The search could not be loaded').first().waitFor({ state: 'attached' });
    await tab.unroute('**/search/en.json');
    await type(tab, 'districts');
    t.assert.ok((await options(tab).count()) > 1, 'and works once it can');
  });
});

test('without JavaScript there is a link instead of a field, and the page says what to do', async (t) => {
  for (const [language, page] of [['vi', 'vi/tim-kiem/'], ['en', 'en/search/']]) {
    await visit(`${language}/`, { javaScriptEnabled: false, ...PHONE }, async (tab) => {
      t.assert.equal(await field(tab).count(), 0);
      await tab.locator('.search-item a').click();
      await tab.waitForLoadState();
      t.assert.equal(new URL(tab.url()).pathname, new URL(urlOf(page)).pathname);
      t.assert.equal(await field(tab).count(), 0);
      t.assert.match(await tab.locator('main').innerText(), /JavaScript/);
      t.assert.ok((await tab.locator('.ways a').count()) > 4);
    });
  }
});

test('fingers hit the field and its suggestions', async (t) => {
  await visit('vi/', PHONE, async (tab) => {
    t.assert.ok((await field(tab).boundingBox()).height >= 44);
    await type(tab, 'quan 1');
    const heights = await options(tab).evaluateAll((all) => all.map((option) => option.getBoundingClientRect().height));
    t.assert.ok(Math.min(...heights) >= 44, `${heights}`);
    t.assert.ok((await options(tab).count()) <= 8);
  });
});

const AXE = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] };

/** Returns what axe finds in every colour scheme. */
async function violations(tab, name) {
  await tab.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await show(tab, { colorScheme });
    const { violations: all } = await tab.evaluate((settings) => window.axe.run(document, settings), AXE);
    found.push(...all.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name}, ${colorScheme}: ${id}: ${target.flat().join(' ')}`)));
  }
  return found;
}

test('suggestions and results pass axe', async () => {
  const problems = await visit('vi/', {}, async (tab) => {
    await type(tab, 'binh th');
    await tab.keyboard.press('ArrowDown');
    return violations(tab, 'suggestions');
  });
  for (const settings of [{}, PHONE]) {
    problems.push(...await results('en/search/', 'id cards', settings, (tab) => violations(tab, 'results')));
  }
  expectNone(problems, 'WCAG violation');
});

test('results fit 320 px', async (t) => {
  await results('vi/tim-kiem/', 'tai khoan dinh danh', { width: 320, height: 640 }, async (tab) => {
    t.assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320);
  });
});
