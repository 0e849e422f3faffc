// Adds comforts; everything is there without it: a switch for light and dark, tables that sort, lists that filter, lines
// to cite a figure by.
"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];

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
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(read()); // Before the first paint.

  const themeSwitch = (button) => {
    const show = (theme) => {
      button.textContent = button.dataset[theme];
      button.setAttribute("aria-label", `${button.dataset.label}: ${button.dataset[theme]}`);
      button.dataset.now = theme;
    };
    show(root.dataset.theme || "auto");
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(button.dataset.now) + 1) % themes.length];
      apply(next);
      remember(next);
      show(next);
    });
    button.hidden = false;
  };

  // What a cell is sorted by: its number, nothing where a value is missing, or its text.
  const key = (cell, isNumber) => {
    if (!isNumber) return cell.textContent.trim();
    const data = cell.querySelector("data");
    return data ? Number(data.value) : null;
  };
  const compare = (a, b, language) => {
    if (a === null || b === null) return (a === null) - (b === null); // Missing comes last, in both directions.
    return typeof a === "number" ? a - b : a.localeCompare(b, language, { numeric: true });
  };
  const sort = (table, index, descending, isNumber) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("is-total"));
    const totals = [...body.rows].filter((row) => row.classList.contains("is-total"));
    const keyed = rows.map((row) => [key(row.cells[index], isNumber), row]);
    keyed.sort(([a], [b]) => compare(a, b, root.lang) * (descending && a !== null && b !== null ? -1 : 1));
    body.append(...keyed.map(([, row]) => row), ...totals);
  };
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const isNumber = head.classList.contains("number");
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const descending = now ? now === "ascending" : isNumber; // Numbers begin with the largest.
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, index, descending, isNumber);
      });
    });
  };

  // "Quận Đống Đa" is found by "dong da" and "Quận 1" by "quan1". đ does not decompose.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, "");
  const filter = (input) => {
    const items = () => [...document.getElementById(input.dataset.filter).children];
    const names = new WeakMap();
    const name = (item) => names.get(item) ?? names.set(item, fold(item.textContent)).get(item);
    const status = input.parentElement.querySelector("[role=status]");
    const found = () => items().filter((item) => !item.hidden);
    const update = () => {
      const wanted = fold(input.value);
      items().forEach((item) => {
        item.hidden = !name(item).includes(wanted) && item.dataset.code !== wanted;
      });
      const count = found().length;
      const text = count ? input.dataset.count.replace("{n}", count) : input.dataset.none;
      status.textContent = wanted ? text : "";
    };
    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      const left = found();
      if (event.key === "Enter" && left.length === 1) left[0].querySelector("a")?.click();
    });
    input.parentElement.hidden = false;
    if (input.value) update(); // Back from another page.
  };

  // A figure that the address names is named in the lines to cite it by.
  const cite = () => {
    const cell = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const figure = cell?.matches("td[id]") ? cell : null;
    document.querySelectorAll("[data-cite]").forEach((line) => {
      const head = figure?.closest("table").tHead.rows[0].cells[figure.cellIndex].textContent;
      const value = figure?.querySelector("data, .missing")?.textContent;
      const named = figure ? `${figure.parentElement.cells[0].textContent}, ${head}: ${value}. ` : "";
      line.querySelector(".cited").textContent = named;
      line.querySelector(".address").textContent = line.dataset.cite + (figure ? location.hash : "");
    });
  };
  const citable = (cell) => {
    cell.addEventListener("click", (event) => {
      if (!event.target.closest("a")) location.hash = cell.id;
    });
  };

  // A table that does not scroll is no stop for the keyboard.
  const stops = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    });
  });

  // The search and its index are loaded when somebody begins to search.
  root.dataset.script = ""; // Before the first paint: fields that need a script are shown.
  customElements.define("site-search", class extends HTMLElement {
    connectedCallback() {
      const load = () => import("./search.js").then(({ attach }) => attach(this));
      if ("page" in this.dataset) load();
      else this.addEventListener("focusin", load, { once: true });
    }
  });

  const printable = (button) => {
    button.addEventListener("click", () => print());
    button.hidden = false;
  };

  const setUp = (part) => {
    const each = (selector, use) => {
      if (part.matches?.(selector)) use(part);
      part.querySelectorAll(selector).forEach(use);
    };
    each("[data-theme-switch]", themeSwitch);
    each("table[data-sortable]", sortable);
    each("[data-filter]", filter);
    each("td[id]", citable);
    each(".scroll", (region) => stops.observe(region));
    each("[data-print]", printable);
    cite();
  };
  // The preview puts new parts into a page that is open.
  document.addEventListener("minhbach:swap", ({ detail }) => detail.added.forEach(setUp));
  const start = () => {
    setUp(document);
    addEventListener("hashchange", cite);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
