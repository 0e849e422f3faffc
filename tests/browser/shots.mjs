// Takes full-page pictures for people to look at, one page of each kind:
//   SITE=public node tests/browser/shots.mjs OUTDIR

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sample } from './site.mjs';
import { start, stop, visit } from './browser.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: SITE=public node tests/browser/shots.mjs OUTDIR');
  process.exit(2);
}

/** The sample names the largest page of each kind first. */
const firstOfKind = sample().filter((page, index, all) =>
  all.findIndex(({ kind, language }) => kind === page.kind && language === page.language) === index);

mkdirSync(folder, { recursive: true });
await start();
try {
  for (const { address, kind, language } of firstOfKind) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        const file = path.join(folder, `${kind ?? 'root'}-${language ?? 'root'}-${width}-${colorScheme}.png`);
        await visit(address, { width, colorScheme }, (tab) => tab.screenshot({ path: file, fullPage: true }));
        console.log(`${file}  ${address}`);
      }
    }
  }
} finally {
  await stop();
}
