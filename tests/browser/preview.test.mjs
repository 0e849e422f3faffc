// `minhbach serve` in a browser: a page that is open follows what is saved, and shows what is wrong.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const program = process.env.MINHBACH
  ?? ['release', 'debug'].map((kind) => path.join(target, kind, 'minhbach')).find(existsSync);
const TEXT = 'content/reports/2023-10/en.md';
const PAGE = 'sao-mai/en/reports/october/';

let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
});
after(() => browser?.close());

/** Previews a copy of the small site in the theme that people get, and opens a page of it. */
async function preview(use, { address = PAGE, prepare = () => {}, ...options } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'preview-test-'));
  const author = authorOf(folder);
  cpSync(path.join(repository, 'tests/golden/small/content'), path.join(folder, 'content'), { recursive: true });
  cpSync(path.join(repository, 'themes'), path.join(folder, 'themes'), { recursive: true });
  author.edit('content/site.toml', /theme = "plain"\n/, '');
  prepare(author);
  const child = spawn(program, ['serve', folder, '--port', '0', '--date', '2023-11-02', '--lang', 'en'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const context = await browser.newContext({ viewport: { width: 900, height: 500 }, ...options });
  context.setDefaultTimeout(10_000);
  try {
    const url = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = line.match(/http:\/\/[^ ]+/);
        if (found) resolve(found[0]);
      });
      child.on('exit', () => reject(new Error('the preview ends')));
    });
    const wrong = [];
    const open = async (to = address) => {
      const tab = await context.newPage();
      tab.on('pageerror', (error) => wrong.push(String(error)));
      tab.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && wrong.push(message.text()));
      await tab.goto(url + to);
      await tab.locator('minhbach-preview').waitFor({ state: 'attached' });
      await tab.waitForFunction(() => document.querySelector('minhbach-preview').shadowRoot.querySelector('footer button, section:not([hidden]), .show:not([hidden])'));
      return tab;
    };
    await use({ tab: await open(), open, url, author, child });
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

function authorOf(folder) {
  const at = (file) => path.join(folder, file);
  const read = (file) => readFileSync(at(file), 'utf8');
  const save = (file, text) => {
    writeFileSync(at(`${file}.tmp`), text);
    renameSync(at(`${file}.tmp`), at(file));
  };
  const edit = (file, from, to) => {
    const text = read(file).replace(from, to);
    assert.notEqual(text, read(file), `${file} has no ${from}`);
    save(file, text);
  };
  return { at, read, save, edit, remove: (file) => rmSync(at(file), { recursive: true }), move: (a, b) => renameSync(at(a), at(b)) };
}

const long = (n) => Array.from({ length: n }, (_, at) => `Paragraph ${at}.\n`).join('\n');
const panel = (tab) => tab.locator('minhbach-preview section');

test('a page follows a save and keeps scroll, focus, opened details and what its script has done', () => preview(async ({ tab, author }) => {
  author.save(TEXT, `${long(60)}\n${author.read(TEXT)}`);
  await tab.getByText('Paragraph 59.').waitFor();
  await tab.evaluate(() => {
    window.stays = true;
    document.querySelectorAll('details').forEach((details) => (details.open = true));
    document.querySelector('footer a').focus({ preventScroll: true });
    scrollTo({ top: 700, behavior: 'instant' });
  });
  const kept = () => tab.evaluate(() => ({
    stays: window.stays,
    scroll: Math.round(scrollY),
    focus: document.activeElement.outerHTML,
    open: [...document.querySelectorAll('details')].map((details) => details.open),
    sort: document.querySelectorAll('table[data-sortable] th button').length,
    theme: document.querySelector('[data-theme-switch]')?.textContent,
  }));
  const before = await kept();
  assert.ok(before.scroll === 700 && before.focus.startsWith('<a'), JSON.stringify(before));
  author.edit(TEXT, 'Paragraph 59.', 'Paragraph fifty-nine.');
  await tab.getByText('Paragraph fifty-nine.').waitFor();
  assert.deepEqual(await kept(), before);
}));

