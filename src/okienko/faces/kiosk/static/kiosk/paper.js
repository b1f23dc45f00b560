// The sheet prints itself when the kiosk asked for it, and whenever somebody touches "Print".
document.querySelector("[data-print]")?.addEventListener("click", () => globalThis.print());
if (location.hash === "#now") globalThis.addEventListener("load", () => globalThis.print());
