// Adds to the tables of a place the figures of another, read from that place's own page. Without it the list of places leads there.
"use strict";
(() => {
  const select = document.querySelector("[data-compare]");
  if (!select) return;
  const line = select.parentElement;
  const status = line.querySelector("[role=status]");
  const tables = () => document.querySelectorAll(".indicator table");

  const clear = () => document.querySelectorAll(".compared-cell").forEach((cell) => cell.remove());
  const nameOf = (row) => row.cells[0]?.textContent.trim();

  // A column after the place's own, on both pages the second.
  const add = (table, other, place) => {
    const head = document.createElement("th");
    head.scope = "col";
    head.className = "number compared-cell";
    head.textContent = place;
    table.tHead.rows[0].cells[1].after(head);
    const values = new Map([...(other?.tBodies[0].rows ?? [])].map((row) => [nameOf(row), row.cells[1]]));
    for (const row of table.tBodies[0].rows) {
      const cell = document.createElement("td");
      cell.className = "number compared-cell";
      const value = values.get(nameOf(row))?.querySelector("data, .missing");
      if (value) cell.append(document.importNode(value, true));
      row.cells[1].after(cell);
    }
  };

  const compare = async () => {
    clear();
    status.textContent = "";
    const { value: url } = select;
    if (!url) return;
    const place = select.selectedOptions[0].textContent;
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(response.statusText);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (select.value !== url) return; // Another was chosen meanwhile.
      tables().forEach((table) => {
        const anchor = table.getAttribute("aria-labelledby");
        add(table, page.getElementById(anchor)?.parentElement.querySelector("table"), place);
      });
      status.textContent = select.dataset.done.replace("{place}", place);
    } catch {
      status.textContent = select.dataset.failed;
    }
  };

  select.addEventListener("change", compare);
  line.hidden = false;
  if (select.value) compare(); // Back from another page.
})();
