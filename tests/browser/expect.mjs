// One way to fail: a list of what is wrong, each with its place.

import assert from 'node:assert/strict';

/** How many problems a message shows. */
const SHOWN = 25;

/** Fails with all of `problems`, unless there are none. */
export function expectNone(problems, what) {
  if (problems.length === 0) return;
  const hidden = problems.length - SHOWN;
  assert.fail([
    `${problems.length} × ${what}`,
    ...problems.slice(0, SHOWN).map((problem) => `  - ${problem}`),
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
  ].join('\n'));
}
