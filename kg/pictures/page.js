"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { names, iris, prefix, dots, lines, met, groups, cited, directed } = data;
  const count = dots.x.length;
  const ties = lines.one.length;
  const one = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat("en");
  const told = (many, single, plural = `${single}s`) => `${number.format(many)} ${many === 1 ? single : plural}`;
  const weighed = (weight) => String(Math.round(weight * 100) / 100 || weight);

  // An element with what is in it; text is only ever text.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const named = (tag, thing, attributes = {}) => make(tag, { dir: "auto", ...attributes }, names[thing]);

  // What is joined to what, and what is cited with what.
  const joined = Array.from({ length: count }, () => []);
  for (let line = 0; line < ties; line += 1) {
    joined[lines.one[line]].push({ line, other: lines.other[line], out: true });
    joined[lines.other[line]].push({ line, other: lines.one[line], out: false });
  }
  const citations = names.map(() => []);
  const isWork = new Uint8Array(names.length);
  for (let each = 0; each < cited.node.length; each += 1) {
    citations[cited.node[each]].push(each);
    citations[cited.work[each]].push(each);
    isWork[cited.work[each]] = 1;
  }
  dots.work.forEach((is, dot) => { isWork[dot] = is; });
  const evidence = cited.node.length > 0;
  const otherOf = (each, thing) => (cited.node[each] === thing ? cited.work[each] : cited.node[each]);
  const citedWith = (thing) => {
    const found = new Map();
    for (const each of citations[thing]) {
      const other = otherOf(each, thing);
      if (!found.has(other)) found.set(other, []);
      found.get(other).push(each);
    }
    return found;
  };
  const between = (thing, other) =>
    thing < count ? joined[thing].filter((joint) => joint.other === other).map((joint) => joint.line) : [];
  const sharedBy = (thing, other) => {
    const its = between(thing, other);
    if (its.length && its.every((line) => met[line])) return [...new Set(its.flatMap((line) => met[line]))];
    const around = citedWith(other);
    return [...citedWith(thing).keys()].filter((each) => around.has(each));
  };
  const byName = (a, b) => names[a].localeCompare(names[b], "en") || a - b;
  const places = new Map(iris.map((iri, thing) => [prefix + iri, thing]));

  // In which words the page speaks of what it shows.
  const kinds = new Set(dots.kind);
  const drawnWorks = isWork.subarray(0, count).reduce((sum, is) => sum + is, 0);
  const [single, plural] = kinds.size === 1 && kinds.has("Person") ? ["person", "people"]
    : kinds.size === 1 && kinds.has("Organization") ? ["company", "companies"]
    : count && drawnWorks === count ? ["work", "works"] : ["name", "names"];
  const twoSided = drawnWorks > 0 && drawnWorks < count;
  const others = new Set(dots.kind.filter((_, dot) => !isWork[dot]));
  const othersName = others.size > 1 || others.has("") ? "others" : others.has("Person") ? "people"
    : others.has("Organization") ? "companies" : "others";
  const common = drawnWorks === count && count ? ["shared person", "shared people"] : ["shared work", "shared works"];
  const kindOf = (thing) => (thing < count ? dots.kind[thing] : isWork[thing] ? "work" : "").toLowerCase();

  // ── What is chosen, what the pointer is on, what is hidden ──
  let chosen = [];
  let over = [];
  let drawing = null;
  const alone = new Set();
  const counted = lines.shared.some((shared) => shared > 1);
  const measure = counted ? lines.shared : lines.weight;
  const steps = stepsOf(measure);
  let least = steps[0] ?? 0;
  const held = new Uint8Array(count);

  function stepsOf(values) {
    const distinct = [...new Set(values)].sort((a, b) => a - b);
    const most = 24;
    if (distinct.length <= most) return distinct;
    return Array.from({ length: most }, (_, step) => distinct[Math.round((step * (distinct.length - 1)) / (most - 1))]);
  }
  const inGroup = (dot) => !alone.size || alone.has(dots.group[dot]);
  const strong = (line) => measure[line] >= least;
  const lineShown = (line) => strong(line) && inGroup(lines.one[line]) && inGroup(lines.other[line]);
  const dotShown = (dot) => inGroup(dot) && (held[dot] === 1 || least === (steps[0] ?? 0));
  const sift = () => {
    held.fill(0);
    let shown = 0;
    for (let line = 0; line < ties; line += 1) {
      if (strong(line)) { held[lines.one[line]] = 1; held[lines.other[line]] = 1; }
      if (lineShown(line)) shown += 1;
    }
    let seen = 0;
    for (let dot = 0; dot < count; dot += 1) if (dotShown(dot)) seen += 1;
    const of = (some, all) => (some === all ? number.format(all) : `${number.format(some)} of ${number.format(all)}`);
    one("count").textContent =
      `${of(seen, count)} ${count === 1 ? single : plural} · ${of(shown, ties)} ${ties === 1 ? "tie" : "ties"}`;
    drawing?.refresh();
  };

  // Which dots and lines are lit: those of what the pointer is on, else of what is chosen.
  const litBy = ([thing, other]) => {
    if (thing === undefined) return null;
    if (other !== undefined) return { heart: [thing, other].filter((each) => each < count), lines: between(thing, other), dots: [] };
    if (thing < count) {
      const its = joined[thing].filter((joint) => lineShown(joint.line));
      return { heart: [thing], lines: its.map((joint) => joint.line), dots: [...new Set(its.map((joint) => joint.other))] };
    }
    const company = [...citedWith(thing).keys()].filter((each) => each < count);
    const inside = new Set(company);
    const its = company.flatMap((dot) => joined[dot].filter((joint) => joint.out && inside.has(joint.other)));
    return { heart: [], lines: its.map((joint) => joint.line).filter(lineShown), dots: company };
  };

  const choose = (things, { focus = false, move = false } = {}) => {
    chosen = things;
    over = [];
    if (things.some((thing) => thing < count && !inGroup(thing))) release();
    if (things.length !== 1 || search.value !== names[things[0]]) search.value = "";
    show();
    if (focus) one("panel").querySelector("h2")?.focus({ preventScroll: true });
    drawing?.lit();
    if (move) drawing?.bring();
    link();
  };

  // ── The address names what is chosen ──
  const linked = location.protocol !== "about:";
  const hashOf = (things) => things.map((thing) => encodeURIComponent(prefix + iris[thing])).join("&");
  const link = () => {
    if (!linked || location.hash.slice(1) === hashOf(chosen)) return;
    try {
      const address = location.href.split("#")[0];
      history.pushState(null, "", chosen.length ? `${address}#${hashOf(chosen)}` : address);
    } catch { /* a page that may not name its address works without */ }
  };
  const follow = () => {
    let asked = [];
    try { asked = location.hash.slice(1).split("&").filter(Boolean).map(decodeURIComponent); } catch { /* no name of ours */ }
    const things = asked.map((iri) => places.get(iri));
    const known = things.length <= 2 && things.every((thing) => thing !== undefined);
    const next = known ? things : [];
    if (next.join() !== chosen.join()) choose(next, { move: true });
  };

  // ── The panel ──
  const goTo = (thing) => named("button", thing, { type: "button", class: "go", click: () => choose([thing], { focus: true, move: true }) });
  const bounded = (list, items, first, each) => {
    list.append(...items.slice(0, first).map(each));
    if (items.length <= first) return [list];
    const more = make("button", { type: "button", class: "more", click: () => {
      const added = items.slice(first).map(each);
      list.append(...added);
      more.remove();
      added[0].querySelector("button")?.focus();
    } }, `Show all ${number.format(items.length)}`);
    return [list, more];
  };
  // A passage that is the whole sentence would mark all: then its names are what is marked.
  const namesIn = (sentence, whom) => {
    const parts = [];
    let end = 0;
    for (let at = 0; at >= 0;) {
      const [start, name] = whom.map((each) => [sentence.indexOf(each, end), each]).filter(([place]) => place >= 0)
        .sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0] ?? [-1, ""];
      at = start;
      if (at < 0) break;
      parts.push(sentence.slice(end, at), make("b", {}, name));
      end = at + name.length;
    }
    return [...parts, sentence.slice(end)];
  };
  const marked = (sentence, spans, whom) => {
    if (spans.some(([start, stop]) => start === 0 && stop === sentence.length)) {
      return make("blockquote", { dir: "auto" }, make("mark", { class: "whole" }, ...namesIn(sentence, whom)));
    }
    const quote = make("blockquote", { dir: "auto" });
    let end = 0;
    for (const [start, stop] of spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
      if (stop <= end) continue;
      const from = Math.max(start, end);
      if (start < end) quote.lastChild.append(sentence.slice(from, stop));
      else quote.append(sentence.slice(end, from), make("mark", {}, sentence.slice(from, stop)));
      end = stop;
    }
    quote.append(sentence.slice(end));
    return quote;
  };
  const source = (article) => {
    const [id, headline, date] = cited.articles[article];
    const parts = [headline, id, date].filter(Boolean);
    return make("cite", {}, ...parts.flatMap((part, place) => [place ? " · " : "", make("span", { dir: "auto" }, part)]));
  };
  // The sentences of citations, each once, with what they say in it marked and told above it.
  const quotes = (its, whose) => {
    const found = new Map();
    for (const each of its) {
      const key = `${cited.sentence[each]} ${cited.article[each]}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(each);
    }
    const parts = [];
    let before = "";
    for (const same of found.values()) {
      const said = new Map(same.map((each) => [
        [whose ? names[cited.node[each]] : "", cited.words[cited.role[each]], cited.words[cited.status[each]]].join("\n"), each,
      ]));
      const label = [...said.keys()].sort();
      if (label.join() !== before) {
        parts.push(make("p", { class: "role" }, ...label.flatMap((key, place) => {
          const [who, role, status] = key.split("\n");
          return [
            place ? " · " : "", who ? make("bdi", {}, `${who}: `) : null, make("span", {}, role),
            status === "actual" ? null : " ", status === "actual" ? null : make("span", { class: "status" }, status),
          ].filter((part) => part !== null);
        })));
      }
      before = label.join();
      const [first] = same;
      const spans = same.map((each) => [cited.start[each], cited.start[each] + cited.length[each]]);
      const whom = [...new Set(same.map((each) => names[cited.node[each]]).filter(Boolean))];
      parts.push(marked(cited.sentences[cited.sentence[first]], spans, whom), source(cited.article[first]));
    }
    return parts;
  };
  const close = () => make("button", { type: "button", class: "close", "aria-label": "Let go", title: "Let go (Esc)", click: () => {
    choose([]);
    one("search").focus();
  } }, "×");
  const head = (...children) => make("h2", { tabindex: "-1" }, ...children);
  const swatch = (group) => {
    const element = make("span", { class: "swatch", "aria-hidden": "true" });
    element.style.setProperty("--colour", drawing?.colour(group) ?? groups[group][2]);
    return element;
  };
  const tieName = ({ line }) => (twoSided ? "" : told(lines.shared[line], ...common));

  const showThing = (thing) => {
    const around = citedWith(thing);
    const others = [...around.keys()].sort(byName);
    const drawn = thing < count;
    const its = drawn ? [...joined[thing]].sort((a, b) => lines.shared[b.line] - lines.shared[a.line] || lines.weight[b.line] - lines.weight[a.line] || byName(a.other, b.other)) : [];
    const partners = new Set(its.map((joint) => joint.other)).size;
    const about = make("p", { class: "about" });
    const parts = [];
    if (kindOf(thing)) parts.push(kindOf(thing));
    if (drawn) {
      const missing = dots.degree[thing] - partners;
      parts.push(`joined to ${number.format(dots.degree[thing])}${missing > 0 ? `, ${number.format(partners)} of them in the picture` : ""}`);
    }
    about.append(parts.join(" · "));
    const iri = prefix + iris[thing];
    if (data.paged && iri.startsWith(data.paged)) {
      const page = `${iri.slice(data.paged.length).split("/").map(encodeURIComponent).join("/")}.html`;
      about.append(parts.length ? " · " : "", make("a", { href: page }, "all that is told of it"));
    }
    const found = [close(), head(named("span", thing)), about];
    if (drawn) found.push(make("p", { class: "about" }, swatch(dots.group[thing]), make("bdi", {}, groups[dots.group[thing]][0])));
    if (others.length) {
      found.push(make("h3", {}, isWork[thing] ? `Who took part (${number.format(others.length)})` : `Works (${number.format(others.length)})`));
      found.push(...bounded(make("ul", { class: "told" }), others, 12, (other) =>
        make("li", {}, make("h4", {}, goTo(other)), ...quotes(around.get(other), false))));
    } else if (evidence) found.push(make("p", { class: "about" }, "No sentence is kept."));
    if (its.length && its.some((joint) => !around.has(joint.other))) {
      found.push(make("h3", {}, isWork[thing] ? `Shares people with (${number.format(partners)})` : `Worked with (${number.format(partners)})`));
      found.push(...bounded(make("ul", { class: "joined" }), its, 40, (joint) => make("li", {},
        make("span", {}, directed ? make("span", { class: "role" }, joint.out ? "→ " : "← ") : null, goTo(joint.other)),
        make("button", { type: "button", class: "tie", "aria-label": `${tieName(joint)} with ${names[joint.other]}`,
          click: () => choose([thing, joint.other], { focus: true, move: true }) }, tieName(joint)))));
    }
    return found;
  };
  const showPair = (thing, other) => {
    const its = between(thing, other);
    const direct = citedWith(thing).get(other);
    const found = [close(), head(goTo(thing), " and ", goTo(other))];
    if (direct) return [...found, ...quotes(direct, false)];
    const works = sharedBy(thing, other).sort(byName);
    const counts = its.map((line) => lines.shared[line]);
    const parts = twoSided && !evidence ? [] : [told(evidence || !its.length ? works.length : Math.max(...counts), ...common)];
    if (its.length) parts.push(`weight ${weighed(Math.max(...its.map((line) => lines.weight[line])))}`);
    found.push(make("p", { class: "about" }, parts.join(" · ")));
    const ours = citedWith(thing);
    const theirs = citedWith(other);
    found.push(...bounded(make("ul", { class: "told" }), works, 12, (work) => {
      const each = [...(ours.get(work) ?? []), ...(theirs.get(work) ?? [])];
      return make("li", {}, make("h4", {}, goTo(work)), ...(isWork[thing] ? bySide(thing, other, each) : quotes(each, true)));
    }));
    return found;
  };
  const bySide = (thing, other, its) => [thing, other].flatMap((work) => {
    const part = its.filter((each) => cited.work[each] === work);
    return part.length ? [make("p", { class: "role" }, "in ", named("span", work)), ...quotes(part, false)] : [];
  });
  const showNothing = () => {
    const best = [...dots.size.keys()].sort((a, b) => dots.strength[b] - dots.strength[a] || byName(a, b)).slice(0, 25);
    const found = [head(count ? "Joined most closely" : "Nothing to show")];
    if (!count) return [...found, make("p", { class: "about" }, "This network has no nodes.")];
    if (data.left) found.push(make("p", { class: "about" }, `${told(data.left, single, plural)} joined less closely ${data.left === 1 ? "is" : "are"} left out.`));
    found.push(make("p", { class: "about" }, evidence
      ? "Choose a name or a line, here or in the picture, to read the sentences behind it."
      : "Choose a name or a line, here or in the picture, to see what it is joined to. This graph holds no sentences behind them."));
    found.push(make("p", { class: "about" }, "Strength is the sum of the weights of all ties."));
    found.push(make("ol", { class: "joined" }, ...best.map((dot) => make("li", {},
      make("span", {}, swatch(dots.group[dot]), " ", goTo(dot)), make("span", { class: "role" }, `strength ${weighed(dots.strength[dot])}`)))));
    return found;
  };
  const show = () => {
    const [thing, other] = chosen;
    const panel = one("panel");
    panel.replaceChildren(...(other !== undefined ? showPair(thing, other) : thing !== undefined ? showThing(thing) : showNothing()));
    panel.scrollTop = 0;
  };

  // ── The search ──
  const SPECIAL = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", "’": "'" };
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[øłđðþßæœı’]/g, (letter) => SPECIAL[letter]);
  let folded = null;
  let hits = [];
  let active = -1;
  const search = one("search");
  const list = one("found");
  const find = (text) => {
    folded ??= names.map(plain);
    const whole = plain(text.trim());
    const words = whole.split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = (name) => {
      if (name === whole) return 0;
      if (name.startsWith(whole)) return 1;
      const starts = (word) => name.startsWith(word) || [" ", "-", "'", "“", "("].some((gap) => name.includes(gap + word));
      return words.every(starts) ? 2 : 3;
    };
    const fits = [];
    folded.forEach((name, thing) => { if (words.every((word) => name.includes(word))) fits.push([rank(name), thing]); });
    const size = (thing) => (thing < count ? dots.size[thing] : -1);
    return fits.sort((a, b) => a[0] - b[0] || size(b[1]) - size(a[1]) || byName(a[1], b[1])).map(([, thing]) => thing);
  };
  const point = (place) => {
    active = place;
    [...list.querySelectorAll("[role=option]")].forEach((option, at) => {
      option.setAttribute("aria-selected", at === active);
      if (at === active) option.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) search.setAttribute("aria-activedescendant", `found-${active}`);
    else search.removeAttribute("aria-activedescendant");
  };
  const suggest = (all) => {
    hits = all.slice(0, 12);
    const asked = search.value.trim() !== "";
    list.replaceChildren(...hits.map((thing, place) => make("li", {
      role: "option", id: `found-${place}`, "aria-selected": "false",
      pointerdown: (event) => event.preventDefault(), click: () => take(thing),
    }, named("span", thing), make("span", {}, kindOf(thing)))));
    if (asked && all.length > hits.length) list.append(make("li", { class: "none", role: "presentation" }, `… and ${number.format(all.length - hits.length)} more`));
    if (asked && !all.length) list.append(make("li", { class: "none", role: "presentation" }, "No such name."));
    list.hidden = !asked;
    search.setAttribute("aria-expanded", String(!list.hidden));
    one("heard").textContent = asked ? told(all.length, "name") + " found" : "";
    point(-1);
  };
  const fold = () => { list.hidden = true; search.setAttribute("aria-expanded", "false"); point(-1); };
  const take = (thing) => { search.value = names[thing]; fold(); choose([thing], { focus: true, move: true }); };
  search.addEventListener("input", () => suggest(find(search.value)));
  search.addEventListener("focus", () => search.select());
  search.addEventListener("blur", fold);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest(find(search.value));
      if (hits.length) point((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden) suggest(find(search.value));
      if (hits.length) take(hits[Math.max(active, 0)]);
    } else if (event.key === "Escape" && (search.value || !list.hidden)) {
      event.stopPropagation();
      event.preventDefault();
      if (list.hidden) search.value = "";
      fold();
      if (search.value === "") suggest([]);
    }
  });

  // ── Weak ties and communities ──
  const slider = one("least");
  const tell = () => {
    const value = counted ? String(least) : weighed(least);
    one("least-value").textContent = value;
    slider.setAttribute("aria-valuetext", `at least ${value}`);
  };
  if (steps.length > 1) {
    one("ties").hidden = false;
    one("least-name").textContent = counted ? `${common[1][0].toUpperCase()}${common[1].slice(1)}, at least` : "Weight, at least";
    slider.max = String(steps.length - 1);
    let waiting = 0;
    slider.addEventListener("input", () => {
      least = steps[Number(slider.value)];
      tell();
      clearTimeout(waiting);
      waiting = setTimeout(sift, ties > 20000 ? 120 : 0);
    });
    tell();
  }
  const legend = () => {
    one("groups").replaceChildren(...groups.map(([name, size], group) => make("li", {}, make("button", {
      type: "button", "aria-pressed": String(alone.has(group)), title: `Show alone: ${name}`,
      click: (event) => {
        if (!alone.delete(group)) alone.add(group);
        event.currentTarget.setAttribute("aria-pressed", String(alone.has(group)));
        sift();
      },
    }, swatch(group), make("span", { class: "name", dir: "auto" }, name), make("span", { class: "size" }, number.format(size))))));
  };
  const release = () => {
    alone.clear();
    legend();
    sift();
  };

  // ── The picture ──
  const draw = () => {
    const stage = one("stage");
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const small = count <= 80;
    const colours = {};
    const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const light = (rgb) => rgb.map((part) => part / 255).map((part) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const dye = () => {
      const style = getComputedStyle(document.documentElement);
      for (const name of ["map", "ink", "soft", "strong", "line", "panel"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
      const back = light(channels(colours.map));
      colours.groups = groups.map(([, , hex]) => {
        let rgb = channels(hex);
        while (back < 0.2 && (light(rgb) + 0.05) / (back + 0.05) < 4) rgb = rgb.map((part) => part + (255 - part) * 0.1);
        return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
      });
      const alpha = Math.min(0.45, Math.max(0.05, 14 / Math.sqrt(ties)));
      // Sigma blends colours as if they had been multiplied by their opacity.
      const veil = (hex, opacity) => `rgba(${channels(hex).map((part) => Math.round(part * opacity)).join(",")},${opacity})`;
      colours.lines = colours.groups.map((hex) => veil(hex, alpha));
      colours.across = veil(colours.soft, alpha * 0.7);
    };
    dye();

    const graph = new graphology.Graph({ type: directed ? "directed" : "undirected", multi: true });
    const largest = small ? Math.max(8, Math.min(17, stage.clientWidth / 50)) : Math.max(4.5, Math.min(14, 440 / Math.sqrt(count)));
    const smallest = small ? largest * 0.3 : largest / 5;
    const sizes = dots.size.map((size) => smallest + (largest - smallest) * size);
    const called = names.slice(0, count).map((name) => ([...name].length > 42 ? `${[...name].slice(0, 40).join("")}…` : name));
    for (let dot = 0; dot < count; dot += 1) {
      graph.addNode(String(dot), { x: dots.x[dot], y: dots.y[dot], size: sizes[dot] });
    }
    const heaviest = lines.weight.reduce((most, weight) => Math.max(most, weight), 0) || 1;
    const widest = small ? 3.5 : 3;
    const thinnest = small ? 1.4 : ties > 5000 ? 0.6 : 1;
    const width = (line) => thinnest + (widest - thinnest) * Math.sqrt(lines.weight[line] / heaviest);
    for (let line = 0; line < ties; line += 1) {
      graph.addEdgeWithKey(String(line), String(lines.one[line]), String(lines.other[line]), { size: width(line) });
    }
    const font = getComputedStyle(document.body).fontFamily;
    const write = (context, text, x, y, weight, size) => {
      context.font = `${weight} ${size}px ${font}`;
      context.lineJoin = "round";
      context.lineWidth = 4.5;
      context.strokeStyle = colours.map;
      context.strokeText(text, x, y);
      context.fillStyle = colours.ink;
      context.fillText(text, x, y);
    };
    const overlap = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    // Where a name stands beside its dot without covering another name, best where it covers no
    // dot either: its box, or null.
    const beside = (context, text, { x, y }, gap, taken, dots) => {
      const length = context.measureText(text).width;
      const [wide, high] = [stage.clientWidth, stage.clientHeight];
      const places = [[x + gap, y], [x - gap - length, y], [x - length / 2, y + gap + 8], [x - length / 2, y - gap - 8]];
      let best = null;
      let fewest = Infinity;
      for (const [left, middle] of places) {
        const box = [left, middle - 8, left + length, middle + 8];
        if (left < 0 || left + length > wide || middle < 6 || middle > high - 6 || taken.some((other) => overlap(box, other))) continue;
        const covered = dots.reduce((sum, other) => sum + (overlap(box, other) ? 1 : 0), 0);
        if (covered < fewest) [best, fewest] = [box, covered];
        if (!covered) break;
      }
      return best;
    };
    const picked = ties <= 30000;
    const sigma = new Sigma(graph, stage, {
      allowInvalidContainer: true,
      defaultEdgeType: directed ? "arrow" : "line",
      enableEdgeEvents: picked,
      enableCameraRotation: false,
      hideEdgesOnMove: ties > 30000,
      minEdgeThickness: ties > 5000 ? 0.7 : 1.2,
      minCameraRatio: 0.005,
      maxCameraRatio: 4,
      stagePadding: small ? 60 : 30,
      renderLabels: false,
      defaultDrawNodeHover: () => {},
      nodeReducer: (key, { x, y, size }) => {
        const dot = Number(key);
        if (!inGroup(dot)) return { x, y, size: size * 0.6, color: colours.line };
        return { x, y, size, color: colours.groups[dots.group[dot]], hidden: !dotShown(dot) };
      },
      edgeReducer: (key, { size }) => {
        const line = Number(key);
        const group = dots.group[lines.one[line]];
        return { size, hidden: !lineShown(line), color: group === dots.group[lines.other[line]] ? colours.lines[group] : colours.across };
      },
    });
    const camera = sigma.getCamera();

    // The names of the largest dots in view, as many as there is room for.
    sigma.createCanvasContext("names", { beforeLayer: "mouse" });
    const bySize = [...dots.size.keys()].sort((a, b) => dots.size[b] - dots.size[a] || byName(a, b));
    const label = () => {
      const context = sigma.getCanvases().names.getContext("2d");
      const { width: wide, height: high } = sigma.getDimensions();
      const scale = sigma.scaleSize(1);
      context.clearRect(0, 0, wide, high);
      context.font = `400 13px ${font}`;
      let room = (wide * high) / (small ? 5000 : 20000);
      const air = small ? 0 : 14;
      const taken = [];
      const seen = [];
      for (const dot of bySize) {
        if (!dotShown(dot)) continue;
        const { x, y } = spot(dot);
        if (x < 0 || y < 0 || x > wide || y > high) continue;
        seen.push({ dot, x, y, radius: sizes[dot] * scale });
        if (seen.length > 1200) break;
      }
      const discs = seen.length > 300 ? [] : seen.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
      for (const { dot, x, y, radius } of seen) {
        if (room < 1) break;
        const box = beside(context, called[dot], { x, y }, radius + 4, taken, discs);
        if (!box) continue;
        room -= 1;
        taken.push([box[0] - air, box[1] - air, box[2] + air, box[3] + air]);
        write(context, called[dot], box[0], box[3] - 4, 400, 13);
      }
    };

    // What is lit is drawn above all else, and the rest grows pale: that costs the same
    // however large the network is.
    sigma.createCanvasContext("lit", { beforeLayer: "mouse" });
    sigma.resize(true);
    const canvas = sigma.getCanvases().lit;
    const pen = canvas.getContext("2d");
    const spot = (dot) => sigma.graphToViewport({ x: dots.x[dot], y: dots.y[dot] });
    const sizeOf = (dot) => sigma.scaleSize(sizes[dot]);
    const lit = () => {
      const { width: wide, height: high } = sigma.getDimensions();
      pen.clearRect(0, 0, wide, high);
      const bright = litBy(over.length ? over : chosen);
      stage.classList.toggle("dimmed", bright !== null);
      if (!bright) return;
      const many = bright.lines.length > 150;
      const heart = new Set(bright.heart);
      for (const line of bright.lines) {
        const [from, to] = [lines.one[line], lines.other[line]];
        const [start, end] = [spot(from), spot(to)];
        const away = bright.heart.length === 1 && heart.has(from) ? to : from;
        pen.globalAlpha = many ? 0.35 : 0.75;
        pen.strokeStyle = colours.groups[dots.group[away]];
        pen.lineWidth = bright.heart.length === 2 ? 4 : Math.max(1, sigma.scaleSize(width(line)));
        pen.beginPath();
        pen.moveTo(start.x, start.y);
        pen.lineTo(end.x, end.y);
        pen.stroke();
        if (directed) arrow(start, end, sizeOf(to));
      }
      pen.globalAlpha = 1;
      const ordered = [...bright.dots].sort((a, b) => dots.size[b] - dots.size[a]);
      for (const dot of [...ordered].reverse()) disc(dot, false);
      for (const dot of bright.heart) disc(dot, true);
      const taken = [];
      const discs = [...bright.heart, ...bright.dots].slice(0, 200).map((dot) => {
        const { x, y } = spot(dot);
        return [x - sizeOf(dot), y - sizeOf(dot), x + sizeOf(dot), y + sizeOf(dot)];
      });
      for (const dot of [...bright.heart, ...ordered.slice(0, 60)]) {
        const weight = heart.has(dot) ? 600 : 400;
        pen.font = `${weight} 13px ${font}`;
        const box = beside(pen, called[dot], spot(dot), Math.max(heart.has(dot) ? 5 : 2.5, sizeOf(dot)) + 5, taken, discs);
        if (!box) continue;
        taken.push(box);
        write(pen, called[dot], box[0], box[3] - 4, weight, 13);
      }
    };
    const disc = (dot, ringed) => {
      const { x, y } = spot(dot);
      pen.beginPath();
      pen.arc(x, y, Math.max(ringed ? 5 : 2.5, sizeOf(dot)), 0, 2 * Math.PI);
      pen.fillStyle = colours.groups[dots.group[dot]];
      pen.fill();
      pen.lineWidth = ringed ? 3 : 1;
      pen.strokeStyle = ringed ? colours.ink : colours.map;
      pen.stroke();
      if (twoSided && isWork[dot]) ring(pen, dot, Math.max(ringed ? 5 : 2.5, sizeOf(dot)));
    };
    const arrow = (start, end, gap) => {
      const angle = Math.atan2(end.y - start.y, end.x - start.x);
      const tip = { x: end.x - Math.cos(angle) * gap, y: end.y - Math.sin(angle) * gap };
      pen.beginPath();
      pen.moveTo(tip.x, tip.y);
      for (const turn of [2.7, -2.7]) pen.lineTo(tip.x + Math.cos(angle + turn) * 11, tip.y + Math.sin(angle + turn) * 11);
      pen.closePath();
      pen.fillStyle = pen.strokeStyle;
      pen.fill();
    };
    // A work is a ring: where people stand beside works, the two are told apart.
    sigma.createCanvasContext("rings", { beforeLayer: "names" });
    sigma.resize(true);
    const ring = (context, dot, radius) => {
      const { x, y } = spot(dot);
      context.beginPath();
      context.arc(x, y, radius * 0.55, 0, 2 * Math.PI);
      context.fillStyle = colours.map;
      context.fill();
    };
    const rings = () => {
      if (!twoSided) return;
      const context = sigma.getCanvases().rings.getContext("2d");
      const { width: wide, height: high } = sigma.getDimensions();
      context.clearRect(0, 0, wide, high);
      for (let dot = 0; dot < count; dot += 1) {
        if (isWork[dot] && dotShown(dot) && sizeOf(dot) > 1.5) ring(context, dot, sizeOf(dot));
      }
    };
    sigma.on("afterRender", () => { rings(); label(); lit(); });

    const move = (state, duration = 300) => camera.animate(state, { duration: calm.matches ? 1 : duration });
    // Bring what is chosen into the picture, with what it is joined to.
    const bring = () => {
      const bright = litBy(chosen);
      if (!bright) return;
      const shown = [...bright.heart, ...bright.dots].map((dot) => sigma.getNodeDisplayData(String(dot))).filter(Boolean);
      if (!shown.length) return;
      const inside = (dot) => { const { x, y } = spot(dot); return x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight; };
      if (small && [...bright.heart, ...bright.dots].every(inside)) return;
      const [xs, ys] = [shown.map((each) => each.x), shown.map((each) => each.y)];
      const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const ratio = Math.min(1, Math.max(small ? 0.6 : 0.08, 1.35 * Math.max(right - left, high - low)));
      move({ x: (left + right) / 2, y: (low + high) / 2, ratio });
    };
    const hover = (things, event) => {
      over = things;
      stage.classList.toggle("over", things.length > 0);
      const tip = one("tip");
      tip.hidden = things.length !== 2;
      if (things.length === 2) {
        const { x, y } = event.event;
        const works = sharedBy(...things).sort(byName);
        const few = works.slice(0, 3).flatMap((work, place) => [place ? ", " : "", named("bdi", work)]);
        const shared = twoSided ? "" : told(Math.max(...between(...things).map((line) => lines.shared[line])), ...common);
        tip.hidden = !works.length && !evidence && !shared;
        tip.replaceChildren(...(works.length ? few : [evidence ? "Read the sentence" : shared]), works.length > 3 ? ` and ${number.format(works.length - 3)} more` : "");
        tip.style.left = `${Math.min(x + 12, Math.max(0, stage.clientWidth - 240))}px`;
        tip.style.top = `${y + 14}px`;
      }
      lit();
    };
    const ends = (edge) => [lines.one[Number(edge)], lines.other[Number(edge)]];
    sigma.on("enterNode", ({ node }) => hover([Number(node)]));
    sigma.on("leaveNode", () => hover([]));
    sigma.on("clickNode", ({ node }) => choose([Number(node)]));
    sigma.on("enterEdge", (event) => hover(ends(event.edge), event));
    sigma.on("leaveEdge", () => hover([]));
    sigma.on("clickEdge", ({ edge }) => choose(ends(edge)));
    sigma.on("clickStage", () => { if (chosen.length) choose([]); });

    const nearer = () => move({ ratio: camera.getBoundedRatio(camera.ratio / 1.5) }, 200);
    const farther = () => move({ ratio: camera.getBoundedRatio(camera.ratio * 1.5) }, 200);
    const fit = () => move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    one("nearer").addEventListener("click", nearer);
    one("farther").addEventListener("click", farther);
    one("fit").addEventListener("click", fit);
    stage.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!step) return;
      event.preventDefault();
      move({ x: camera.x + step[0] * 0.12 * camera.ratio, y: camera.y + step[1] * 0.12 * camera.ratio });
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { dye(); legend(); show(); sigma.refresh(); });
    new ResizeObserver(() => sigma.scheduleRender()).observe(stage);
    return {
      lit, bring, nearer, farther, fit, picked, refresh: () => sigma.refresh(),
      colour: (group) => colours.groups[group],
      still: () => !camera.isAnimated(),
      ratio: () => camera.ratio,
      place: (thing) => {
        const { x, y } = spot(thing);
        const frame = stage.getBoundingClientRect();
        return { x: x + frame.left, y: y + frame.top };
      },
    };
  };
  const canDraw = () => {
    if (!window.Sigma || !window.graphology) return false;
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  };

  // ── The keyboard, anywhere ──
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (chosen.length) choose([]);
      else if (alone.size) release();
      return;
    }
    if (event.target.matches?.("input:not([type=range])")) return;
    const act = { "/": () => search.focus(), "+": drawing?.nearer, "=": drawing?.nearer, "-": drawing?.farther, 0: drawing?.fit }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const id of ["tools", "main", "keys"]) one(id).hidden = false;
  one("word").hidden = !evidence;
  one("sides").hidden = !twoSided;
  one("others").textContent = othersName;
  legend();
  sift();
  show();
  const begin = () => {
    if (canDraw()) drawing = draw();
    else { one("blind").hidden = false; one("zoom").hidden = true; one("stage").hidden = true; }
    legend();
    show();
    if (linked) {
      addEventListener("hashchange", follow);
      addEventListener("popstate", follow);
      follow();
    }
    document.documentElement.dataset.ready = "";
  };
  // What can be read stands there first; the picture of a large network takes a moment.
  if (ties > 20000) setTimeout(begin, 30);
  else begin();

  // For tests and for whoever embeds the page.
  const thingOf = (iri) => places.get(iri);
  window.kgNetwork = Object.freeze({
    chosen: () => chosen.map((thing) => prefix + iris[thing]),
    choose: (...given) => choose(given.map(thingOf).filter((thing) => thing !== undefined), { move: true }),
    position: (iri) => drawing?.place(thingOf(iri)) ?? null,
    ratio: () => drawing?.ratio() ?? null,
    still: () => drawing?.still() ?? true,
    shown: () => [...dots.x.keys()].filter(dotShown).map((dot) => prefix + iris[dot]),
  });
})();
