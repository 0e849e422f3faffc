#!/usr/bin/env node
// Measures how long it takes from a save until it can be seen: until the preview's server has given the new page, and until
// a browser has painted it. Twenty edits each of a report, an indicator, a template and a style sheet. No page is open while
// the server is measured, so that no browser shares its processors; the server's time ends with the last byte of the page.
//
//   cargo build --release
//   cargo run --release --example generate -- 705 40 12 /dev/shm/districts
//   node benches/save-to-sight.mjs . /dev/shm/districts
//
// Each site is copied first; nothing is written into it. Needs the packages of the browser tests (scripts/setup.sh browser).

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const EDITS = 20;
const repository = fileURLToPath(new URL('..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const program = process.env.MINHBACH ?? path.join(target, 'release', 'minhbach');
const { chromium } = createRequire(path.join(repository, 'tests/browser/package.json'))('playwright-core');
const now = () => performance.timeOrigin + performance.now();

/** What is edited: a file, the text before and after for each edit, and the page that shows it. */
function kinds(folder) {
  const read = (file) => readFileSync(path.join(folder, file), 'utf8');
  const [report] = readdirSync(path.join(folder, 'content/reports')).sort().reverse();
  const slug = read(`content/reports/${report}/report.toml`).match(/^slug = .*vi = "([^"]*)"/m)?.[1] ?? report;
  const [indicator] = readdirSync(path.join(folder, 'content/indicators')).filter((file) => file.endsWith('.toml')).sort();
  const text = read(`content/indicators/${indicator}`);
  const page = text.match(/^slug = .*vi = "([^"]*)"/m)?.[1] ?? indicator.replace('.toml', '');
  const css = 'themes/default/assets/style.css';
  const add = (file) => [file, (mark) => `${read(file)}\n\n${mark}.\n`];
  const base = read('content/site.toml').match(/base_url = "https?:\/\/[^/"]+([^"]*)"/)[1];
  const reportPage = `${base}vi/bao-cao/${slug}/`;
  return {
    reportPage,
    indicatorPage: `${base}vi/chi-so/${page}/`,
    edits: {
      report: add(`content/reports/${report}/vi.md`),
      indicator: [`content/indicators/${indicator}`, (mark) => text.replace(/^definition = (.*)vi = "/m, `definition = $1vi = "${mark} `)],
      data: data(`content/indicators/${indicator}`, text),
      template: ['themes/default/templates/report.html', (mark) => read('themes/default/templates/report.html').replace('{% block main %}', `{% block main %}<p>${mark}</p>`)],
      'style sheet': [css, (mark) => `${read(css)}\nh1 { outline-color: #${mark.slice(-6)}; }\n`],
    },
  };
}

/** A figure of the first row of the newest table changes, if the indicator has rows of made-up places: its page shows it. */
function data(file, text) {
  const rows = /\["district-\d+", (\d+), (\d+)\]/g;
  rows.lastIndex = text.lastIndexOf('[[table]]');
  const found = rows.exec(text);
  if (!found) return null;
  let value = Number(found[2]);
  return [file, () => {
    value -= 1;
    return text.slice(0, found.index) + found[0].replace(`${found[2]}]`, `${value}]`) + text.slice(found.index + found[0].length);
  }, () => String(value)];
}

async function preview(folder) {
  const child = spawn(program, ['serve', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('http://') && resolve(line.match(/http:\/\/[^/ ]+/)[0]));
    child.on('exit', () => reject(new Error('the preview ended')));
  });
  await get(`${origin}/_minhbach/about?/`);
  return { child, origin };
}

function get(url) {
  return new Promise((resolve, reject) => {
    request(url, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('end', () => resolve({ parts, end: now() }));
    }).on('error', reject).end();
  });
}

/** Calls back for every change that pages are told of. */
function listen(origin) {
  const waiting = [];
  const events = request(`${origin}/_minhbach/changes`, (response) => {
    response.setEncoding('utf8').on('data', (part) => part.includes('event: change') && waiting.splice(0).forEach((done) => done()));
  });
  events.on('error', () => {}).end();
  return { next: () => new Promise((done) => waiting.push(done)), stop: () => events.destroy() };
}

function save(folder, file, text) {
  const place = path.join(folder, file);
  writeFileSync(`${place}.tmp`, text);
  const start = now();
  renameSync(`${place}.tmp`, place);
  return start;
}

const mark = (at) => `moc${(0x100000 + at * 7919).toString(16)}`;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function serverTimes(folder, origin, page, [file, edit, shown = (word) => word], seed) {
  const events = listen(origin);
  await pause(100);
  const times = [];
  for (let at = 0; at < EDITS; at += 1) {
    const word = mark(seed + at);
    const text = edit(word);
    const wanted = shown(word);
    const told = events.next();
    const start = save(folder, file, text);
    await told;
    const { parts, end } = await get(origin + page);
    const body = Buffer.concat(parts).toString();
    if (!body.includes(wanted) && !body.includes(word.slice(-6))) process.stderr.write(`not seen: ${file} ${word}\n`);
    times.push(end - start);
    await pause(150);
  }
  events.stop();
  return times;
}

async function sightTimes(tab, folder, [file, edit, shown = (word) => word], seed, isStyle) {
  const times = [];
  for (let at = 0; at < EDITS; at += 1) {
    const word = mark(seed + at);
    const text = edit(word);
    const seen = tab.evaluate(watch, { word: shown(word), isStyle, colour: word.slice(-6) });
    await pause(30);
    const start = save(folder, file, text);
    times.push((await seen) - start);
    await pause(150);
  }
  return times;
}

/** Runs in the page: comes with the time when the word, or the colour of the first heading, has been painted. */
function watch({ word, isStyle, colour }) {
  const at = () => performance.timeOrigin + performance.now();
  const painted = (done) => requestAnimationFrame(() => setTimeout(() => done(at())));
  const rgb = `rgb(${[0, 2, 4].map((from) => parseInt(colour.slice(from, from + 2), 16)).join(', ')})`;
  return new Promise((done) => {
    if (isStyle) {
      const look = () => (getComputedStyle(document.querySelector('h1')).outlineColor === rgb ? painted(done) : requestAnimationFrame(look));
      look();
      return;
    }
    const digits = word.replace(/\B(?=(\d{3})+$)/g, '.');
    const has = (node) => node.textContent.includes(word) || (/^\d+$/.test(word) && node.textContent.includes(digits));
    const observer = new MutationObserver((changes) => {
      if (!changes.some(({ target, addedNodes }) => [target, ...addedNodes].some(has))) return;
      observer.disconnect();
      painted(done);
    });
    observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const cell = (times) => (times ? `${median(times).toFixed(0)} / ${Math.max(...times).toFixed(0)}` : '–');

const tell = (site, row) => console.log(`| ${path.basename(path.resolve(site))} | ${row.join(' | ')} |`);

async function measure(site, browser) {
  const folder = mkdtempSync('/dev/shm/save-to-sight-');
  cpSync(path.join(site, 'content'), path.join(folder, 'content'), { recursive: true });
  cpSync(path.join(repository, 'themes'), path.join(folder, 'themes'), { recursive: true });
  const { child, origin } = await preview(folder);
  try {
    const { reportPage, indicatorPage, edits } = kinds(folder);
    const tab = await browser.newPage();
    let seed = 0;
    for (const [kind, edit] of Object.entries(edits)) {
      if (!edit) continue;
      const page = ['indicator', 'data'].includes(kind) ? indicatorPage : reportPage;
      const asked = kind === 'style sheet' ? reportPage.replace(/vi\/.*/, 'assets/style.css') : page;
      await tab.goto('about:blank');
      const served = await serverTimes(folder, origin, asked, edit, (seed += 100));
      await tab.goto(origin + page);
      await tab.waitForSelector('minhbach-preview', { state: 'attached' });
      await pause(500);
      const seen = await sightTimes(tab, folder, edit, (seed += 100), kind === 'style sheet');
      tell(site, [kind, cell(served), cell(seen)]);
    }
    await tab.close();
    const memory = existsSync(`/proc/${child.pid}/status`) && readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1];
    if (memory) tell(site, ['memory', `${Math.round(memory / 1024)} MiB`, '']);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
console.log(`| site | edit | server, ms (median / worst of ${EDITS}) | browser, ms |\n| --- | --- | --- | --- |`);
for (const site of process.argv.slice(2)) {
  await measure(site, browser);
}
await browser.close();
