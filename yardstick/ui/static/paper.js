// A document under review: its text with every figure marked, one figure at a time beside it, hands on the keyboard.
// All state of a review lives here; what was decided goes to Python in one message, a moment after the last key.

const PAUSE = 200;
const SIGNS = { new: "＋", agrees: "=", revises: "↻", contradicts: "≠", unsure: "~", held: "●", restates: "〃", unplaced: "?" };
const OPEN = new Set(["new", "agrees", "revises", "contradicts", "unsure"]);
const GROUPS = { decide: (x) => OPEN.has(x.st), held: (x) => x.st === "held", again: (x) => x.st === "restates", unplaced: (x) => x.st === "unplaced" };
const held = new WeakMap();

function make(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...inside.filter((each) => each !== null && each !== undefined && each !== ""));
  return node;
}

class Desk {
  constructor(parent) {
    this.root = make("div", { class: "paper", tabindex: "0", role: "application" });
    this.text = make("div", { class: "text", role: "document", tabindex: "-1" });
    this.bar = make("div", { class: "bar" });
    this.chips = make("div", { class: "chips" });
    this.card = make("section", { class: "card" });
    this.list = make("div", { class: "list", role: "listbox", tabindex: "-1" });
    this.keys = make("div", { class: "keys" });
    this.live = make("div", { class: "hide", role: "status", "aria-live": "polite" });
    const side = make("div", { class: "side" }, this.bar, this.chips, this.card, this.list, this.keys);
    this.root.append(make("div", { class: "wide" }, this.text, side), this.live);
    parent.append(this.root);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("focusout", () => this.tell(true));
    this.turn = null;
  }

  // What Python says: a paper to begin with, or the same one with other states.
  update(data, say) {
    this.say = say;
    const fresh = data.turn !== this.turn;
    const other = fresh || JSON.stringify(data.items) !== this.said;
    this.data = data;
    this.t = data.words;
    this.root.setAttribute("aria-label", this.t.title);
    this.text.setAttribute("aria-label", this.t.text);
    this.list.setAttribute("aria-label", this.t.list);
    if (fresh) {
      this.turn = data.turn;
      this.decided = { ...data.decided };
      this.fixes = { ...data.fixes };
      this.aliases = { ...data.aliases };
      this.ignore = [...data.ignore];
      this.undone = [];
      this.mode = "";
      this.sent = this.message();
    }
    if (!other) return;
    this.said = JSON.stringify(data.items);
    this.items = data.items;
    this.byPlace = new Map(this.items.map((x) => [x.i, x]));
    if (fresh) {
      this.groups = new Set(this.items.some(GROUPS.decide) ? ["decide"] : ["held"]);
      this.lay();
      const first = this.shown().find((x) => this.waits(x)) || this.shown()[0] || this.items[0];
      this.at = first ? first.i : -1;
    }
    if (this.mode === "saving") this.mode = this.item && this.item.pr.length ? "edit" : "";
    this.draw();
    this.scroll(fresh);
  }

  get item() {
    return this.byPlace.get(this.at);
  }

  verdict(x) {
    return this.decided[x.i] ? this.decided[x.i].v : "";
  }

  waits(x) {
    return OPEN.has(x.st) && !this.verdict(x);
  }

  shown() {
    return this.items.filter((x) => [...this.groups].some((name) => GROUPS[name](x)) || this.verdict(x));
  }

  // The text, once: a mark for every figure, those of one place in one mark.
  lay() {
    const chars = (this.chars = Array.from(this.data.text));
    this.marks = new Map();
    this.text.replaceChildren();
    let end = 0;
    let last = null;
    const put = (from, to) => from < to && this.text.append(chars.slice(from, to).join(""));
    for (const x of [...this.items].sort((a, b) => a.s - b.s || a.e - b.e)) {
      if (x.s < end && last) {
        last.items.push(x.i);
        this.marks.set(x.i, last);
        continue;
      }
      put(end, x.s);
      const node = make("span", { role: "button", tabindex: "-1" }, chars.slice(x.s, x.e).join(""));
      last = { node, items: [x.i], sign: make("sup", { "aria-hidden": "true" }) };
      node.append(last.sign);
      const mark = last;
      node.addEventListener("click", () => {
        const place = mark.items.indexOf(this.at);
        this.go(mark.items[(place + 1) % mark.items.length]);
      });
      this.text.append(node);
      this.marks.set(x.i, last);
      end = x.e;
    }
    put(end, chars.length);
  }

