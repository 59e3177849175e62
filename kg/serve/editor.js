"use strict";
(() => {
  const { Yasgui, Yasqe, Yasr } = window;
  const data = JSON.parse(document.getElementById("data").textContent);
  const { base, prefixes, questions, terms } = data;
  const one = (id) => document.getElementById(id);
  const resolved = (address) => new URL(address, document.baseURI).href;
  const endpoint = resolved(data.endpoint);

  // An element with what is in it; text is only ever text.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const short = (iri, known) => {
    const [name, space] = Object.entries(known).find((each) => iri.startsWith(each[1])) ?? [];
    return name === undefined ? iri : `${name}:${iri.slice(space.length)}`;
  };

  // Identifiers of ours lead to their pages here, others of the web to where they are.
  const link = (iri, known) => {
    const text = short(iri, known);
    if (iri.startsWith(base)) return make("a", { class: "iri", href: resolved(data.home + iri.slice(base.length)) }, text);
    if (/^https?:/i.test(iri)) return make("a", { class: "iri", href: iri, target: "_blank", rel: "noopener noreferrer" }, text);
    return make("span", { class: "iri" }, text);
  };
  // YASR reads “{{name}}” in a text as a place to fill in; texts are shown as they were sent.
  const verbatim = (results) => {
    const sent = results?.getOriginalResponseAsString() ?? "";
    if (results?.getType() !== "json" || !sent.includes("{{")) return;
    JSON.parse(sent).results.bindings.forEach((binding, row) => Object.assign(results.getBindings()[row], binding));
  };
  class Table extends Yasr.plugins.table {
    constructor(yasr) {
      super(yasr);
      this.helpReference = undefined;
      this.persistentConfig = { compact: true, isEllipsed: false };
    }

    getRows() {
      verbatim(this.yasr.results);
      return super.getRows();
    }

    getUriLinkFromBinding({ value }, known = {}) {
      return link(value, known).outerHTML;
    }

    getCellContent(binding, known) {
      const content = super.getCellContent(binding, known);
      return binding.type !== "uri" && binding.value.length > 40 ? content.replace("<div>", '<div class="long">') : content;
    }

    // Columns as wide as what is in them: a sentence needs more room than a name.
    draw(config) {
      super.draw(config);
      this.destroyResizer();
      const most = this.yasr.results.res?.headers.get("x-sparql-maxrows");
      if (most) this.yasr.fallbackInfoEl.replaceChildren(make("p", { role: "status" }, `There are more: the server gives the first ${Number(most).toLocaleString("en")}.`));
      for (const sized of [this.tableEl, ...this.tableEl.querySelectorAll("th, col")]) sized.style.removeProperty("width");
    }

    drawControls() {
      super.drawControls();
      this.tableControls.querySelectorAll(".switch .label")[1].textContent = "Shorten";
    }
  }
  class Response extends Yasr.plugins.response {
    constructor(yasr) {
      super(yasr);
      this.helpReference = undefined;
    }
  }
  Yasr.registerPlugin("table", Table);
  Yasr.registerPlugin("response", Response);
  Yasr.defaults.prefixes = prefixes;
  Yasr.defaults.maxPersistentResponseSize = 0; // the graph may have changed by the next visit
  Yasr.defaults.errorRenderers = [
    async ({ status, statusText, text }) => {
      if (/abort/i.test(text ?? "")) return make("p", { role: "status" }, "Stopped.");
      const silent = !status && /^(TypeError: )?(Failed to fetch|NetworkError|Load failed)/.test(text ?? "");
      const words = silent ? "The server does not answer. Is it still running?" : text || statusText || "The query failed.";
      return make("pre", { role: "alert", class: "refusal" }, words);
    },
  ];

  // Prefixes and terms are completed from what the page knows, not from elsewhere.
  const definitions = new Map(Object.entries(terms).map(([iri, words]) => [short(iri, prefixes), words]));
  const explained = (_, hints) => {
    for (const hint of hints) {
      const words = definitions.get(hint.text);
      hint.render = (item) => item.append(hint.text, ...(words ? [make("small", {}, words)] : []));
    }
    return hints;
  };
  const isClass = (iri) => /^[A-Z]/.test(iri.split(/[#/]/).pop());
  const completed = {
    prefixes: Object.entries(prefixes).map(([name, space]) => `${name}: <${space}>`),
    class: Object.keys(terms).filter(isClass),
    property: Object.keys(terms).filter((iri) => !isClass(iri)),
  };
  for (const [name, get] of Object.entries(completed)) {
    const also = name === "prefixes" ? {} : { postprocessHints: explained };
    Yasqe.forkAutocompleter(name, { name: `own-${name}`, get, bulk: true, persistenceId: null, ...also }, false);
  }
  Yasqe.defaults.autocompleters = ["variables", ...Object.keys(completed).map((name) => `own-${name}`)];

  // There is one endpoint, whatever a kept query or a link says.
  Yasgui.Tab.prototype.getEndpoint = () => endpoint;
  Yasgui.Tab.prototype.getShareableLink = function () {
    return resolved(`${location.pathname}${location.search}#${new URLSearchParams({ query: this.getQuery() })}`);
  };
  const yasgui = new Yasgui(one("query"), {
    autofocus: false,
    copyEndpointOnNewTab: false,
    persistenceId: `kg ${endpoint}`,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [] },
    requestConfig: { endpoint: () => endpoint, method: "POST" },
    yasqe: {
      value: data.start,
      collapsePrefixesOnLoad: true,
      screenReaderLabel: "Query in SPARQL",
      extraKeys: { Tab: false, "Shift-Tab": false },
    },
  });

  // What its elements are called for those who do not see them.
  const names = {
    ".tabsList": { "aria-label": "Queries" },
    ".tabsList input": { "aria-label": "Name of the query" },
    ".yasqe .CodeMirror-scroll": { tabindex: "0", role: "group", "aria-label": "Text of the query" },
    ".yasqe_sharePopup input": { "aria-label": "Link to the query" },
    ".yasr_response_chip": { role: "status" },
    ".yasr .CodeMirror-scroll": { tabindex: "0", role: "group", "aria-label": "Text of the answer" },
    ".yasr .CodeMirror textarea": { "aria-label": "Answer as it was sent" },
    ".yasr_results": { tabindex: "0", role: "region", "aria-label": "Answer" },
    "th.dt-orderable-none": { "aria-label": "Row" },
    ".tableSizer": { "aria-label": "Rows on a page" },
  };
  const called = () => {
    for (const [selector, attributes] of Object.entries(names)) {
      for (const element of one("query").querySelectorAll(selector)) {
        for (const [name, value] of Object.entries(attributes)) {
          if (element.getAttribute(name) !== value) element.setAttribute(name, value);
        }
      }
    }
  };
  new MutationObserver(called).observe(one("query"), { childList: true, subtree: true });
  called();

  // Open a query: in the tab that has it, in the present one if nothing of one's own is in it, or in a new one.
  const ours = new Set([data.start, ...Object.values(questions).map(({ text }) => text)]);
  const open = (query, name) => {
    const present = yasgui.getTab();
    const same = Object.values(yasgui._tabs).find((tab) => tab.getQuery() === query);
    if (same) same.select();
    else if (present && ours.has(present.getQuery())) present.setQuery(query).setName(name);
    else yasgui.addTab(true, { name, yasqe: { value: query } });
    yasgui.getTab().getYasqe().collapsePrefixes();
    yasgui.getTab().query().catch(() => {}); // the answer tells what went wrong
  };

  // A question, and what it may be told: a value is bound as in “kg query”, by a line of VALUES.
  const literal = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
  const term = (text) => (/^[a-z]+:\/\//i.test(text) ? `<${text}>` : text.includes(":") ? text : `film:${text}`);
  const bound = (question, values) => {
    const given = question.params.filter((param) => values[param.name]);
    const names = given.map((param) => `?${param.name}`).join(" ");
    const told = given.map(({ name, value }) => (value === "property" ? term : literal)(values[name])).join(" ");
    return given.length ? `${question.text.trimEnd()}\nVALUES (${names}) { (${told}) }\n` : question.text;
  };
  const ask = (name, values) => {
    const question = questions[name];
    const query = bound(question, values);
    ours.add(query);
    open(query, question.title);
  };
  const describe = () => {
    const { question, params } = questions[one("question").value];
    const words = question.split(/\{(\w+)\}/).map((part, place) => (place % 2 ? make("em", {}, part) : part));
    one("meaning").replaceChildren(...words);
    one("fields").replaceChildren(
      ...params.map(({ name, meaning }) =>
        make("label", {}, `${name} `, make("input", { name, placeholder: "any", title: meaning, autocomplete: "off", spellcheck: "false" })),
      ),
    );
  };
  const inputs = () => [...one("fields").querySelectorAll("input")];
  const values = () => Object.fromEntries(inputs().map((input) => [input.name, input.value.trim()]));
  one("question").addEventListener("change", describe);
  one("questions").addEventListener("submit", (event) => {
    event.preventDefault();
    ask(one("question").value, values());
  });
  one("new").addEventListener("click", () => {
    yasgui.addTab(true);
    yasgui.getTab().getYasqe().focus();
  });
  describe();
  one("questions").hidden = false;
  one("keys").hidden = false;

  // A link into the page: “#query=…”, or “#question=cast&film=…”.
  const follow = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const name = wanted.get("question");
    if (wanted.get("query")) open(wanted.get("query"), "Linked query");
    else if (Object.hasOwn(questions, name)) {
      one("question").value = name;
      describe();
      for (const input of inputs()) input.value = wanted.get(input.name) ?? "";
      ask(name, values());
    }
  };
  addEventListener("hashchange", follow);
  follow();
})();
