// The preview's part of a page: follows what is saved, shows what is wrong. Nothing of this is published.
//
// A page is followed without loading it anew. `shadow` is the page as the server last sent it; what differs in the page
// sent now is changed there and, at the same place, in the page on show. So what the page's own script has done to it, the
// scroll position, the focus and opened details stay.
"use strict";
(() => {
  const TOOLS = "/_minhbach/";
  let version = Number(new URL(document.currentScript.src).search.slice(1));
  let boot = null;

  // ---- The page on show, and the page as it was sent -------------------------------------------------------------------

  /** The node on show for each node of the shadow. */
  const shown = new WeakMap();
  const pair = (ghost, node) => {
    shown.set(ghost, node);
    for (let a = ghost.firstChild, b = node.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  };
  const isOurs = (node) => node.nodeName === "SCRIPT" && node.getAttribute("src")?.startsWith(TOOLS);
  const withoutOurs = (page) => {
    [...page.querySelectorAll("script")].filter(isOurs).forEach((script) => script.remove());
    return page;
  };
  document.currentScript.remove();
  const shadow = { head: document.head.cloneNode(true), body: document.body.cloneNode(true) };
  pair(shadow.head, document.head);
  pair(shadow.body, document.body);

  /** What the page's script set up must be set up again for what is new. */
  let added = [];
  /** A new script does not run by being put into a page. Data in a script element is only data. */
  let needsReload = false;
  const runs = (node) => node.nodeName === "SCRIPT" && /^$|javascript|^module$/.test(node.type);

  const insert = (parent, ghost, before) => {
    const fresh = ghost.cloneNode(true);
    if (runs(fresh) || [...(fresh.querySelectorAll?.("script") ?? [])].some(runs)) needsReload = true;
    parent.insertBefore(ghost, before);
    pair(ghost, fresh);
    const home = shown.get(parent);
    // The page's script may have moved the neighbour elsewhere.
    const next = before && shown.get(before);
    home.insertBefore(fresh, next?.parentNode === home ? next : null);
    if (fresh.nodeType === Node.ELEMENT_NODE) added.push(fresh);
  };
  const remove = (ghost) => {
    if (runs(ghost)) needsReload = true;
    shown.get(ghost)?.remove();
    ghost.remove();
  };
  const isSameKind = (a, b) =>
    a.nodeName === b.nodeName &&
    (a.nodeType !== Node.ELEMENT_NODE || (a.id === b.id && !runs(a) && !isWhole(a, b)));
  /** A table whose head changes is set up as a whole. */
  const isWhole = (a, b) => a.nodeName === "TABLE" && a.tHead && !(b.tHead && a.tHead.isEqualNode(b.tHead));

  const patchAttributes = (ghost, now) => {
    const node = shown.get(ghost);
    for (const { name } of [...ghost.attributes]) {
      if (!now.hasAttribute(name)) {
        ghost.removeAttribute(name);
        node.removeAttribute(name);
      }
    }
    for (const { name, value } of now.attributes) {
      if (ghost.getAttribute(name) === value) continue;
      ghost.setAttribute(name, value);
      if (name !== "open") node.setAttribute(name, value);
    }
  };

  /** Makes the shadow, and the page, the same as the page sent now. */
  const patch = (ghost, now) => {
    if (ghost.isEqualNode(now)) return;
    if (ghost.nodeType !== Node.ELEMENT_NODE) {
      ghost.nodeValue = now.nodeValue;
      shown.get(ghost).nodeValue = now.nodeValue;
      return;
    }
    patchAttributes(ghost, now);
    patchChildren(ghost, [...now.childNodes]);
  };

  const patchChildren = (ghost, now) => {
    const old = [...ghost.childNodes];
    let start = 0;
    while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start += 1;
    let [oldEnd, nowEnd] = [old.length, now.length];
    while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
      oldEnd -= 1;
      nowEnd -= 1;
    }
    const after = old[oldEnd] ?? null;
    const [gone, come] = [old.slice(start, oldEnd), now.slice(start, nowEnd)];
    let from = 0;
    for (const [at, match] of matches(gone, come).entries()) {
      if (match === null) {
        insert(ghost, come[at], gone[from] ?? after);
        continue;
      }
      while (from < match) remove(gone[from++]);
      patch(gone[from++], come[at]);
    }
    while (from < gone.length) remove(gone[from++]);
  };

  /** For each node that comes the place of the node that it was, in rising order, or null where it is new. */
  const matches = (gone, come) => {
    const found = new Array(come.length).fill(null);
    if (gone.length * come.length > 250000) {
      for (let at = 0; at < come.length && at < gone.length; at += 1) {
        if (!isSameKind(gone[at], come[at])) break;
        found[at] = at;
      }
      return found;
    }
    // The longest run of nodes that are the same in both; equal ones count far more than ones of the same kind.
    const keys = (nodes) => nodes.map((node) => node.outerHTML ?? node.nodeValue);
    const [goneKeys, comeKeys] = [keys(gone), keys(come)];
    const likeness = (a, b) => (goneKeys[a] === comeKeys[b] ? 8 : isSameKind(gone[a], come[b]) ? 1 : 0);
    const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1));
    for (let a = gone.length - 1; a >= 0; a -= 1) {
      for (let b = come.length - 1; b >= 0; b -= 1) {
        const like = likeness(a, b);
        const along = like ? like + best[a + 1][b + 1] : 0;
        best[a][b] = Math.max(along, best[a + 1][b], best[a][b + 1]);
      }
    }
    for (let [a, b] = [0, 0]; a < gone.length && b < come.length; ) {
      const like = likeness(a, b);
      if (like && best[a][b] === like + best[a + 1][b + 1]) found[b++] = a++;
      else if (best[a][b] === best[a + 1][b]) a += 1;
      else b += 1;
    }
    return found;
  };

  // ---- Following -------------------------------------------------------------------------------------------------------

  const DETAILS = `minhbach-details ${location.pathname}`;
  const storage = (kind, use) => {
    try {
      return use(kind === "session" ? sessionStorage : localStorage);
    } catch {
      return null; // Private windows refuse storage.
    }
  };
  const reload = () => {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    storage("session", (store) => store.setItem(DETAILS, JSON.stringify(open)));
    location.reload(); // The browser keeps the scroll position.
  };
  const reopen = () => {
    const open = JSON.parse(storage("session", (store) => store.getItem(DETAILS)) ?? "null");
    if (!open) return;
    storage("session", (store) => store.removeItem(DETAILS));
    document.querySelectorAll("details").forEach((details, at) => {
      if (at < open.length) details.open = open[at];
    });
  };

  const here = () => location.pathname + location.search;
  const isNothing = (response) => response.headers.has("x-minhbach");
  let wasNothing = !document.body.firstElementChild;

  const followPage = async () => {
    const response = await fetch(here(), { cache: "no-store" });
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("text/html") || isNothing(response)) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const mine = [...page.scripts].find(isOurs);
    if (!mine) return;
    const sent = Number(mine.getAttribute("src").split("?")[1]);
    // A page that is empty again would be loaded for ever.
    if (wasNothing) return page.body.querySelector(":scope > :not(script)") ? reload() : undefined;
    withoutOurs(page);
    added = [];
    for (const name of ["lang", "dir"]) {
      const value = page.documentElement.getAttribute(name);
      if (value) document.documentElement.setAttribute(name, value);
    }
    patch(shadow.head, page.head);
    patch(shadow.body, page.body);
    if (needsReload) return reload();
    version = Math.max(version, sent);
    if (added.length) document.dispatchEvent(new CustomEvent("minhbach:swap", { detail: { added } }));
  };

  const pathOf = (node, name) => new URL(node.getAttribute(name), location.href).pathname;
  /** Loads the new sheet before the old one goes, so that the page is never without. */
  const swapSheet = (ghost) => {
    const old = shown.get(ghost);
    const fresh = old.cloneNode();
    const address = new URL(ghost.getAttribute("href"), location.href);
    fresh.href = `${address.pathname}?${version}`;
    shown.set(ghost, fresh);
    return new Promise((done) => {
      fresh.addEventListener("load", () => done(old.remove()), { once: true });
      // A sheet that cannot be had leaves the old one.
      fresh.addEventListener("error", () => {
        shown.set(ghost, old);
        done(fresh.remove());
      }, { once: true });
      old.after(fresh);
    });
  };
  const followFiles = async (files) => {
    const changed = new Set(files);
    const ends = (ending) => files.some((file) => file.toLowerCase().endsWith(ending));
    // What a script has done cannot be undone.
    if (ends(".js") || ends(".mjs")) return reload();
    if (ends(".css")) {
      const sheets = [...shadow.head.querySelectorAll("link[rel~=stylesheet]")];
      const named = sheets.filter((sheet) => changed.has(pathOf(sheet, "href")));
      // One that no page names is imported by one that is named.
      await Promise.all((named.length ? named : sheets).map(swapSheet));
    }
    for (const image of document.querySelectorAll("img[src], source[src]")) {
      if (changed.has(pathOf(image, "src"))) image.setAttribute("src", `${pathOf(image, "src")}?${version}`);
    }
  };

  let work = Promise.resolve();
  /** One after the other: two changes at once must not meet in the page. */
  const follow = (change) => {
    work = work.then(async () => {
      try {
        const isNew = change.version > version || change.boot !== boot;
        boot = change.boot;
        const about = ask();
        if (change.pages && isNew) await followPage();
        version = Math.max(version, change.version);
        if (change.files.length) await followFiles(change.files);
        show(await about);
        document.documentElement.dispatchEvent(new CustomEvent("minhbach:followed", { detail: version }));
      } catch {
        // The preview went away in between; it is asked again as soon as it is back.
      }
    });
  };

  let source = null;
  const connect = () => {
    if (source) return;
    source = new EventSource(`${TOOLS}changes`);
    source.addEventListener("hello", ({ data }) => {
      const [now, run] = data.split(" ").map(Number);
      disconnected(false);
      const isRestarted = boot !== null && boot !== run;
      if (isRestarted) version = -1;
      boot = run;
      follow({ version: now, boot: run, pages: now !== version, files: [] });
    });
    source.addEventListener("change", ({ data }) => follow(JSON.parse(data)));
    source.addEventListener("error", () => {
      disconnected(true);
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(() => document.hidden || connect(), 1000);
      }
    });
  };
  /** Browsers allow six connections to a host: pages that nobody sees give theirs back, and catch up later. */
  const pause = () => {
    source?.close();
    source = null;
  };
  addEventListener("pagehide", pause);
  addEventListener("pageshow", connect);
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : connect()));

  // ---- The panel and the bar -------------------------------------------------------------------------------------------

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none;
      font: 14px/1.45 system-ui, sans-serif; color: #1b1f24; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    section, footer, .show { pointer-events: auto; background: #fff; color: #1b1f24; border: 1px solid #8c959f; }
    section { margin: 0 8px 8px; max-inline-size: 60rem; max-block-size: min(60vh, 36rem); overflow: auto;
      border-inline-start: 4px solid #cf222e; border-radius: 6px; box-shadow: 0 4px 24px #0004; }
    section.calm { border-inline-start-color: #9a6700; }
    header { position: sticky; top: 0; display: flex; gap: 12px; align-items: start; padding: 8px 12px;
      background: inherit; border-block-end: 1px solid #d0d7de; }
    h2 { flex: 1; margin: 0; font-size: 15px; font-weight: 600; }
    h2 small { display: block; font-weight: 400; font-size: 13px; color: #57606a; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 8px 12px; border-block-end: 1px solid #d0d7de; overflow-wrap: anywhere; }
    li:last-child { border-block-end: 0; }
    p { margin: 0; }
    .message { font-weight: 600; }
    .error .severity { color: #b3151f; }
    .warning .severity { color: #7a5200; }
    .code, .place { color: #57606a; font: 12px/1.45 ui-monospace, monospace; font-weight: 400; }
    pre { margin: 4px 0; padding: 4px 8px; background: #f6f8fa; color: inherit; font: 12px/1.5 ui-monospace, monospace;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    mark { background: #ffd8d3; color: inherit; text-decoration: underline 2px #cf222e; }
    .warning mark { background: #fff1c2; text-decoration-color: #9a6700; }
    .help { color: #1b1f24; }
    button { font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 4px;
      padding: 1px 6px; min-block-size: 24px; min-inline-size: 24px; cursor: pointer; }
    button:hover { border-color: currentColor; }
    button:focus-visible { outline: 2px solid #0969da; outline-offset: 1px; }
    footer { display: flex; flex-wrap: wrap; gap: 0 14px; align-items: center; padding: 1px 8px; border-width: 1px 0 0;
      font-size: 13px; }
    footer .source { max-inline-size: 100%; overflow-wrap: anywhere; text-align: start; font: 12px ui-monospace, monospace; }
    footer .bad { color: #b3151f; font-weight: 600; }
    footer .stale { color: #7a5200; font-weight: 600; }
    footer .grow { flex: 1; }
    .show { position: absolute; inset: auto 4px 4px auto; border-radius: 50%; opacity: .75; }
    @media (prefers-color-scheme: dark) {
      :host, section, footer, .show { color: #e6edf3; }
      section, footer, .show { background: #161b22; border-color: #6e7681; }
      section { border-inline-start-color: #f85149; }
      section.calm { border-inline-start-color: #d29922; }
      header, li { border-color: #30363d; }
      h2 small, .code, .place { color: #9da7b3; }
      .error .severity, footer .bad { color: #ff7b72; }
      .warning .severity, footer .stale { color: #e3b341; }
      .help { color: #e6edf3; }
      pre { background: #0d1117; }
      mark { background: #67060c; }
      .warning mark { background: #4b2900; }
      button:focus-visible { outline-color: #58a6ff; }
    }
    @media print { :host { display: none; } }
  `;
  const host = document.createElement("minhbach-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  /** Makes an element; texts are always texts. */
  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const panel = make("section");
  const bar = make("footer");
  const opener = make("button", "show", "◧");
  opener.type = "button";
  root.append(panel, bar, opener);
  panel.hidden = bar.hidden = opener.hidden = true;
  /** What screen readers are told; it must be there before it says something. */
  const voice = make("p", "voice");
  voice.setAttribute("role", "alert");
  panel.setAttribute("tabindex", "-1");

  let about = null;
  /** Errors that were closed by hand come back when they change. */
  let closed = "";
  let drawn = "";
  let isListing = false;
  let isOff = storage("local", (store) => store.getItem("minhbach-bar")) === "off";
  let weight = null;
  let isGone = false;

  const ask = async () => (await fetch(`${TOOLS}about?${location.pathname}`, { cache: "no-store" })).json();
  const word = (key, filled = {}) =>
    Object.entries(filled).reduce((text, [name, value]) => text.replace(`{${name}}`, value), about.words[`preview-${key}`]);
  const button = (className, text, title, press) => {
    const made = make("button", className, text);
    made.type = "button";
    if (title) made.title = title;
    made.addEventListener("click", press);
    return made;
  };

  const placeText = (place) => [place.file, place.line, place.column].filter((part) => part !== null).join(":");
  const placeOf = (place) =>
    place && [
      make("p", "place", placeText(place)),
      place.excerpt &&
        make("pre", "", place.excerpt.before.trimStart(), make("mark", "", place.excerpt.marked), place.excerpt.after),
    ];
  const item = (told) =>
    make(
      "li",
      told.severity,
      make("p", "message", make("span", "severity", told.label), ": ", told.message, " ", make("span", "code", told.code)),
      ...(placeOf(told.place) ?? []).filter(Boolean),
      ...(placeOf(told.other) ?? []).filter(Boolean),
      told.help ? make("p", "help", `${word("help")}: ${told.help}`) : null,
    );

  const isError = (told) => told.severity === "error";
  const showPanel = () => {
    const errors = about.told.filter(isError);
    const key = JSON.stringify([about.state, about.page.is_missing, errors]);
    const isWrong = about.state !== "good" || errors.length > 0;
    const isShown = isListing || ((isWrong || about.page.is_missing) && key !== closed);
    const drawing = JSON.stringify([key, isListing, about.told]);
    if (isShown && !panel.hidden && drawing === drawn) return; // Whoever reads it is not disturbed.
    drawn = drawing;
    if (!isShown) {
      panel.hidden = true;
      if (key !== closed) closed = "";
      return;
    }
    const listed = isListing ? about.told : errors;
    const title = errors.length ? `${word("panel")}: ${word("errors")}` : word("title");
    const notes = [
      about.state === "gone" ? word("gone") : null,
      errors.length && !wasNothing ? word("old") : null,
      about.page.is_missing && !wasNothing ? word("missing") : null,
      isListing && !listed.length ? word("none") : null,
    ].filter(Boolean);
    const close = () => {
      [closed, isListing] = [key, false];
      showPanel();
      bar.querySelector(".count")?.focus();
    };
    const more = about.n_errors - errors.length;
    panel.className = errors.length ? "" : "calm";
    panel.setAttribute("aria-label", title);
    const said = errors.length ? `${title}. ${errors[0].message}` : notes.join(" ");
    panel.replaceChildren(
      make("header", "", make("h2", "", title, ...notes.map((note) => make("small", "", note))), button("close", "✕", word("close"), close)),
      make("ol", "", ...listed.map(item), more > 0 ? make("li", "", word("more", { n: more })) : null),
    );
    panel.querySelector(".close").setAttribute("aria-label", word("close"));
    panel.onkeydown = (event) => {
      if (event.key === "Escape") close();
    };
    panel.hidden = false;
    if (voice.textContent !== said) voice.textContent = said;
  };

  const copy = async (event, path) => {
    const pressed = event.currentTarget;
    try {
      await navigator.clipboard.writeText(path);
      pressed.textContent = word("copied");
    } catch {
      return; // Not allowed here; the path can be read.
    }
    setTimeout(() => (pressed.textContent = path), 1000);
  };
  const showBar = () => {
    bar.hidden = isOff;
    opener.hidden = !isOff;
    opener.title = word("show");
    opener.setAttribute("aria-label", word("show"));
    if (isOff) return;
    const here = about.told.filter((told) => told.is_here);
    const { sources, stale } = about.page;
    const warnings = () => {
      if (here.length) return word("warnings-here", { n: here.length });
      return about.n_warnings ? word("warnings") : word("clean");
    };
    const counts = about.n_errors
      ? make("span", "bad", word("errors"))
      : make("span", "", warnings());
    const list = () => {
      isListing = !isListing;
      closed = "";
      showPanel();
      if (isListing) panel.focus();
    };
    const count = button("count", "", word("warnings"), list);
    count.append(counts);
    const weighed = weight === null ? null : make("span", "weight", word("weight", { kb: weight }));
    if (weighed) weighed.title = word("weight-how");
    bar.setAttribute("aria-label", word("title"));
    bar.replaceChildren(
      ...[
        isGone ? make("strong", "bad", word("disconnected")) : null,
        sources.length ? button("source", sources[0], word("copy"), (event) => copy(event, sources[0])) : null,
        count,
        about.page.withheld ? make("strong", "stale", about.page.withheld) : null,
        stale.length ? make("span", "stale", word("stale", { languages: stale.join(", ") })) : null,
        weighed,
        make("span", "grow"),
        button("hide", "✕", word("hide"), toggle),
      ].filter(Boolean),
    );
    bar.querySelector(".hide").setAttribute("aria-label", word("hide"));
  };
  const toggle = () => {
    isOff = !isOff;
    storage("local", (store) => store.setItem("minhbach-bar", isOff ? "off" : "on"));
    if (about) showBar();
  };
  opener.addEventListener("click", toggle);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.code === "Backquote") {
      event.preventDefault();
      toggle();
    }
  });

  const show = (now) => {
    about = now;
    if (about.state === "good" && wasNothing && !about.told.some(isError)) followPage().catch(() => {});
    showPanel();
    showBar();
    if (!isOff && !weighing) weighing = setTimeout(weigh, 400);
  };
  const disconnected = (is) => {
    if (isGone === is) return;
    isGone = is;
    if (about) showBar();
  };

  let weighing = null;
  const packed = async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return (await new Response(stream).arrayBuffer()).byteLength;
  };
  /** Measures the page as readers will load it: without our script. */
  const weigh = async () => {
    try {
      const parts = [...document.querySelectorAll("link[rel~=stylesheet], script[src]")];
      const addresses = parts.map((part) => pathOf(part, part.nodeName === "LINK" ? "href" : "src"));
      const texts = [here(), ...new Set(addresses)].map(async (address) => (await fetch(address, { cache: "no-store" })).text());
      const sizes = (await Promise.all(texts)).map((text) => packed(text.replace(/<script src="\/_minhbach\/[^>]*><\/script>/, "")));
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      weight = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 1 }).format(bytes / 1000);
      showBar();
    } catch {
      // The preview went away; the next change measures again.
    } finally {
      weighing = null;
    }
  };

  root.append(voice);
  sheet.insertRule(".voice { position: absolute; clip-path: inset(50%); block-size: 1px; inline-size: 1px; overflow: hidden; }");
  document.documentElement.append(host);
  reopen();
  connect();
})();
