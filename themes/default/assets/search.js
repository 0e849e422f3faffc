// Search without a server. The index of a language (src/render/search/) is read when somebody begins to search; script.js
// loads this file then. Nothing from the index or the reader becomes HTML: only text and addresses.

/** Lines of a list of suggestions, and of a group on the page before it is unfolded. */
const MOST_OPTIONS = 7;
const MOST_OF_GROUP = 6;
const MOST_MORE = 50;
/** Words of a query that are looked at. */
const MOST_WORDS = 12;
/** What a word counts for where it stands: in the text, the note, the title. Some groups have names for notes. */
const FIELDS = [2, 4, 10];
const NAME = 9;
/** What is only alike, or has only some of the words, is left out below this part of the best. */
const LEAST = 0.3;
/** How well a word fits: as typed; but for marks, not typed and typed otherwise; but for its ending; begun; misspelt. */
const [EXACT, FOLDED, OTHER, ENDING, BEGUN, NEAR] = [1, 0.95, 0.6, 0.85, 0.6, 0.4];
const DIGITS = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const BASE = DIGITS.length / 2;

// Letters that Unicode does not take apart.
const PLAIN = { đ: "d", ð: "d", ł: "l", ø: "o", ı: "i", œ: "oe", æ: "ae", ß: "ss" };

/** Folds "Đống Đa" to "dong da". */
export const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[đðłøıœæß]/g, (letter) => PLAIN[letter]);

const WORD = /\p{N}+|[\p{Alphabetic}\p{M}]+/gu;

/** Cuts text into words in small letters, as src/language/token.rs does. */
export const tokens = (text) => (text.normalize("NFC").match(WORD) ?? []).map((word) => word.toLowerCase());

// Vietnamese is written with its tones on one vowel or the next: "hoá" and "hóa" are one word.
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const spelt = (word) => {
  const letters = word.normalize("NFD");
  return letters.replace(TONES, "") + (letters.match(TONES) ?? []).join("");
};

/** Reads numbers, the lowest digit first; digits of the upper half go on. */
function* numbers(text) {
  let [value, unit] = [0, 1];
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    value += (digit % BASE) * unit;
    unit *= BASE;
    if (digit < BASE) {
      yield value;
      [value, unit] = [0, 1];
    }
  }
}

/** Makes of the file what is searched. `postings` holds, for each word, entry × 3 + field. */
export function read(file) {
  const index = { ...file, ids: new Map(), exact: [], folded: [], stems: [], postings: [], names: [], groupOf: [] };
  const endings = file.endings.split(" ").filter(Boolean).sort((a, b) => b.length - a.length);
  index.stem = (word) => {
    const ending = endings.find((end) => word.length - end.length > 2 && word.endsWith(end));
    return ending ? word.slice(0, -ending.length) : word;
  };
  const id = (word) => {
    if (!index.ids.has(word)) {
      index.ids.set(word, index.exact.length);
      const folded = fold(word);
      index.exact.push(spelt(word));
      index.folded.push(folded);
      index.stems.push(index.stem(folded));
      index.postings.push([]);
    }
    return index.ids.get(word);
  };
  file.groups.forEach(([, , count], group) => {
    for (let at = 0; at < count; at += 1) index.groupOf.push(group);
  });
  file.titles.forEach((title, entry) => {
    const [words, note, text] = [title, file.notes[entry], file.texts[entry]].map((part) => tokens(part).map(id));
    const hasNames = file.groups[index.groupOf[entry]][3];
    index.names.push(hasNames ? [words, note] : [words]);
    words.forEach((word) => index.postings[word].push(entry * 3 + 2));
    note.forEach((word) => index.postings[word].push(entry * 3 + 1));
    text.forEach((word) => index.postings[word].push(entry * 3));
  });
  const lists = file.entries.split(" ");
  let last = "";
  file.words.split(" ").filter(Boolean).forEach((word, at) => {
    const [shared] = numbers(word);
    const digits = [...word].findIndex((letter) => DIGITS.indexOf(letter) < BASE) + 1;
    last = last.slice(0, shared) + word.slice(digits);
    const list = index.postings[id(last)];
    let entry = -1;
    for (const step of numbers(lists[at])) {
      entry += step + 1;
      list.push(entry * 3);
    }
  });
  index.known = new Set(index.folded);
  return index;
}