  draw() {
    this.drawMarks();
    this.drawBar();
    this.drawCard();
    this.drawList();
  }

  drawMarks() {
    const done = new Set();
    for (const x of this.items) {
      const mark = this.marks.get(x.i);
      if (done.has(mark)) continue;
      done.add(mark);
      const mine = mark.items.map((i) => this.byPlace.get(i));
      const head = mine.find((y) => y.i === this.at) || mine.find((y) => this.waits(y)) || mine.find((y) => y.st !== "unplaced") || mine[0];
      const verdict = this.verdict(head);
      mark.node.className = `fig s-${head.st}${verdict ? ` ${verdict}ed` : ""}${head.i === this.at ? " now" : ""}`;
      mark.sign.textContent = verdict === "accept" ? "✔" : verdict === "reject" ? "✕" : head.st === "unplaced" ? "" : SIGNS[head.st];
      mark.node.setAttribute("aria-label", this.spoken(head));
    }
  }

  spoken(x) {
    const state = this.verdict(x) ? this.t[`${this.verdict(x)}ed`] : this.t.states[x.st];
    return [x.fig, x.t, x.mo, x.a, x.pn, state].filter(Boolean).join(", ");
  }

  drawBar() {
    const open = this.items.filter((x) => OPEN.has(x.st) || this.verdict(x));
    const done = open.filter((x) => this.verdict(x)).length;
    this.bar.replaceChildren(
      make("span", {}, this.t.progress.replace("{n}", done).replace("{m}", open.length)),
      make("progress", { max: Math.max(open.length, 1), value: done, "aria-label": this.t.progress.replace("{n}", done).replace("{m}", open.length) }),
    );
    for (const kind of ["actual", "target"]) {
      const sure = this.sure(kind);
      if (!sure.length) continue;
      const label = this.t[`all_${kind}`].replace("{n}", sure.length);
      this.bar.append(make("button", { onclick: () => this.acceptAll(kind) }, label, make("kbd", {}, kind === "actual" ? "A" : "T")));
    }
    this.chips.replaceChildren(...Object.entries(GROUPS).map(([name, is]) => {
      const many = this.items.filter(is).length;
      const label = `${this.t.groups[name]} ${many}`;
      return make("button", { "aria-pressed": String(this.groups.has(name)), disabled: !many, onclick: () => this.toggle(name) }, label);
    }));
    this.keys.textContent = this.t.keys;
  }

  drawList() {
    this.list.replaceChildren(...this.shown().map((x) => {
      const verdict = this.verdict(x);
      const sign = verdict === "accept" ? "✔" : verdict === "reject" ? "✕" : SIGNS[x.st];
      const what = x.t ? [x.t, x.mo, x.a, x.pn].filter(Boolean).join(" · ") : this.t.states.unplaced;
      return make(
        "div",
        { class: `row ${verdict}ed`, role: "option", "aria-selected": String(x.i === this.at), "aria-label": this.spoken(x), onclick: () => this.go(x.i) },
        make("span", { class: `s-${x.st}`, "aria-hidden": "true", title: this.t.states[x.st] }, sign),
        make("span", { class: "what" }, what),
        make("span", { class: "num" }, x.k === "target" ? "◎ " : "", x.fig),
      );
    }));
    const row = this.list.querySelector('[aria-selected="true"]');
    if (row) this.list.scrollTop = row.offsetTop - this.list.offsetTop - this.list.clientHeight / 2;
  }

