// The Nu HTML Checker reads every page in one run.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from './site.mjs';
import { expectNone } from './expect.mjs';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/**
 * The checker reads files, which have no origin, so that 'self' in a policy matches nothing; and it
 * takes JSON-LD, which never runs, for a script. requests.test.mjs sees real violations of a policy.
 */
const FALSE_ALARM = /violates Content Security Policy/;

async function messages() {
  const options = ['-Xss4m', '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always', '--skip-non-html', root];
  const { stdout, stderr } = await promisify(execFile)('java', options, { maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('{')) throw new Error(`the checker gave no JSON: ${stderr || stdout}`);
  return JSON.parse(stdout).messages.filter(({ message }) => !FALSE_ALARM.test(message));
}

function line({ url, lastLine, message, extract }) {
  const place = url ? `${path.relative(root, fileURLToPath(url))}:${lastLine ?? '?'}` : 'checker';
  return `${place}: ${message}${extract ? ` «${extract.replace(/\s+/g, ' ').trim()}»` : ''}`;
}

test('Nu HTML Checker finds no error', async (t) => {
  const all = await messages();
  const errors = all.filter(({ type }) => type !== 'info');
  const warnings = all.filter(({ subType }) => subType === 'warning');
  for (const warning of warnings.slice(0, 20)) t.diagnostic(`warning: ${line(warning)}`);
  if (warnings.length > 20) t.diagnostic(`… and ${warnings.length - 20} more warnings`);
  expectNone(errors.map(line), 'HTML error');
});