/** Counts how many letters were mistyped, left out, added or swapped; more than `most` is told as `most + 1`. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + !same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** Returns how many letters of a word may be wrong; of three letters one, where nothing else is found. */
const mistakes = (word, isLoose) =>
  (/^\p{N}/u.test(word) || word.length < (isLoose ? 3 : 4) ? 0 : word.length < 8 ? 1 : 2);

/** Cuts words written together: "binhthanh". */
function apart(index, word) {
  const best = [[]];
  for (let end = 2; end <= word.length; end += 1) {
    for (let start = 0; start <= end - 2; start += 1) {
      const part = word.slice(start, end);
      if (best[start] && index.known.has(part) && !(best[end]?.length <= best[start].length + 1)) {
        best[end] = [...best[start], part];
      }
    }
  }
  return best[word.length] ?? [];
}

/** Returns which words of the index fit a word of the reader's, and how well. */
function forms(index, { exact, folded }, { isOpen, isLoose }) {
  const [found, root, typed, hasMarks] = [new Map(), index.stem(folded), spelt(exact), exact !== folded];
  index.folded.forEach((known, id) => {
    if (known === folded) found.set(id, index.exact[id] === typed ? EXACT : hasMarks ? OTHER : FOLDED);
    else if (index.stems[id] === root) found.set(id, ENDING);
    else if (isOpen && known.startsWith(folded)) found.set(id, BEGUN);
  });
  const most = mistakes(folded, isLoose);
  if (most && (isLoose || found.size === 0)) {
    index.folded.forEach((known, id) => {
      const far = found.has(id) || mistakes(known, isLoose) === 0 ? most + 1 : distance(root, index.stems[id], most);
      if (far <= most) found.set(id, NEAR / far);
    });
  }
  return found;
}

/** Compares a name with the query: how much of either is in the other, and how many neighbours are neighbours in both. */
function fit(name, query) {
  const said = name.filter((id) => query.some((word) => word.has(id))).length;
  const shared = query.filter((word) => name.some((id) => word.has(id))).length;
  const pairs = query.slice(1).filter((word, at) => name.some((id, place) => query[at].has(id) && word.has(name[place + 1])));
  const covered = (said / Math.max(1, name.length)) * (shared / query.length);
  const value = (1 + covered) * (1 + pairs.length / Math.max(1, query.length - 1));
  return { value, isWhole: name.length > 1 && said === name.length && pairs.length >= name.length - 1 };
}

