"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const one = (id) => document.getElementById(id);
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // The search: names load when it is first used.
  const input = one("search");
  const found = one("found");
  const SHOWN = 12;
  let names = null;
  let chosen = -1;
  const SPECIAL = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const folded = (text) =>
    text.toLowerCase().replace(/[øłđðþßæœı]/g, (letter) => SPECIAL[letter]).normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  self.kgNames = (rows) => {
    names = rows.map(([name, path, more, note]) => {
      const text = folded(name);
      return { name, path, note, text, all: more ? `${text} ${folded(more)}` : text };
    });
    look();
  };
  const load = () => {
    if (names || document.querySelector("script[data-names]")) return;
    const script = make("script", { src: `${root}search.js`, "data-names": "" });
    script.addEventListener("error", () => tell("The names could not be loaded"));
    document.head.append(script);
  };
  // How well a name fits: it is what was typed, begins so, has a word that begins so, or holds it.
  const rank = (entry, asked, parts) => {
    if (entry.text === asked) return 0;
    if (entry.text.startsWith(asked)) return 1;
    const words = ` ${entry.all}`;
    if (parts.every((part) => words.includes(` ${part}`))) return 2;
    return parts.every((part) => words.includes(part)) ? 3 : 4;
  };
  const matches = (asked) => {
    const parts = asked.split(" ");
    const ranked = [[], [], [], []];
    for (const entry of names) {
      const place = rank(entry, asked, parts);
      if (place < 4) ranked[place].push(entry);
    }
    return ranked.flat();
  };
  const close = () => {
    found.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const options = [...found.querySelectorAll("[data-path]")];
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const go = (path) => { location.href = root + path.split("/").map(encodeURIComponent).join("/"); };
  const tell = (text) => {
    found.replaceChildren(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, text));
    found.hidden = false;
    one("heard").textContent = text;
  };
  const look = () => {
    const asked = folded(input.value);
    if (!asked) { close(); one("heard").textContent = ""; return; }
    if (!names) { tell("Loading the names"); return; }
    const all = matches(asked);
    found.replaceChildren(...all.slice(0, SHOWN).map((entry, number) => {
      const kind = entry.path.split("/")[0];
      return make("li", { role: "option", id: `found-${number}`, "aria-selected": "false", "data-path": entry.path },
        make("span", { dir: "auto" }, entry.name), make("small", {}, entry.note ? `${kind}, ${entry.note}` : kind));
    }));
    if (!all.length) tell("Nothing found");
    chosen = -1;
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    one("heard").textContent = all.length ? `${all.length} found` : "Nothing found";
  };
  one("search-box").hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); look(); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter") {
      const option = found.children[Math.max(chosen, 0)];
      if (option?.dataset.path && !found.hidden) go(option.dataset.path);
    } else if (event.key === "Escape") {
      input.value = "";
      look();
    }
  });
  found.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-path]");
    if (option) { event.preventDefault(); go(option.dataset.path); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    input.focus();
  });

  // An article: a fact and its words light up together.
  const marks = [...document.querySelectorAll("mark[data-facts]")];
  const facts = [...document.querySelectorAll("[data-fact]")];
  const light = (names) => {
    const wanted = new Set(names);
    for (const mark of marks) mark.classList.toggle("live", mark.dataset.facts.split(" ").some((name) => wanted.has(name)));
    for (const fact of facts) fact.classList.toggle("live", wanted.has(fact.dataset.fact));
  };
  const bring = (name, far) => {
    const fact = facts.find((each) => each.dataset.fact === name);
    const panel = fact?.closest(".facts");
    if (!panel) return;
    if (panel.scrollHeight > panel.clientHeight + 1) {
      panel.scrollTop += fact.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
    } else if (far) fact.scrollIntoView({ block: "center" });
  };
  const held = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  // The facts that some words tell, those of names and kinds last.
  const told = (mark) => {
    const its = mark.dataset.facts.split(" ").filter((name) => facts.some((each) => each.dataset.fact === name));
    const names = (name) => facts.find((each) => each.dataset.fact === name).classList.contains("naming");
    return [...its.filter((name) => !names(name)), ...its.filter(names)];
  };
  if (facts.length) {
    const rest = () => light(held() ? [held()] : []);
    const over = (event) => {
      const fact = event.target.closest?.("[data-fact]");
      const mark = event.target.closest?.("mark[data-facts]");
      if (fact) light([fact.dataset.fact]);
      if (mark) { light(mark.dataset.facts.split(" ")); bring(told(mark)[0]); }
    };
    // Again and again, the next of the facts that the same words tell.
    const choose = (mark) => {
      const its = told(mark);
      if (!its.length) return;
      const next = its[(its.indexOf(held()) + 1) % its.length];
      history.pushState(null, "", `#${next}`);
      rest();
      bring(next, true);
    };
    for (const mark of marks) if (mark.closest(".here")) mark.tabIndex = 0;
    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", over);
    document.addEventListener("pointerout", rest);
    document.addEventListener("click", (event) => {
      const mark = event.target.closest?.("mark[data-facts]");
      if (mark) choose(mark);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches?.("mark[data-facts]")) choose(event.target);
    });
    const arrive = () => { rest(); if (held()) bring(held()); };
    addEventListener("hashchange", arrive);
    addEventListener("popstate", arrive);
    arrive();
  }
})();
