// Serves the site and opens its pages in Chromium, which can reach nothing but this machine.

import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';
import { basePath, root } from './site.mjs';

const EXECUTABLE = process.env.CHROMIUM || '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox', // Chromium refuses to start as root with it, and containers are root.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

let server;
let browser;

export async function start() {
  server = await serve(root, { base: basePath });
  browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
}

export async function stop() {
  await browser?.close();
  await server?.close();
}

/** Starts server and browser for the tests of a file. */
export function useBrowser() {
  before(start);
  after(stop);
}

/** Returns the address of a page, or of any path below the site's base, on our server. */
export function urlOf(address) {
  return server.url + address.split('/').map(encodeURIComponent).join('/');
}

export const origin = () => server.origin;

/**
 * Opens `address` in a fresh window and returns what `look(tab)` returns. `width` and `height` are in
 * CSS pixels; `prepare(tab)` runs before the page loads; other options are Playwright's for a context.
 */
export async function visit(address, { width = 1280, height = 800, prepare = () => {}, ...options }, look) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: address.startsWith('en/') ? 'en-GB' : 'vi-VN',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  try {
    const tab = await context.newPage();
    countRequests(tab);
    await prepare(tab);
    await tab.goto(urlOf(address), { waitUntil: 'load' });
    return await look(tab);
  } finally {
    await context.close();
  }
}

/** How long nothing must be loading before a page counts as loaded, in milliseconds. */
const QUIET = 150;
const LONGEST_WAIT = 5000;

const requests = new WeakMap();

function countRequests(tab) {
  const state = { open: 0, last: Date.now() };
  const change = (by) => () => {
    state.open += by;
    state.last = Date.now();
  };
  tab.on('request', change(1)).on('requestfinished', change(-1)).on('requestfailed', change(-1));
  requests.set(tab, state);
}

/** Waits until scripts have loaded what they load. */
export async function quiet(tab) {
  const end = Date.now() + LONGEST_WAIT;
  const state = requests.get(tab);
  while (Date.now() < end && (state.open > 0 || Date.now() - state.last < QUIET)) await tab.waitForTimeout(20);
}

/** Lays the page out for another size, colour scheme or medium, and ends what fades. */
export async function show(tab, { width, ...media }) {
  if (width) await tab.setViewportSize({ width, height: tab.viewportSize().height });
  await tab.emulateMedia(media);
  await tab.evaluate(() => {
    const fading = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    for (const animation of fading) animation.finish();
  });
}

/**
 * Runs `measure(argument)` in the page, with the functions of in-page.mjs at hand. It is sent as
 * text, so it must not use anything else from this side.
 */
export function inPage(tab, measure, argument) {
  return tab.evaluate(`(() => { ${inPageTools}; return (${measure})(${JSON.stringify(argument)}); })()`);
}

const inPageTools = Object.values(await import('./in-page.mjs')).map(String).join(';\n');
