"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector, place = document) => [...place.querySelectorAll(selector)];
  const facts = all(".fact");
  const byNumber = new Map(facts.map((fact) => [fact.dataset.fact, fact]));
  const marks = new Map();
  for (const mark of all(".mark")) {
    for (const number of mark.dataset.facts.split(" ")) {
      if (!marks.has(number)) marks.set(number, []);
      marks.get(number).push(mark);
    }
  }
  const words = new Map(facts.map((fact) => [fact, fact.textContent.toLowerCase()]));
  let held = [];
  let lit = [];

  const byPlace = (one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1);

  // Light up facts with their words: what the pointer or the keyboard is on, else what is held.
  const show = (numbers) => {
    for (const element of lit) element.classList.remove("live");
    lit = numbers.flatMap((number) => [byNumber.get(number), ...(marks.get(number) ?? [])]);
    for (const element of lit) element.classList.add("live");
  };
  const hold = (numbers) => {
    for (const number of held) byNumber.get(number)?.classList.remove("held");
    held = numbers;
    for (const number of held) byNumber.get(number)?.classList.add("held");
    show(held);
  };
  const seen = (numbers) => numbers.filter((number) => !byNumber.get(number)?.hidden);
  const numbersAt = (target) => {
    const fact = target.closest?.(".fact");
    if (fact) return [fact.dataset.fact];
    const mark = target.closest?.(".mark");
    return mark ? seen(mark.dataset.facts.split(" ")) : null;
  };
  const bring = (element) => element?.scrollIntoView({ block: "nearest" });
  // A panel of facts scrolls by itself, so that the text stays where it is read; it stays
  // where it is while one of the facts can be seen.
  const bringFacts = (numbers) => {
    const its = numbers.map((number) => byNumber.get(number)).sort(byPlace);
    const panel = its[0]?.closest(".facts");
    if (!panel || panel.scrollHeight <= panel.clientHeight + 1) return;
    const frame = panel.getBoundingClientRect();
    const inside = (fact) => {
      const place = fact.getBoundingClientRect();
      return place.top >= frame.top + 30 && place.bottom <= frame.bottom;
    };
    if (!its.some(inside)) panel.scrollTop += its[0].getBoundingClientRect().top - frame.top - 60;
  };

  for (const [over, out] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(over, (event) => {
      const numbers = numbersAt(event.target);
      if (!numbers) return;
      show(numbers);
      if (event.target.closest(".mark")) bringFacts(numbers);
    });
    document.addEventListener(out, () => show(held));
  }
  document.addEventListener("click", (event) => {
    const numbers = numbersAt(event.target);
    if (!numbers || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (numbers.length && numbers.join() === held.join()) { hold([]); return; }
    hold(numbers);
    if (event.target.closest(".fact")) bring(marks.get(numbers[0])?.[0]);
    else bringFacts(numbers);
  });

  const filter = one("#filter");
  const naming = one("#naming");
  const apply = () => {
    const asked = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const fact of facts) {
      const fits = asked.every((word) => words.get(fact).includes(word));
      fact.hidden = !fits || (fact.classList.contains("naming") && !naming.checked);
      count += fact.hidden ? 0 : 1;
    }
    for (const group of all(".group")) group.hidden = !all(".fact", group).some((fact) => !fact.hidden);
    for (const mark of all(".mark")) {
      const on = seen(mark.dataset.facts.split(" ")).length;
      mark.classList.toggle("off", !on);
      mark.classList.toggle("many", on > 2);
      if (mark.hasAttribute("href")) mark.tabIndex = on && mark.dataset.begins !== undefined ? 0 : -1;
    }
    hold(seen(held));
    const articles = all(".section").length;
    one("#count").textContent =
      `${count} ${count === 1 ? "fact" : "facts"} · ${articles} ${articles === 1 ? "article" : "articles"}`;
  };
  filter.addEventListener("input", apply);
  naming.addEventListener("change", apply);

  // By subject as written, or as one list in the order of the text.
  const home = new Map(facts.map((fact) => [fact, fact.parentElement]));
  one("#order").addEventListener("change", (event) => {
    document.body.classList.toggle("by-text", event.target.checked);
    for (const panel of all(".facts")) {
      const its = facts.filter((fact) => panel.contains(fact)).sort((a, b) => a.dataset.fact - b.dataset.fact);
      const first = panel.querySelector(".group ol");
      for (const fact of its) (event.target.checked ? first : home.get(fact)).append(fact);
    }
    apply();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hold([]); if (event.target === filter) { filter.value = ""; apply(); } return; }
    if (event.target.matches?.("input")) return;
    if (event.key === "/") { event.preventDefault(); filter.focus(); return; }
    const fact = event.target.closest?.(".fact");
    if (fact && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const open = all(".fact").filter((each) => !each.hidden);
      const next = open[open.indexOf(fact) + (event.key === "ArrowDown" ? 1 : -1)];
      next?.querySelector("a").focus();
      if (next) bring(marks.get(next.dataset.fact)?.[0]);
    }
  });

  one("#tools").hidden = false;
  one(".keys").hidden = false;
  apply();
})();
