// Words are looked for in everything that a scene says; and the keys.
const words = document.getElementById("words"), found = document.getElementById("found");
let hits = [], hit = 0, texts = null;

function textOf(v) {
  const said = (v.blocks || []).map(block => `${block.x} ${(block.n || []).join(" ")}`);
  return [v.name, v.heading, v.synopsis, ...said].join("\n").toLowerCase();
}

function search() {
  const wanted = words.value.trim().toLowerCase();
  for (const n of hits) cards.get(n).classList.remove("hit-card", "now-card");
  texts = texts || story.vertices.map(textOf);
  hits = wanted ? [...texts.keys()].filter(n => texts[n].includes(wanted)) : [];
  hits.sort((a, b) => rank(a, wanted) - rank(b, wanted));
  hit = 0;
  map.classList.toggle("searching", hits.length > 0 && cards.size < PLENTY);
  for (const n of hits.slice(0, PLENTY)) cards.get(n).classList.add("hit-card");
  found.textContent = wanted && !hits.length ? "not found" : "";
  if (hits.length) turnTo(0);
}

// Names come before the words that are said.
function rank(n, wanted) {
  const name = (story.vertices[n].name || "").toLowerCase();
  return name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
}

function turnTo(number) {
  cards.get(hits[hit]).classList.remove("now-card");
  hit = (number + hits.length) % hits.length;
  cards.get(hits[hit]).classList.add("now-card");
  found.textContent = `${hit + 1} of ${hits.length}`;
  centre(hits[hit], 0.55);
}

let waiting = 0;
words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, cards.size < PLENTY ? 0 : 250); });
document.getElementById("search").addEventListener("submit", event => event.preventDefault());
words.addEventListener("keydown", event => {
  if (event.key === "Enter" && hits.length) {
    event.preventDefault();
    if (hits.length === 1 || event.ctrlKey || hits[hit] === chosen) go(hits[hit]);
    else turnTo(hit + (event.shiftKey ? -1 : found.dataset.turned === words.value ? 1 : 0));
    found.dataset.turned = words.value;
  } else if (event.key === "Escape") {
    words.value = "";
    search();
    words.blur();
  }
});

// --- pointer and keys on the map

stage.addEventListener("click", event => {
  if (dragged || event.target.closest("#legend, #small")) return;
  const far = event.target.closest("[data-to]"), card = event.target.closest(".card");
  const thread = event.target.closest("[data-e]");
  if (far) go(Number(far.dataset.to));
  else if (card) go(Number(card.dataset.v));
  else if (thread) go(story.edges[Number(thread.dataset.e)].s);
  else if (chosen !== null) leave();
});

function nearest(n, key) {
  const ahead = key === "ArrowDown" ? out[n].map(e => story.edges[e].t) : key === "ArrowUp" ? into[n].map(e => story.edges[e].s) : [];
  const other = ahead.filter(one => one !== n);
  if (other.length) return other[0];
  if (key === "ArrowDown" || key === "ArrowUp") return undefined;
  const side = key === "ArrowRight" ? 1 : -1, from = story.vertices[n];
  const beside = [...cards.keys()].filter(one => (story.vertices[one].x - from.x) * side > 1);
  const away = one => Math.abs(story.vertices[one].x - from.x) + 4 * Math.abs(story.vertices[one].y - from.y);
  return beside.reduce((best, one) => (best === undefined || away(one) < away(best) ? one : best), undefined);
}

function step(n) {
  offerFocus(n);
  cards.get(n).focus({ preventScroll: true });
  if (!inSight(n)) centre(n);
}

const PAN = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === words) return;
  const card = event.target.closest && event.target.closest(".card"), inPanel = panel.contains(event.target);
  const key = event.key;
  if (key === "/") { words.focus(); words.select(); }
  else if (key === "+" || key === "=") zoom(1.35);
  else if (key === "-") zoom(1 / 1.35);
  else if (key === "0") glide(fitted());
  else if (key === "Escape") { if (chosen !== null) leave(); }
  else if (card && (key === "Enter" || key === " ")) { go(Number(card.dataset.v)); requestAnimationFrame(() => scene.focus()); }
  else if (card && PAN[key]) { const n = nearest(Number(card.dataset.v), key); if (n !== undefined) step(n); }
  else if (PAN[key] && !inPanel) look({ x: view.x + PAN[key][0], y: view.y + PAN[key][1] });
  else return;
  event.preventDefault();
});

// --- the beginning

function label(n) {
  const v = story.vertices[n], count = out[n].length;
  return [titleOf(v), v.sort === "ending" && "an ending", v.synopsis, `${count} ${count === 1 ? "way" : "ways"} on`].filter(Boolean).join(". ");
}

for (const [n, card] of cards) {
  card.setAttribute("role", "button");
  card.setAttribute("tabindex", "-1");
  card.setAttribute("aria-label", label(n));
}

function begin() {
  offerFocus(Math.max(0, story.vertices.findIndex(v => v.start)));
  drawStill();
  look(opening());
  if (location.hash) arrive();
}

addEventListener("hashchange", arrive);
document.getElementById("close").addEventListener("click", leave);
begin();
