// What a person prefers to see, kept in this browser; the cookie lets the server draw it at once.

const SIZES = ["normal", "large", "largest"];
const YEAR = 31_536_000;

function read(name) {
  const cookie = document.cookie.match(new RegExp(`(?:^|; )okienko_${name}=([a-z]+)`))?.[1] ?? null;
  try { return localStorage.getItem(`okienko.${name}`) ?? cookie; } catch { return cookie; }
}

function keep(name, value) {
  try { localStorage.setItem(`okienko.${name}`, value); } catch { /* a private window forgets, and that is its purpose */ }
  document.cookie = `okienko_${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

export function contrast() {
  return read("contrast") === "high" ? "high" : "normal";
}

export function setContrast(value) {
  keep("contrast", value);
  show();
}

export function textSize() {
  const size = read("text");
  return SIZES.includes(size) ? size : "normal";
}

export function setTextSize(value) {
  keep("text", SIZES.includes(value) ? value : "normal");
  show();
}

/** Single-key commands can be switched off (WCAG 2.1.4). */
export function setKeys(on) {
  keep("keys", on ? "on" : "off");
  show();
}

/** Puts the preferences on the page. */
export function show(root = document.documentElement) {
  const set = (name, value, plain) => {
    if (value === plain) delete root.dataset[name];
    else root.dataset[name] = value;
  };
  set("contrast", contrast(), "normal");
  set("text", textSize(), "normal");
  set("keys", read("keys") ?? "on", "on");
  const box = document.getElementById("ui-contrast");
  if (box) box.checked = contrast() === "high";
  for (const button of document.querySelectorAll("[data-text-size]")) {
    button.setAttribute("aria-pressed", String(button.dataset.textSize === textSize()));
  }
}

/** Wires the switches of the page. */
export function bindPrefs() {
  show();
  document.addEventListener("change", (event) => {
    if (event.target.id === "ui-contrast") setContrast(event.target.checked ? "high" : "normal");
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-text-size]");
    if (button) setTextSize(button.dataset.textSize);
  });
}