  drawCard() {
    const x = this.item;
    this.card.className = `card s-${x ? x.st : "held"}`;
    if (!x) {
      this.card.replaceChildren(make("p", {}, this.t.nothing));
      return;
    }
    const verdict = this.decided[x.i];
    const badge = make("span", { class: `badge s-${x.st}` }, `${SIGNS[x.st]} ${this.t.states[x.st]}`);
    const head = make("div", { class: "bar" }, badge);
    if (verdict) head.append(make("b", {}, verdict.v === "accept" ? `✔ ${this.t.accepted}` : `✕ ${this.t.rejected}${verdict.r ? `: ${verdict.r}` : ""}`));
    if (x.conf) head.append(make("span", { class: "quiet" }, this.t.confidence.replace("{n}", x.conf)));
    const parts = [head, make("h4", {}, x.t || this.t.unnamed)];
    parts.push(make("p", {}, [x.a, x.pn, this.t[x.k], x.t ? x.mn : ""].filter(Boolean).join(" · ")));
    parts.push(make("p", { class: "kept" }, x.say ? `${x.say}` : x.w, x.say ? make("span", { class: "quiet" }, `  ${this.t.written.replace("{words}", x.as)}`) : ""));
    parts.push(this.quote(x));
    for (const words of [...x.pr, ...x.el]) parts.push(make("p", { class: "warn" }, `⚠ ${words}`));
    if (x.aside !== null) parts.push(make("p", { class: "warn" }, this.t.before.replace("{why}", x.aside || "—")));
    if (x.dup !== null) parts.push(make("p", { class: "quiet" }, this.t.repeats, " ", make("button", { onclick: () => this.go(x.dup) }, this.byPlace.get(x.dup).w)));
    if (x.b.length) parts.push(make("ul", { class: "beside", "aria-label": this.t.beside }, ...x.b.map((b) => make("li", {}, make("span", { class: b.c ? "s-contradicts" : "s-agrees" }, b.c ? "≠ " : b.s ? "= " : "· "), `${b.v} — ${b.n}`))));
    if (x.co.length) parts.push(make("p", { class: "quiet" }, this.t.corrected.replace("{fields}", x.co.map((f) => this.t.fields[f]).join(", "))));
    if (this.mode === "edit" || this.mode === "saving") parts.push(this.form(x));
    else if (this.mode === "reject") parts.push(this.why(x));
    else parts.push(this.acts(x));
    this.card.replaceChildren(...parts);
    this.card.setAttribute("aria-label", this.spoken(x));
  }

  quote(x) {
    const chars = this.chars.slice(x.f, x.l);
    const [a, b] = [x.s - x.f, x.e - x.f];
    return make("p", { class: "quote" }, chars.slice(0, a).join("").slice(-60), make("b", {}, chars.slice(a, b).join("")), chars.slice(b).join("").slice(0, 40));
  }

  acts(x) {
    const act = (name, key, run, extra = {}) => make("button", { onclick: run, ...extra }, this.t[name], make("kbd", {}, key));
    return make(
      "div",
      { class: "acts" },
      act("accept", "a", () => this.accept(), { class: "main", disabled: !x.ok, title: x.ok ? null : this.t.place_first }),
      act("reject", "r", () => this.open("reject")),
      act("edit", "e", () => this.open("edit")),
      act("undo", "u", () => this.undo(), { disabled: !this.undone.length }),
      act("next", "n", () => this.next()),
    );
  }

  field(name, value, options) {
    if (!options) return make("label", {}, this.t.fields[name], make("input", { name, value: value ?? "", autocomplete: "off" }));
    if (Array.isArray(options)) {
      const id = `options-${name}`;
      const list = make("datalist", { id }, ...options.map(([code, label]) => make("option", { value: label }, code)));
      const known = options.find(([code]) => code === value);
      return make("label", { class: name === "indicator" ? "long" : "" }, this.t.fields[name], make("input", { name, value: known ? known[1] : value, list: id, autocomplete: "off" }), list);
    }
    const select = make("select", { name }, ...Object.entries(options).map(([code, label]) => make("option", { value: code }, label)));
    select.value = value;
    return make("label", {}, this.t.fields[name], select);
  }

  form(x) {
    const c = x.raw;
    const fix = this.fixes[x.i] || {};
    const now = (name) => (name in fix ? fix[name] : c[name]);
    const d = this.data;
    const word = make("input", { name: "word", value: "", placeholder: this.guess(x), autocomplete: "off" });
    const form = make(
      "form",
      { class: "form", onsubmit: (event) => { event.preventDefault(); this.save(x, form); } },
      this.field("indicator", now("indicator"), d.indicators),
      this.field("area", now("area"), d.areas),
      this.field("period", now("period")),
      this.field("kind", now("kind"), { actual: this.t.actual, target: this.t.target }),
      this.field("measure", now("measure"), d.measures),
      this.field("operator", now("operator"), d.operators),
      this.field("value", now("value")),
      this.field("value_high", now("value_high")),
      this.field("unit", now("unit")),
      make("label", { class: "long" }, this.t.alias, word),
      make("div", { class: "acts long" }, make("button", { type: "submit", class: "main" }, this.t.save, make("kbd", {}, "↵")), make("button", { type: "button", onclick: () => this.open("") }, this.t.cancel, make("kbd", {}, "Esc"))),
    );
    return form;
  }

