// Adds comforts; everything is there without it: light and dark, tables that sort, filter and go to a spreadsheet, lists
// that filter, maps for arrow keys, the current section, a figure's source beside it, a language switch that keeps the place.
//
// Clicks are heard on the document, and `start` may run again on a page whose body was exchanged.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Private windows and strict settings may refuse storage.
  const read = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // The choice holds for this page.
    }
  };
  const themes = ["auto", "light", "dark"];
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(read()); // Before the first paint.
  const showTheme = (button) => {
    const theme = root.dataset.theme || "auto";
    button.textContent = button.dataset[theme];
    button.setAttribute("aria-label", `${button.dataset.label}: ${button.dataset[theme]}`);
    button.dataset.now = theme;
    button.hidden = false;
  };
  const nextTheme = (button) => {
    const next = themes[(themes.indexOf(button.dataset.now) + 1) % themes.length];
    apply(next);
    remember(next);
    showTheme(button);
  };

  // What a cell is sorted by: its number, nothing where a value is missing, or its text.
  const key = (cell, isNumber) => {
    if (!isNumber) return cell.textContent.trim();
    const data = cell.querySelector("data");
    return data ? Number(data.value) : null;
  };
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const compare = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null); // Missing comes last, in both directions.
    return typeof a === "number" ? a - b : collator.compare(a, b);
  };
  const isTotal = (row) => row.classList.contains("is-total");
  const sort = (button) => {
    const head = button.closest("th");
    const body = head.closest("table").tBodies[0];
    const isNumber = head.classList.contains("number");
    const now = head.getAttribute("aria-sort");
    const descending = now ? now === "ascending" : isNumber; // Numbers begin with the largest.
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = [...body.rows].filter((row) => !isTotal(row));
    const totals = [...body.rows].filter(isTotal);
    const keys = new Map(rows.map((row) => [row, key(row.cells[head.cellIndex], isNumber)]));
    rows.sort((a, b) => {
      const [left, right] = [keys.get(a), keys.get(b)];
      return compare(left, right) * (descending && left !== null && right !== null ? -1 : 1);
    });
    body.append(...rows, ...totals);
    tellOrder(head, descending);
  };

  // A reader who does not see the arrow hears the order.
  const tellOrder = (head, descending) => {
    const region = head.closest(".scroll");
    const field = document.getElementById("table-tools")?.content.querySelector("input");
    const status = region?.parentElement.querySelector(":scope > .table-tools [role=status]");
    if (!field || !status) return;
    status.textContent = (descending ? field.dataset.down : field.dataset.up).replace("{name}", head.textContent.trim());
  };

  // Above a table: a field where it is long, and a button that saves what is shown.
  const LEAST = 4;
  const LONG = 20;
  const equip = (table) => {
    for (const head of table.matches("[data-sortable]") ? table.tHead.rows[0].cells : []) {
      if (head.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
    }
    const tools = document.getElementById("table-tools")?.content.firstElementChild;
    const region = table.closest(".scroll");
    const rows = table.tBodies[0]?.rows.length ?? 0;
    if (!tools || !region || rows < LEAST || [...region.parentElement.children].some(isTools)) return;
    const own = tools.cloneNode(true);
    const field = own.querySelector("input");
    field.setAttribute("aria-label", `${field.placeholder}: ${captionOf(table)}`);
    if (rows >= LONG) return region.before(own);
    field.remove();
    region.after(own);
  };
  const captionOf = (table) => document.getElementById(table.getAttribute("aria-labelledby"))?.textContent.trim() ?? "";
  const isTools = (element) => element.matches(".table-tools");
  const tableOf = (tool) => tool.closest(".table-tools").parentElement.querySelector(":scope > .scroll > table");
  const shownCell = (cell) => {
    const copy = cell.cloneNode(true);
    all(".note-ref, .finding-ref, .corrected, .none", copy).forEach((sign) => sign.remove());
    all("data", copy).forEach((data) => data.replaceWith(data.value));
    const text = copy.textContent.replace(/\s+/g, " ").trim().replace(/^−(?=\d)/, "-"); // Programs read a hyphen.
    const safe = /^[=+@]/.test(text) ? `'${text}` : text; // A spreadsheet must not take it for a formula.
    return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const save = (table) => {
    const rows = [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(shownCell).join(","));
    const link = document.createElement("a");
    link.download = `${captionOf(table).replace(/[\\/:*?"<>|]+/g, " ").slice(0, 80) || "table"}.csv`;
    link.href = URL.createObjectURL(new Blob([`\ufeff${rows.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Puts the code that stands before a button into the clipboard; where that is not allowed, it stands chosen.
  const copy = (button) => {
    const field = button.closest("details").querySelector("textarea");
    field.select();
    navigator.clipboard.writeText(field.value).then(() => (button.textContent = button.dataset.copy), () => {});
  };

  // "Quận Đống Đa" is found by "dong da" and "Quận 1" by "quan1". đ does not decompose.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, "");
  const tell = (input, count) => {
    const text = count ? input.dataset.count.replace("{n}", count) : input.dataset.none;
    input.parentElement.querySelector("[role=status]").textContent = input.value.trim() ? text : "";
  };
  const filterList = (input) => {
    const list = document.getElementById(input.dataset.filter);
    const wanted = fold(input.value);
    for (const item of list.children) {
      item.hidden = !fold(item.textContent).includes(wanted) && item.dataset.code !== wanted;
    }
    const folded = list.closest("details");
    if (folded && wanted) folded.open = true;
    tell(input, [...list.children].filter((item) => !item.hidden).length);
  };
  const filterTable = (input) => {
    const wanted = fold(input.value);
    const rows = [...tableOf(input).tBodies[0].rows];
    for (const row of rows) row.hidden = wanted !== "" && (isTotal(row) || !fold(row.textContent).includes(wanted));
    tell(input, rows.filter((row) => !row.hidden).length);
  };

  // A figure that the address names is named in the lines to cite it by.
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const cite = () => {
    const cell = named();
    const figure = cell?.matches("td[id]") ? cell : null;
    all("[data-cite]").forEach((line) => {
      const head = figure?.closest("table").tHead.rows[0].cells[figure.cellIndex].textContent;
      const value = figure?.querySelector("data, .missing")?.textContent;
      const text = figure ? `${figure.parentElement.cells[0].textContent}, ${head}: ${value}. ` : "";
      line.querySelector(".cited").textContent = text;
      line.querySelector(".address").textContent = line.dataset.cite + (figure ? location.hash : "");
    });
  };

  // What an address names is never folded away, also where the browser would leave it so.
  const reveal = () => {
    const fold = named()?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    named().scrollIntoView();
  };

  // A table that does not scroll is no stop for the keyboard.
  const stops = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    });
  });

  // A map is one stop for the keyboard; arrow keys lead to the nearest place on their side.
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const MAP = ".chart-map[role=group]";
  const stopAt = (link) => all("a", link.closest(MAP)).forEach((other) => (other.tabIndex = other === link ? 0 : -1));
  const roam = (map) => {
    const keys = map.parentElement.querySelector(".map-keys");
    stopAt(map.querySelector("a[tabindex='0']") ?? map.querySelector("a.is-current") ?? map.querySelector("a"));
    if (!keys) return;
    keys.hidden = false;
    map.setAttribute("aria-describedby", keys.id);
  };
  const middle = (link) => {
    if (link.dataset.at) return link.dataset.at.split(" ").map(Number);
    const { left, right, top, bottom } = link.querySelector(".field").getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];
  };
  const nearest = (link, [x, y]) => {
    const from = middle(link);
    // What lies straight ahead is nearer than what lies aside.
    const far = (other) => {
      const [right, down] = middle(other).map((to, at) => to - from[at]);
      const ahead = right * x + down * y;
      return ahead > 1 ? ahead + 2 * Math.abs(right * y + down * x) : Infinity;
    };
    const others = all("a", link.closest(MAP)).map((other) => [far(other), other]).filter(([way]) => way < Infinity);
    return others.reduce((best, other) => (other[0] < best[0] ? other : best), [Infinity, link])[1];
  };
  const onMap = (event, link) => {
    const links = all("a", link.closest(MAP));
    const { key: pressed } = event;
    const next = WAYS[pressed] ? nearest(link, WAYS[pressed]) : { Home: links[0], End: links.at(-1) }[pressed];
    if (!next || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    next.focus();
  };

  // What has an address shows it beside its heading, as texts of authors do, to those who point at it.
  const linkHeadings = () => all("main :is(h2, h3, h4)").forEach((heading) => {
    const id = heading.id || (heading.parentElement.matches("article") && heading.parentElement.id);
    if (!id || heading.querySelector(".anchor")) return;
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${id}`;
    link.tabIndex = -1;
    link.setAttribute("aria-hidden", "true");
    heading.append(link);
  });

  // The search and its index are loaded when somebody begins to search.
  root.dataset.script = ""; // Before the first paint: fields that need a script are shown.
  customElements.define("site-search", class extends HTMLElement {
    connectedCallback() {
      const load = () => import("./search.js").then(({ attach }) => attach(this));
      this.addEventListener("submit", (event) => {
        if (!this.querySelector("input").value.trim()) event.preventDefault(); // Nothing is asked.
      });
      if ("page" in this.dataset) load();
      else this.addEventListener("focusin", load, { once: true });
    }
  });

  // The section that is being read: the last whose heading has passed the upper quarter of the window.
  const targetOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const follow = () => {
    const links = all(".rail a[href^='#']");
    const isPast = (link) => targetOf(link)?.getBoundingClientRect().top < innerHeight / 4;
    const current = links.findLast(isPast);
    links.forEach((link) => link.removeAttribute("aria-current"));
    if (!current) return;
    current.setAttribute("aria-current", "location");
    const rail = current.closest(".rail");
    if (rail.scrollHeight > rail.clientHeight) rail.scrollTop = current.offsetTop - rail.clientHeight / 2;
  };
  const sections = new IntersectionObserver(follow, { rootMargin: "0px 0px -75% 0px" });
  const isWide = matchMedia("(min-width: 62rem)");
  const unfold = () => all("[data-contents]").forEach((contents) => {
    contents.open = isWide.matches;
  });

  // The source of a figure in a sentence, beside it. Without popovers the link leads to the figure's page.
  const pop = () => {
    const made = document.getElementById("source-pop");
    if (made) return made;
    const card = document.createElement("div");
    card.id = "source-pop";
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    document.body.append(card);
    return card;
  };
  const place = (card, at) => {
    const room = 12;
    const left = Math.min(Math.max(room, at.left), root.clientWidth - card.offsetWidth - room);
    const isBelow = at.bottom + card.offsetHeight + room < innerHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(isBelow ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY}px`;
  };
  const showSource = (figure) => {
    const source = document.getElementById(`source-${figure.dataset.source}`);
    const list = source?.closest("[data-figure-sources]");
    if (!list || !("popover" in HTMLElement.prototype)) return false;
    const card = pop();
    const name = document.createElement("b");
    name.textContent = `${figure.dataset.name}: ${figure.textContent.trim()}`;
    const text = document.createElement("p");
    text.append(...[...source.childNodes].map((node) => node.cloneNode(true)));
    const page = document.createElement("a");
    page.href = figure.href;
    page.textContent = list.dataset.page;
    card.setAttribute("aria-label", name.textContent);
    card.replaceChildren(name, text, page);
    card.showPopover();
    place(card, figure.getBoundingClientRect());
    card.focus({ preventScroll: true });
    return true;
  };

  // The other language is opened at the same place: by the anchor where both have it, by the number of the heading in a
  // text, whose anchors are words.
  const headings = () => all(".prose :is(h2, h3)[id]");
  const placeHere = () => {
    const known = headings();
    const read = known.findLastIndex((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    const at = read < 0 ? known.indexOf(named()) : read; // Who has come back to the top may have come by an anchor.
    if (at >= 0) return `#~${at}`;
    return named() && !named().closest(".prose") ? location.hash : "";
  };
  const findPlace = () => {
    const at = location.hash.match(/^#~(\d+)$/)?.[1];
    const heading = at && headings()[at];
    if (heading) location.replace(`#${heading.id}`);
  };

  const onClick = (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (hit("[data-theme-switch]")) nextTheme(hit("[data-theme-switch]"));
    else if (hit("[data-print]")) print();
    else if (hit("thead button")) sort(hit("thead button"));
    else if (hit("[data-copy]")) copy(hit("[data-copy]"));
    else if (hit("[data-save]")) save(tableOf(hit("[data-save]")));
    else if (hit("a.figure[data-source]") && isPlain) {
      if (showSource(hit("a.figure[data-source]"))) event.preventDefault();
    } else if (hit(".languages a[hreflang]")) {
      const link = hit(".languages a[hreflang]");
      link.href = link.href.split("#")[0] + placeHere();
    } else if (hit("td[id]") && !hit("a")) location.hash = hit("td[id]").id;
    else if (hit(".rail a") && !isWide.matches) hit("details")?.removeAttribute("open");
  };
  const onInput = ({ target }) => {
    if (target.matches("[data-filter]")) filterList(target);
    else if (target.matches(".table-tools input")) filterTable(target);
  };
  const onKey = (event) => {
    const { key: pressed, target } = event;
    const onLink = target.closest?.(`${MAP} a`);
    if (onLink) onMap(event, onLink);
    if (pressed !== "Enter" || !target.matches?.("[data-filter]")) return;
    const left = [...document.getElementById(target.dataset.filter).children].filter((item) => !item.hidden);
    if (left.length === 1) left[0].querySelector("a")?.click();
  };

  const start = (event) => {
    all("[data-theme-switch]").forEach(showTheme);
    if (navigator.clipboard) all("[data-copy]").forEach((button) => (button.hidden = false)); // Not without HTTPS.
    all("[data-print]").forEach((button) => (button.hidden = false));
    all(".scroll > table").forEach(equip);
    linkHeadings();
    all(MAP).forEach(roam);
    all(".scroll").forEach((region) => stops.observe(region));
    all("[data-filter]").forEach((input) => {
      input.parentElement.hidden = false;
      if (input.value) filterList(input); // Back from another page.
    });
    all(".rail a[href^='#']").map(targetOf).filter(Boolean).forEach((heading) => sections.observe(heading));
    findPlace();
    if (event?.type !== "minhbach:swap") { // What a reader has opened, and where they are, stays.
      unfold();
      reveal();
    }
    cite();
  };
  document.addEventListener("click", onClick);
  document.addEventListener("input", onInput);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", ({ target }) => target.matches?.(`${MAP} a`) && stopAt(target));
  // The preview puts new parts into a page that is open.
  document.addEventListener("minhbach:swap", start);
  addEventListener("hashchange", () => {
    findPlace();
    reveal();
    cite();
  });
  isWide.addEventListener("change", unfold);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
