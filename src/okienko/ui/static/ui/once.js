// A touch counts once: the form is sent, and further touches wait for the answer.

/** Let each form marked `data-once` be sent once from this page. */
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-once]");
    if (!form) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  // A page that comes back from the browser's memory may be sent again; its key is still the same.
  globalThis.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-once]")) delete form.dataset.sent;
  });
}
