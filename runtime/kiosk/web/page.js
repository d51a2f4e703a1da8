"use strict";
const now = document.getElementById("now"), link = document.getElementById("link"), picture = document.getElementById("picture");

function named() {
  const health = now.querySelector(".health");
  if (health) document.title = health.dataset.title;
}

async function look() {
  if (document.hidden || String(getSelection())) return;
  try {
    const answer = await fetch("/now", { cache: "no-store", signal: AbortSignal.timeout(4000) });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    now.innerHTML = await answer.text();
    link.textContent = "";
    named();
  } catch {
    link.textContent = "The kiosk cannot be reached; what you see is old.";
    document.title = "not reached";
  }
}

function glance() {
  if (document.hidden) return setTimeout(glance, 1000);
  const next = new Image();
  next.onload = () => { picture.src = next.src; setTimeout(glance, 1000); };
  next.onerror = () => setTimeout(glance, 4000);
  next.src = "/snapshot.jpg?" + Date.now();
}

setInterval(look, 5000);
setTimeout(glance, 1000);