/** Judges every entry: its score, and whether it has all words or all of its name is in the query. The best comes first. */
function judged(index, words, options, only) {
  const last = words.length - 1;
  const query = words.map((word, at) => forms(index, word, { ...options, isOpen: options.isOpen && at === last || options.isLoose }));
  const [scores, counts] = [new Map(), new Map()];
  for (const word of query) {
    const best = new Map();
    for (const [id, quality] of word) {
      for (const posting of index.postings[id]) {
        const entry = Math.floor(posting / 3);
        const field = posting % 3;
        const value = field === 1 && index.names[entry].length > 1 ? NAME : FIELDS[field];
        best.set(entry, Math.max(best.get(entry) ?? 0, quality * value));
      }
    }
    const rare = Math.log2(1 + index.titles.length / Math.max(1, best.size));
    for (const [entry, value] of best) {
      scores.set(entry, (scores.get(entry) ?? 0) + value * rare);
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
  }
  const isOf = ([entry]) => !only || index.groups[index.groupOf[entry]][0] === only;
  const all = [...scores].filter(isOf).map(([entry, score]) => {
    const fits = index.names[entry].map((name) => fit(name, query));
    const share = counts.get(entry) / query.length;
    const weight = index.groups[index.groupOf[entry]][1] / 100;
    const best = Math.max(...fits.map(({ value }) => value));
    const isWhole = share === 1 || fits.some((name) => name.isWhole);
    return { entry, score: Math.round(score * weight * best * share * 1000), share, isWhole };
  });
  const isAlike = query.some((word) => Math.max(...word.values()) <= NEAR);
  return { all: all.sort((a, b) => b.score - a.score || a.entry - b.entry), isAlike };
}

/** Leaves out what is far from the best. */
const above = (all, sort) => ({
  entries: all.filter(({ score }) => score >= all[0].score * LEAST).map(({ entry }) => entry),
  sort,
});

/**
 * Finds entries, the best first. `isTyping` says that the last word may go on. What is found has every word; where
 * nothing has (`sort`), it is spelt alike (`like`), or has most of the words (`part`). `only` names the group to look in.
 */
export function find(index, text, isTyping = false, only = "") {
  const cut = tokens(text).slice(0, MOST_WORDS).flatMap((exact) => {
    const folded = fold(exact);
    const parts = index.known.has(folded) ? [] : apart(index, folded);
    return parts.length > 1 ? parts.map((part) => ({ exact: part, folded: part })) : [{ exact, folded }];
  });
  const isOpen = isTyping && /[\p{Alphabetic}\p{M}\p{N}]$/u.test(text);
  let all = [];
  for (const isLoose of cut.length ? [false, true] : []) {
    let isAlike;
    ({ all, isAlike } = judged(index, cut, { isOpen, isLoose }, only));
    const whole = all.filter((one) => one.isWhole);
    if (whole.length) {
      return isLoose || isAlike ? above(whole, "like") : { entries: whole.map(({ entry }) => entry), sort: "all" };
    }
  }
  const most = all.filter(({ share }) => share >= 0.5);
  return most.length ? above(most, "part") : { entries: [], sort: "none" };
}

/** Returns an element with text or children in it. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
};

/** Marks the words of a text that the reader typed, with marks or without, and those that begin with the last one. */
function marked(text, index, query, isTyping) {
  const typed = tokens(query).map(fold);
  const stems = new Set(typed.map(index.stem));
  const isWanted = (word) => stems.has(index.stem(word)) || (isTyping && word.startsWith(typed.at(-1)));
  const parts = [];
  let at = 0;
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    if (!isWanted(fold(word.normalize("NFC")))) continue;
    parts.push(text.slice(at, start), make("mark", {}, word));
    at = start + word.length;
  }
  return [...parts, text.slice(at)];
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

const files = new Map();

/** Reads the index once for all fields of the page. */
function load(address) {
  if (!files.has(address)) {
    const file = fetch(address, { cache: "no-cache" }).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    });
    files.set(address, file.then(read));
    file.catch(() => files.delete(address));
  }
  return files.get(address);
}

