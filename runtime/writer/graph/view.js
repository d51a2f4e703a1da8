"use strict";
// The map's view: where it is looked at from, by pointer, wheel, fingers and keys. x and y are pixels of the stage.
const story = JSON.parse(document.getElementById("data").textContent);
const stage = document.getElementById("stage"), map = document.getElementById("map"), world = document.getElementById("world");
const small = document.getElementById("small"), narrow = matchMedia("(max-width: 760px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const cards = new Map([...world.querySelectorAll(".card")].map(card => [Number(card.dataset.v), card]));
const view = { x: 0, y: 0, k: 1 };
const NEAREST = 2.5, MID = 0.5, TINY = 0.13, EDGE = 34, PLENTY = 3000;
let drawn = false, dragged = false, touched = false, journey = 0, bigSize = 0;

function furthest() { return Math.min(0.6, fitted().k * 0.7); }

function fitted() {
  const width = stage.clientWidth - 2 * EDGE, height = stage.clientHeight - 2 * EDGE;
  const k = Math.min(1.1, Math.max(0.005, Math.min(width / story.width, height / story.height)));
  return { k, x: (stage.clientWidth - story.width * k) / 2, y: (stage.clientHeight - story.height * k) / 2 };
}

// All of it, or the beginning where all of it cannot be read.
function opening() {
  const whole = fitted(), first = story.vertices.findIndex(v => v.start), v = story.vertices[Math.max(0, first)], k = 0.72;
  if (whole.k >= (narrow.matches ? 0.4 : 0.16)) return whole;
  return { k, x: stage.clientWidth / 2 - (v.x + v.w / 2) * k, y: 30 - v.y * k };
}

function look(next) {
  Object.assign(view, next);
  if (!drawn) { drawn = true; requestAnimationFrame(draw); }
}

function draw() {
  drawn = false;
  world.setAttribute("transform", `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.k.toFixed(5)})`);
  map.classList.toggle("mid", view.k < MID);
  map.classList.toggle("tiny", view.k < TINY);
  if (view.k < MID && view.k >= TINY) nameBig();
  drawSmall();
}

// Far away the cards show nothing but their names, as large as they can be.
function nameBig() {
  const size = [20, 26, 32, 40].find(one => one * view.k >= 9.5) || 40;
  if (size === bigSize) return;
  bigSize = size;
  for (const [n, card] of cards) {
    const v = story.vertices[n];
    let words = card.querySelector(".big");
    if (!words) {
      words = card.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "text"));
      words.setAttribute("class", "big");
      words.setAttribute("x", v.w / 2);
      words.setAttribute("y", v.h / 2);
    }
    const name = v.name || "the end", whole = (v.w - 8) / (name.length * 0.52);
    const fit = Math.min(size, v.h * 0.6, Math.max(whole, size * 0.6)), room = Math.floor((v.w - 8) / (fit * 0.5));
    words.setAttribute("font-size", fit);
    words.textContent = name.length > room ? name.slice(0, Math.max(1, room - 1)) + "…" : name;
  }
}

