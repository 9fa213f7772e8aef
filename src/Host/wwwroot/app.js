// What the pages ask of the browser itself. Kept small: behaviour belongs to the components.
window.shell = {
  // Remembers light/dark and type size for the next page and shows the type size at once.
  look(value) {
    document.cookie = `look=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    document.documentElement.classList.toggle("large", value.includes("large"));
    document.documentElement.style.colorScheme = value.includes("dark") ? "dark" : "light";
    document.body.className = value.includes("dark") ? "dark" : "light";
  },
  // Leaves the live page by a plain form post (signing out must set a cookie).
  post(address) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    document.body.append(form);
    form.submit();
  },
  // Somebody is working: the session goes on, also where nothing is loaded for a long time.
  alive: 0,
  copy(text) { return navigator.clipboard.writeText(text); },
};

// Keys that find and open, never decide: / searches, j and k move, x chooses, Enter opens the link that has the focus, ? explains.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]")) {
    if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
    return;
  }
  const links = [...document.querySelectorAll("[data-row] .row-link")];
  const at = links.indexOf(document.activeElement);
  const go = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    j: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
    k: () => links[Math.max(at - 1, 0)]?.focus(),
    x: () => links[at]?.closest("[data-row]").querySelector("[data-choose]")?.click(),
    "?": () => showKeys(),
  }[event.key];
  if (!go) return;
  event.preventDefault();
  go();
});

function showKeys() { document.getElementById("keys-help")?.showModal(); }

// Alt with an arrow moves a row of an order; it does not move the page as well.
document.addEventListener("keydown", event => {
  if (event.altKey && event.key.startsWith("Arrow") && event.target.matches(".rank-list li")) event.preventDefault();
});

// What a button asks of the browser; inline handlers are not allowed here.
document.addEventListener("click", event => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-keys-help]")) showKeys();
});

// A file that is let go anywhere over the box is taken, not opened by the browser, and its form is sent.
document.addEventListener("dragover", event => {
  if (event.target.closest(".drop")) event.preventDefault();
});
document.addEventListener("drop", event => {
  const input = event.target.closest(".drop")?.querySelector("input[type=file]");
  if (!input || event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.form.requestSubmit();
});

// A public page holds no live connection. A part of it that is still moving (data-follow, in seconds) is fetched again until it says that it is done; what is being read stays where it is.
async function follow(part) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const next = page.getElementById(part.id);
    if (next) {
      part.replaceWith(next);
      part = next;
    }
  } catch {
    // The line may be broken; the next look may succeed.
  }
  if (part.dataset.follow) setTimeout(follow, part.dataset.follow * 1000, part);
}
for (const part of document.querySelectorAll("[data-follow]")) setTimeout(follow, part.dataset.follow * 1000, part);

// Keys and clicks keep the session, at most one word to the server in four minutes; only on pages of somebody who is signed in.
for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => {
  if (!document.querySelector("[data-bell]") || Date.now() - window.shell.alive < 240000) return;
  window.shell.alive = Date.now();
  fetch("/api/me/alive").catch(() => { /* The line may be broken; the next key tries again. */ });
}, { passive: true });
