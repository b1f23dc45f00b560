// One key per act: an element with data-key="n" is pressed by N. The legend stands on the button.

const FIELDS = "input, select, textarea, [contenteditable]:not([contenteditable='false'])";
const QUIET_INPUTS = new Set(["checkbox", "radio", "button", "submit", "reset"]);

/** Is this a place where a letter is text, not a command? */
export function isTyping(element) {
  const field = element?.closest?.(FIELDS);
  if (!field) return false;
  return !(field.tagName === "INPUT" && QUIET_INPUTS.has(field.type));
}

/** The element that a key press means within the root, or null. */
export function targetOf(event, root) {
  if (event.defaultPrevented || event.repeat || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (isTyping(event.target)) return null;
  const room = root.querySelector("dialog[open]") ?? openWindow(root) ?? root;
  const key = event.key.toLowerCase();
  return [...room.querySelectorAll("[data-key]")].find((element) =>
    element.dataset.key.toLowerCase() === key && !element.disabled && !element.closest("[hidden], [inert]") && (element.checkVisibility?.() ?? true)) ?? null;
}

/** The window over the page that is open (popover), if the browser knows such windows. */
function openWindow(root) {
  try { return root.querySelector("[popover]:popover-open"); } catch { return null; }
}

/** Listens for the single keys of a page; returns a function that stops it. */
export function bindKeys(root = document) {
  const press = (event) => {
    if (document.documentElement.dataset.keys === "off") return;
    const target = targetOf(event, root);
    if (!target) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.click();
  };
  root.addEventListener("keydown", press);
  return () => root.removeEventListener("keydown", press);
}