  // The words before the figure in its clause: what may be kept as a name.
  guess(x) {
    const before = this.chars.slice(x.f, x.s).join("");
    return before.split(/[，,；;。：:、\n]/).pop().replace(/(?:达到|达|为|突破|超过|新增|增长|累计|总数|约|近|力争|实现|完成|共有|共|有).*$/, "").trim().slice(-16);
  }

  why(x) {
    const reason = make("select", { name: "reason", "aria-label": this.t.reason }, ...this.data.reasons.map((words) => make("option", { value: words }, words)), make("option", { value: "" }, this.t.other));
    const words = make("input", { name: "words", autocomplete: "off", "aria-label": this.t.words });
    const ignore = make("input", { name: "ignore", autocomplete: "off", placeholder: x.t ? this.guess(x) : "" });
    const done = () => this.reject([reason.value, words.value.trim()].filter(Boolean).join(": "), ignore.value.trim());
    const onkeydown = (event) => {
      if (event.key === "Enter") { event.preventDefault(); done(); }
      const n = Number(event.key);
      if (event.target === reason && n >= 1 && n <= this.data.reasons.length) { reason.selectedIndex = n - 1; event.preventDefault(); }
    };
    return make(
      "div",
      { class: "why", onkeydown },
      make("label", {}, this.t.reason, reason),
      make("label", {}, this.t.words, words),
      x.t ? make("label", {}, this.t.ignore, ignore) : null,
      make("div", { class: "acts" }, make("button", { class: "main", onclick: done }, this.t.reject, make("kbd", {}, "↵")), make("button", { onclick: () => this.open("") }, this.t.cancel, make("kbd", {}, "Esc"))),
    );
  }

  // Acts

  remember() {
    this.undone.push(JSON.stringify([this.decided, this.fixes, this.aliases, this.ignore, this.at]));
  }

  accept() {
    const x = this.item;
    if (!x || !x.ok) return;
    this.remember();
    this.decided[x.i] = { v: "accept", r: "" };
    this.after(this.t.accepted);
  }

  acceptAll(kind) {
    const sure = this.sure(kind);
    if (!sure.length) return;
    this.remember();
    for (const x of sure) this.decided[x.i] = { v: "accept", r: "" };
    this.after(this.t.accepted_many.replace("{n}", sure.length));
  }

  sure(kind) {
    return this.items.filter((x) => x.sure && x.ok && x.k === kind && this.waits(x));
  }

  reject(why, ignore) {
    this.remember();
    this.decided[this.at] = { v: "reject", r: why };
    if (ignore && !this.ignore.includes(ignore)) this.ignore = [...this.ignore, ignore];
    this.mode = "";
    this.after(this.t.rejected);
  }

  save(x, form) {
    const said = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    for (const [name, options] of [["indicator", this.data.indicators], ["area", this.data.areas]]) {
      const known = options.find(([, label]) => label === said[name]);
      if (known) said[name] = known[0];
    }
    const fix = {};
    for (const name of Object.keys(x.raw)) if (said[name] !== undefined && said[name] !== x.raw[name]) fix[name] = said[name];
    const before = this.fixes[x.i] || {};
    this.remember();
    if (said.word) {
      const known = this.data.indicators.some(([id]) => id === said.indicator);
      if (known) this.aliases = { ...this.aliases, [said.word]: said.indicator };
    }
    if (JSON.stringify(before) === JSON.stringify(fix)) { this.open(""); this.tell(true); return; }
    this.fixes = { ...this.fixes };
    if (Object.keys(fix).length) this.fixes[x.i] = fix; else delete this.fixes[x.i];
    delete this.decided[x.i];
    this.mode = "saving";
    this.root.focus({ preventScroll: true });
    this.tell(true);
  }

  undo() {
    const before = this.undone.pop();
    if (!before) return;
    let at;
    [this.decided, this.fixes, this.aliases, this.ignore, at] = JSON.parse(before);
    this.at = at;
    this.mode = "";
    this.draw();
    this.scroll();
    this.announce(this.t.undone);
    this.tell();
  }

