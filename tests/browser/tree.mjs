// Walks trees made by parse5.

/** Yields every element below `node`, in document order, also those inside <template>. */
export function* elements(node) {
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

export function attribute(element, key) {
  return element.attrs.find(({ prefix, name }) => (prefix ? `${prefix}:${name}` : name) === key)?.value;
}

export function textOf(node) {
  return node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join('');
}

/** Returns the nearest element around `node` with this tag name. */
export function closest(node, tagName) {
  let found = node;
  while (found && found.tagName !== tagName) found = found.parentNode;
  return found;
}