/** Makes a field with a list of suggestions of what script.js found: the combobox pattern of WAI-ARIA 1.2. */
export function attach(element) {
  const [form, input] = [element.querySelector("form"), element.querySelector("input")];
  const [list, status] = [element.querySelector("[role=listbox]"), element.querySelector("[role=status]")];
  const { only } = element.dataset;
  let [options, active, asked] = [[], -1, 0];
  const address = (query) => `${form.action}?q=${encodeURIComponent(query)}`;

  const choose = (at) => {
    active = at;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[at].id);
    options[at]?.scrollIntoView({ block: "nearest" });
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  };
  const option = (at, href, ...children) =>
    make("a", { role: "option", id: `${list.id}-${at}`, href, tabindex: "-1", "aria-selected": "false" }, ...children);

  const suggest = async () => {
    const [query, turn] = [input.value.trim(), (asked += 1)];
    if (!query) {
      status.textContent = "";
      open(false);
      return;
    }
    const index = await load(element.dataset.index).catch(() => null);
    if (turn !== asked) return; // Somebody typed on.
    if (!index) {
      status.textContent = element.dataset.failed;
      return;
    }
    const { entries } = find(index, input.value, true, only);
    const first = entries.slice(0, MOST_OPTIONS);
    options = first.map((entry, at) => option(at, index.root + index.urls[entry],
      make("span", {}, ...marked(index.titles[entry], index, query, true)),
      make("small", {}, [only ? "" : index.groups[index.groupOf[entry]][0], index.notes[entry]].filter(Boolean).join(" · "))));
    if (entries.length > first.length) {
      options.push(option(first.length, address(query), filled(index.say.all, { n: entries.length })));
    }
    list.replaceChildren(...options);
    open(options.length > 0 && element.contains(document.activeElement));
    status.textContent = filled(entries.length ? index.say.count : index.say.none, { n: entries.length, query });
  };

  input.addEventListener("input", suggest);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && list.hidden) {
      input.value = "";
      suggest();
    }
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    else if (event.key === "Enter" && active >= 0) options[active].click();
    else if (event.key === "Escape") open(false);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // The field keeps the focus.
  element.addEventListener("focusout", (event) => {
    if (!element.contains(event.relatedTarget)) open(false);
  });
  if ("page" in element.dataset) showPage(element, input);
  else if (input.value) suggest(); // What was typed before this file came.
}

/** Shows what the address asks for, by group; the group of the best comes first. */
async function showPage(element, input) {
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  if (!query) return;
  input.value = query;
  document.title = `${query} – ${document.title}`;
  document.querySelectorAll("a[hreflang]").forEach((link) => {
    link.search = location.search; // The same question in another language.
  });
  const [status, results] = [document.getElementById("search-status"), document.getElementById("search-results")];
  const index = await load(element.dataset.index).catch(() => null);
  if (!index) {
    status.textContent = element.dataset.failed;
    return;
  }
  const { entries, sort } = find(index, query);
  status.textContent = [
    filled(entries.length ? index.say.count : index.say.none, { n: entries.length, query }),
    sort === "all" ? "" : index.say[`${sort}-help`],
  ].join(" ").trim();
  const groups = new Map();
  entries.forEach((entry) => {
    const name = index.groups[index.groupOf[entry]][0];
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  });
  results.replaceChildren(...[...groups].map(([name, of]) => group(index, name, of, query)));
}

/** Makes a group of results; a long one is unfolded by a button. */
function group(index, name, entries, query) {
  const list = make("ol", {}, ...entries.slice(0, MOST_OF_GROUP).map((entry) => result(index, entry, query)));
  const section = make("section", {}, make("h2", {}, name, " ", make("span", { class: "of" }, String(entries.length))), list);
  const rest = entries.slice(MOST_OF_GROUP);
  if (rest.length) {
    const button = make("button", { type: "button" });
    const tell = () => (button.textContent = filled(index.say.more, { n: Math.min(rest.length, MOST_MORE) }));
    button.addEventListener("click", () => {
      const more = rest.splice(0, MOST_MORE).map((entry) => result(index, entry, query));
      list.append(...more);
      more[0].querySelector("a").focus();
      if (rest.length) tell();
      else button.remove();
    });
    tell();
    section.append(button);
  }
  return section;
}

function result(index, entry, query) {
  const line = (tag, text, attributes) => (text ? [make(tag, attributes, ...marked(text, index, query))] : []);
  return make("li", {},
    make("a", { href: index.root + index.urls[entry] }, ...marked(index.titles[entry], index, query)),
    ...line("p", index.notes[entry], { class: "meta" }),
    ...line("p", index.texts[entry]));
}