  after(words) {
    const next = this.following(true);
    if (next) this.at = next.i;
    this.mode = "";
    this.draw();
    this.scroll();
    this.announce(words);
    this.root.focus({ preventScroll: true });
    this.tell();
  }

  following(waiting) {
    const list = this.shown().filter((x) => !waiting || this.waits(x));
    const here = this.item;
    if (!here) return list[0];
    return list.find((x) => x.s > here.s || (x.s === here.s && x.i > here.i)) || (waiting ? list[0] : null);
  }

  preceding() {
    const here = this.item;
    return this.shown().filter((x) => !here || x.s < here.s || (x.s === here.s && x.i < here.i)).pop();
  }

  next() {
    const found = this.following(true);
    if (found) this.go(found.i); else this.announce(this.t.nothing);
  }

  step(forward) {
    const found = forward ? this.following(false) : this.preceding();
    if (found) this.go(found.i);
  }

  go(i) {
    this.at = i;
    this.mode = "";
    this.draw();
    this.scroll();
    this.announce(this.spoken(this.item));
  }

  open(mode) {
    if (!this.item) return;
    this.mode = mode;
    this.drawCard();
    const field = mode && this.card.querySelector(mode === "edit" ? "input" : "select");
    if (field) field.focus(); else this.root.focus({ preventScroll: true });
    if (field && field.select) field.select();
  }

  toggle(name) {
    if (this.groups.has(name)) this.groups.delete(name); else this.groups.add(name);
    this.draw();
  }

  announce(words) {
    const open = this.items.filter((x) => this.waits(x)).length;
    this.live.textContent = `${words}. ${this.t.left.replace("{n}", open)}`;
  }

  scroll(first) {
    const mark = this.marks.get(this.at);
    if (!mark) return;
    const [pane, node] = [this.text.getBoundingClientRect(), mark.node.getBoundingClientRect()];
    const top = this.text.scrollTop + node.top - pane.top - pane.height * 0.4;
    this.text.scrollTo(first ? { top, behavior: "instant" } : { top });
  }

  key(event) {
    const field = event.composedPath()[0];
    const typing = field instanceof HTMLElement && field.matches("input, select, textarea");
    event.stopPropagation();
    if (event.key === "Escape") { this.open(""); event.preventDefault(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = field instanceof HTMLElement && field.matches("button");
    const run = {
      j: () => this.step(true), ArrowDown: () => this.step(true), ArrowRight: () => this.step(true),
      k: () => this.step(false), ArrowUp: () => this.step(false), ArrowLeft: () => this.step(false),
      a: () => this.accept(), r: () => this.open("reject"), e: () => this.open("edit"), n: () => this.next(), u: () => this.undo(),
      A: () => this.acceptAll("actual"), T: () => this.acceptAll("target"),
      Enter: button ? null : () => this.open("edit"),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  // To Python

  message() {
    return JSON.stringify({ turn: this.turn, decided: this.decided, fixes: this.fixes, aliases: this.aliases, ignore: this.ignore });
  }

  tell(now) {
    clearTimeout(this.timer);
    const send = () => {
      const said = this.message();
      if (said === this.sent) return;
      this.sent = said;
      this.say("said", JSON.parse(said));
    };
    if (now) send(); else this.timer = setTimeout(send, PAUSE);
  }
}

export default function ({ data, parentElement, setStateValue }) {
  let desk = held.get(parentElement);
  if (!desk || !desk.root.isConnected) {
    desk = new Desk(parentElement);
    held.set(parentElement, desk);
  }
  const light = (color) => { const [r, g, b] = (color.match(/\d+/g) || [255, 255, 255]).map(Number); return r * 3 + g * 6 + b > 1275; };
  const ground = getComputedStyle(document.querySelector('[data-testid="stApp"]') || document.body).backgroundColor;
  desk.root.classList.toggle("dark", !light(ground));
  const fresh = desk.turn !== data.turn;
  desk.update(data, setStateValue);
  if (fresh) desk.root.focus({ preventScroll: true });
  if (fresh && desk.root.getBoundingClientRect().bottom > innerHeight) desk.root.scrollIntoView({ block: "start" });
  return () => desk.tell(true);
}
