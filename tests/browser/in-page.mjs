// Functions that run inside the page. Each uses only the page and the other functions of this file.

/** Returns a short selector a person can find the element by. */
export function nameOf(element) {
  const parts = [];
  for (let at = element; at && at !== document.body && parts.length < 4; at = at.parentElement) {
    const twins = [...(at.parentElement?.children ?? [])].filter(({ localName }) => localName === at.localName);
    const position = twins.length > 1 ? `:nth-of-type(${twins.indexOf(at) + 1})` : '';
    parts.unshift(at.id ? `#${at.id}` : at.localName + [...at.classList].map((name) => `.${name}`).join('') + position);
    if (at.id) break;
  }
  return parts.join(' > ') || element.localName;
}

/** Does the element take room on the screen? Elements that only screen readers see do not. */
export function isShown(element) {
  const box = element.getBoundingClientRect();
  return box.width > 2 && box.height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Returns the nearest element around this one that clips or scrolls sideways, if any. */
export function clipper(element) {
  let at = element.parentElement;
  while (at && at !== document.body && getComputedStyle(at).overflowX === 'visible') at = at.parentElement;
  return at === document.body || at === document.documentElement ? null : at;
}

export function openDetails() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** Returns the left and right edge of an element with its own words, which may spill out of it, in CSS pixels. */
export function span(element) {
  const box = element.getBoundingClientRect();
  if (getComputedStyle(element).overflowX !== 'visible') return [box.left, box.right];
  const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).map((node) => {
    const range = document.createRange();
    range.selectNode(node);
    return range.getBoundingClientRect().right;
  });
  return [box.left, Math.max(box.right, ...words)];
}

/** Returns what goes past the right or left edge of the page, also where the page hides its overflow. */
export function overflow() {
  const width = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.ownerSVGElement || !isShown(element) || clipper(element)) return false;
    const [left, right] = span(element);
    return right > width + 1 || (left < -1 && right > 0);
  });
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const problems = innermost.map((element) => {
    const [left, right] = span(element).map(Math.round);
    return `${nameOf(element)} spans ${left} to ${right} of ${width} px`;
  });
  const extra = document.documentElement.scrollWidth - width;
  if (extra > 0 && problems.length === 0) problems.push(`the page is ${extra} px wider than ${width} px`);
  return problems;
}

/** Returns elements that cut off their own text: content larger than a box that neither shows nor scrolls it. */
export function cutText() {
  return [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.ownerSVGElement || element.localName === 'svg' || !isShown(element) || !element.textContent.trim()) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    return (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
  }).map((element) => `${nameOf(element)} cuts its text`);
}