function glide(target) {
  const from = { ...view }, number = ++journey, begun = performance.now();
  if (calm.matches || cards.size > PLENTY) return look(target);
  const step = now => {
    if (number !== journey) return;
    const t = Math.min(1, (now - begun) / 260), s = 1 - (1 - t) ** 3;
    look({ x: from.x + (target.x - from.x) * s, y: from.y + (target.y - from.y) * s, k: from.k + (target.k - from.k) * s });
    if (t < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function zoom(factor, cx = stage.clientWidth / 2, cy = stage.clientHeight / 2) {
  const k = Math.min(NEAREST, Math.max(furthest(), view.k * factor)), f = k / view.k;
  journey++;
  look({ k, x: cx - (cx - view.x) * f, y: cy - (cy - view.y) * f });
}

function centre(n, least = 0) {
  const v = story.vertices[n], k = Math.max(view.k, least);
  glide({ k, x: stage.clientWidth / 2 - (v.x + v.w / 2) * k, y: stage.clientHeight / 2 - (v.y + v.h / 2) * k });
}

function inSight(n) {
  const v = story.vertices[n], x = v.x * view.k + view.x, y = v.y * view.k + view.y;
  return x > 0 && y > 0 && x + v.w * view.k < stage.clientWidth && y + v.h * view.k < stage.clientHeight;
}

// --- pointers

const fingers = new Map();
let spread = 0;

stage.addEventListener("pointerdown", event => {
  if (event.target.closest("#legend, #small") || event.button > 0) return;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: 0 });
  dragged = false;
  spread = 0;
});

addEventListener("pointermove", event => {
  const finger = fingers.get(event.pointerId);
  if (!finger) return;
  const dx = event.clientX - finger.x, dy = event.clientY - finger.y;
  finger.moved += Math.abs(dx) + Math.abs(dy);
  if (finger.moved < 5 && fingers.size === 1) return;
  Object.assign(finger, { x: event.clientX, y: event.clientY });
  dragged = true;
  journey++;
  stage.classList.add("moving");
  if (fingers.size === 1) return look({ x: view.x + dx, y: view.y + dy });
  const [a, b] = [...fingers.values()], box = stage.getBoundingClientRect();
  const now = Math.hypot(a.x - b.x, a.y - b.y);
  if (spread) zoom(now / spread, (a.x + b.x) / 2 - box.left, (a.y + b.y) / 2 - box.top);
  look({ x: view.x + dx / 2, y: view.y + dy / 2 });
  spread = now;
});

for (const name of ["pointerup", "pointercancel"])
  addEventListener(name, event => {
    fingers.delete(event.pointerId);
    spread = 0;
    stage.classList.remove("moving");
  });

stage.addEventListener("wheel", event => {
  if (event.target.closest("#legend")) return;
  event.preventDefault();
  const box = stage.getBoundingClientRect(), lines = event.deltaMode === 1 ? 18 : 1;
  zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY * lines)) * 0.0018), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

// --- the small map

const smallPen = small.getContext("2d"), still = document.createElement("canvas");
const smallScale = Math.min(small.width / (story.width + 40), small.height / (story.height + 40));
const smallX = (small.width - story.width * smallScale) / 2, smallY = (small.height - story.height * smallScale) / 2;

function drawStill() {
  const colour = getComputedStyle(document.documentElement), pen = still.getContext("2d");
  still.width = small.width;
  still.height = small.height;
  for (const v of story.vertices) {
    pen.fillStyle = colour.getPropertyValue(v.start ? "--accent" : v.sort === "ending" ? "--ink" : "--thread");
    const width = Math.max(1.5, v.w * smallScale), height = Math.max(1.5, v.h * smallScale);
    pen.fillRect(smallX + v.x * smallScale, smallY + v.y * smallScale, width, height);
  }
}

function drawSmall() {
  if (small.offsetParent === null) return;
  const s = smallScale / view.k;
  smallPen.clearRect(0, 0, small.width, small.height);
  smallPen.drawImage(still, 0, 0);
  const whole = fitted();
  if (view.k <= whole.k * 1.02) return;
  smallPen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent");
  smallPen.lineWidth = 1.5;
  smallPen.strokeRect(smallX - view.x * s, smallY - view.y * s, stage.clientWidth * s, stage.clientHeight * s);
}

function lookFromSmall(event) {
  if (!event.buttons) return;
  const box = small.getBoundingClientRect();
  const x = (event.clientX - box.left - smallX) / smallScale, y = (event.clientY - box.top - smallY) / smallScale;
  journey++;
  look({ x: stage.clientWidth / 2 - x * view.k, y: stage.clientHeight / 2 - y * view.k });
}

small.addEventListener("pointerdown", event => { small.setPointerCapture(event.pointerId); lookFromSmall(event); });
small.addEventListener("pointermove", lookFromSmall);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { drawStill(); drawSmall(); });
new ResizeObserver(() => look(touched ? {} : opening())).observe(stage);
for (const name of ["pointerdown", "wheel", "keydown"]) addEventListener(name, () => { touched = true; }, { capture: true, passive: true });
document.getElementById("closer").addEventListener("click", () => zoom(1.35));
document.getElementById("further").addEventListener("click", () => zoom(1 / 1.35));
document.getElementById("fit").addEventListener("click", () => glide(fitted()));