test('parts that come into an open page work as those that were there', () => preview(async ({ tab, author }) => {
  const file = 'content/indicators/water.toml';
  const heads = await tab.locator('table[data-sortable] th button').count();
  const rows = await tab.locator('table[data-sortable] tbody tr').count();
  assert.ok(heads > 0 && rows > 1);
  // Sorted by hand, then a name changes.
  await tab.locator('table[data-sortable] th button').first().click();
  author.edit('content/places.toml', /en = "Bến Đá/, 'en = "Bến Đá New');
  await tab.locator('table tbody').getByText('Bến Đá New').first().waitFor({ state: 'attached' });
  assert.equal(await tab.locator('table[data-sortable] th button').count(), heads);
  // A table's head changes: the whole table is a new one, and sorts.
  author.edit(file, /(id = "connected"\nname = \{[^}]*en = ")[^"]*/, '$1Hooked up');
  await tab.locator('table[data-sortable] th button', { hasText: 'Hooked up' }).first().waitFor();
  await tab.locator('table[data-sortable] th button', { hasText: 'Hooked up' }).first().click();
  assert.equal(await tab.locator('th[aria-sort]').count(), 1);
}, { address: 'sao-mai/en/indicators/tap-water/' }));

test('a style sheet is swapped without loading the page again', () => preview(async ({ tab, author }) => {
  const sheets = await tab.locator('link[rel=stylesheet]').count();
  await tab.evaluate(() => { window.stays = true; });
  author.save('themes/default/assets/style.css', `${author.read('themes/default/assets/style.css')}\nh1 { color: rgb(1, 2, 3); }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  await tab.waitForFunction((sheets) => document.querySelectorAll('link[rel=stylesheet]').length === sheets, sheets);
  assert.equal(await tab.evaluate(() => window.stays), true);
  // And once more, the sheet that was swapped in.
  author.edit('themes/default/assets/style.css', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)');
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)');
}));

test('a script that changes is loaded, with the scroll position', () => preview(async ({ tab, author }) => {
  author.save(TEXT, `${long(60)}\n${author.read(TEXT)}`);
  await tab.getByText('Paragraph 59.').waitFor();
  await tab.evaluate(() => scrollTo({ top: 600, behavior: 'instant' }));
  author.save('themes/default/assets/script.js', `${author.read('themes/default/assets/script.js')}\ndocument.documentElement.dataset.changed = "";\n`);
  await tab.waitForFunction(() => 'changed' in document.documentElement.dataset && Math.round(scrollY) === 600);
}));

test('errors are shown over the last good page, as text, and go away by themselves', () => preview(async ({ tab, author }) => {
  const whole = author.read(TEXT);
  assert.ok(await panel(tab).isHidden());
  author.save(TEXT, `${whole}\n\n[<img src=x onerror="window.bad=1">1](value:<b>nothing</b>/x)\n\n[1](value:water/<script>window.bad=1</script>)\n`);
  await panel(tab).waitFor({ state: 'visible' });
  const shown = await panel(tab).innerText();
  assert.match(shown, /content\/reports\/2023-10\/en\.md:\d+:\d+/);
  assert.equal(await panel(tab).locator('img, script, b').count(), 0);
  assert.equal(await tab.evaluate(() => window.bad), undefined);
  assert.ok(await tab.locator('article, main').first().isVisible());
  assert.match(await tab.locator('minhbach-preview [role=alert]').innerText(), /errors/i);
  author.save(TEXT, whole);
  await panel(tab).waitFor({ state: 'hidden' });
}));

test('the panel is closed from the keyboard, and comes back for another mistake', () => preview(async ({ tab, author }) => {
  const whole = author.read(TEXT);
  author.save(TEXT, `${whole}\n\n[](value:nothing/x)\n`);
  const close = panel(tab).getByRole('button', { name: 'Close' });
  await close.waitFor();
  await close.focus();
  await tab.keyboard.press('Enter');
  await panel(tab).waitFor({ state: 'hidden' });
  author.save(TEXT, `${whole}\n\n[](value:something/x)\n`);
  await panel(tab).waitFor({ state: 'visible' });
  assert.match(await panel(tab).innerText(), /something/);
}));

test('the panel can be read on a phone, and is not printed', () => preview(async ({ tab, author }) => {
  author.save(TEXT, `${author.read(TEXT)}\n\n[](value:${'x'.repeat(200)}/x)\n`);
  await panel(tab).waitFor({ state: 'visible' });
  const box = await panel(tab).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
  assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= 360), true);
  const overflow = await panel(tab).evaluate((section) => section.scrollWidth - section.clientWidth);
  assert.ok(overflow <= 0, String(overflow));
  await tab.emulateMedia({ media: 'print' });
  assert.ok(await panel(tab).isHidden());
}, { viewport: { width: 360, height: 640 }, colorScheme: 'dark' }));

test('a site that is broken from the start shows why, and appears when it is mended', () => preview(async ({ tab, author }) => {
  await panel(tab).waitFor({ state: 'visible' });
  assert.match(await panel(tab).innerText(), /content\/site\.toml/);
  author.edit('content/site.toml', 'titel', 'title');
  await tab.locator('h1').waitFor();
}, { address: 'sao-mai/en/', prepare: (author) => author.edit('content/site.toml', 'title', 'titel') }));

test('a page that is removed says so, and comes back', () => preview(async ({ tab, author }) => {
  author.move('content/reports/extra', 'content/.away');
  await panel(tab).getByText('no page at this address').waitFor();
  author.move('content/.away', 'content/reports/extra');
  await panel(tab).waitFor({ state: 'hidden' });
  await tab.getByText('Something more.').waitFor();
}, {
  address: 'sao-mai/en/reports/extra/',
  prepare: (author) => {
    mkdirSync(author.at('content/reports/extra'));
    author.save('content/reports/extra/report.toml', 'title = { vi = "Thêm", en = "Extra" }\nsummary = { vi = "Thêm", en = "Extra" }\ndate = "2023-10-01"\n');
    author.save('content/reports/extra/en.md', 'Something more.\n');
    author.save('content/reports/extra/vi.md', 'Thêm nữa.\n');
  },
}));

test('two tabs follow, and a page that stays the same is not touched', () => preview(async ({ tab, open, author }) => {
  const other = await open('sao-mai/en/indicators/');
  await tab.bringToFront();
  await other.evaluate(() => {
    window.changes = 0;
    new MutationObserver((list) => { window.changes += list.length; }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (let round = 0; round < 10; round += 1) {
    author.save(TEXT, `Round ${round}.\n`);
    await tab.getByText(`Round ${round}.`).waitFor();
  }
  author.edit('content/site.toml', /title = .*/, 'title = { vi = "Mới", en = "Brand new" }');
  await tab.waitForFunction(() => document.title.includes('Brand new'));
  await other.bringToFront();
  await other.waitForFunction(() => document.title.includes('Brand new'));
}));

test('the bar names the file and the weight, and is put away with a key for good', () => preview(async ({ tab, open }) => {
  const bar = tab.locator('minhbach-preview footer');
  await bar.getByText(TEXT).waitFor();
  await bar.getByText(/^[\d.]+ kB$/).waitFor();
  await tab.keyboard.press('Control+Backquote');
  await bar.waitFor({ state: 'hidden' });
  const next = await open();
  assert.ok(await next.locator('minhbach-preview footer').isHidden());
  await next.locator('minhbach-preview button.show').click();
  await next.locator('minhbach-preview footer').waitFor({ state: 'visible' });
}));

test('a preview that is started again is found by open pages', () => preview(async ({ tab, author, child, url }) => {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGINT');
  await ended;
  await tab.locator('minhbach-preview footer').getByText('has ended').waitFor();
  const again = spawn(program, ['serve', author.at('.'), '--port', new URL(url).port, '--date', '2023-11-02'], { stdio: 'ignore' });
  try {
    author.save(TEXT, 'After the restart.\n');
    await tab.getByText('After the restart.').waitFor();
  } finally {
    again.kill();
  }
}));
