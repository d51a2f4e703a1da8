// A scene is chosen, by pointer, keys or link: its lines light up and its screenplay stands beside the map.
const panel = document.getElementById("panel"), scene = document.getElementById("scene");
const names = new Map(story.vertices.map((v, n) => [`${v.sort}/${v.name}`, n]));
const out = story.vertices.map(() => []), into = story.vertices.map(() => []);
story.edges.forEach((edge, n) => { out[edge.s].push(n); into[edge.t].push(n); });
const threads = new Map();
for (const one of world.querySelectorAll("[data-e]"))
  threads.set(Number(one.dataset.e), [...(threads.get(Number(one.dataset.e)) || []), one]);
let chosen = null, reachable = null;

function make(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) { made.textContent = words; made.dir = "auto"; }
  return made;
}

function titleOf(v) { return v.name || (v.sort === "ending" ? "An end without a title" : v.sort); }

function link(n, words) {
  const made = make("a", "", words === undefined ? titleOf(story.vertices[n]) : words);
  made.href = addressOf(n);
  return made;
}

function addressOf(n) {
  const v = story.vertices[n];
  return `#/${v.sort === "node" ? "" : v.sort + ":"}${encodeURIComponent(v.name)}`;
}

function vertexAt(address) {
  const found = /^#\/(?:(ending|pool):)?(.*)$/.exec(address);
  if (!found) return undefined;
  try { return names.get(`${found[1] || "node"}/${decodeURIComponent(found[2])}`); } catch { return undefined; }
}

// --- choosing

function choose(n) {
  if (chosen !== null) {
    cards.get(chosen).classList.remove("chosen");
    cards.get(chosen).removeAttribute("aria-current");
  }
  for (const one of world.querySelectorAll(".lit")) one.classList.remove("lit");
  chosen = n;
  map.classList.toggle("picked", n !== null);
  panel.hidden = n === null;
  if (n === null) return;
  cards.get(n).classList.add("chosen");
  cards.get(n).setAttribute("aria-current", "true");
  for (const e of [...out[n], ...into[n]]) for (const one of threads.get(e) || []) one.classList.add("lit");
  offerFocus(n);
  show(n);
}

// One card at a time can be reached with the tabulator; arrow keys go on from there.
function offerFocus(n) {
  if (reachable !== null) cards.get(reachable).setAttribute("tabindex", "-1");
  cards.get(n).setAttribute("tabindex", "0");
  reachable = n;
}

function go(n) {
  if (location.hash === addressOf(n)) arrive(); else location.hash = addressOf(n);
}

function arrive() {
  const n = vertexAt(location.hash);
  choose(n === undefined ? null : n);
  if (n !== undefined) requestAnimationFrame(() => { if (!inSight(n) || view.k < MID) centre(n, 0.85); });
}

function leave() {
  const from = chosen;
  history.replaceState(null, "", location.pathname + location.search);
  choose(null);
  if (from !== null) cards.get(from).focus({ preventScroll: true });
}

// --- the panel

function show(n) {
  const v = story.vertices[n];
  const parts = [make("h2", "", titleOf(v)), make("p", "caption", about(v))];
  if (v.synopsis) parts.push(make("p", "caption lead", v.synopsis));
  if (v.blocks) parts.push(setPlay(v));
  parts.push(...roads("Leads to", out[n], "t"), ...roads("Led here from", into[n], "s"));
  scene.replaceChildren(...parts);
  panel.scrollTop = 0;
}

function about(v) {
  const words = [];
  if (v.sort === "ending") words.push("An ending");
  if (v.sort === "pool") words.push("A draw: the best scene whose condition holds");
  if (v.start) words.push("The beginning");
  if (!v.reached) words.push("Nothing leads here");
  if (v.file) words.push(`${v.file}, line ${v.line}`);
  if (v.visits !== undefined) words.push(v.visits ? `${v.visits.toLocaleString("en")} visits` : "never seen by the play-test");
  return words.join(" · ");
}

function roads(title, edges, end) {
  if (!edges.length) return [];
  const list = make("ul");
  for (const e of edges)
    for (const way of story.edges[e].ways) {
      const item = list.appendChild(make("li"));
      item.append(link(story.edges[e][end]));
      if (way.words) item.append(` · ${way.words}`);
      const why = [way.sort === "call" && "a detour", way.sort === "fall" && "goes on by itself", way.once && "once",
        way.default && (way.window ? `taken after ${way.window} s` : "the default"), way.if && `if ${way.if.join(" and ")}`,
        way.taken !== undefined && (way.taken ? `taken ${way.taken.toLocaleString("en")} times` : "never taken")].filter(Boolean);
      if (why.length) item.append(make("span", "why", why.join(" · ")));
    }
  return [make("h3", "", title), list];
}

function setPlay(v) {
  const play = make("div", "play");
  play.append(make("p", "slug", v.heading));
  for (const block of v.blocks) {
    const line = make("p", block.k, block.k === "choice" ? `${block.once ? "*" : "+"} ${block.x}` : block.x);
    const target = block.to && names.get(block.to.join("/").toLowerCase()) ;
    const exact = block.to && names.get(block.to.join("/"));
    const n = exact === undefined ? target : exact;
    if (n !== undefined && block.k === "choice") line.append(" → ", link(n));
    else if (n !== undefined) { const to = link(n, block.x); line.replaceChildren(to); }
    if ((block.n || []).includes("default")) line.classList.add("is-default");
    if (block.n) line.append(make("span", "beside", block.n.join(" · ")));
    let holder = play;
    for (let depth = 0; depth < (block.d || 0); depth++) {
      const last = holder.lastElementChild;
      holder = last && last.classList.contains("inner") ? last : holder.appendChild(make("div", "inner"));
    }
    holder.append(line);
  }
  return play;
}
