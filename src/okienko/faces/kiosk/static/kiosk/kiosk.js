// The kiosk in the browser: fresh figures, one touch at a time, nothing left behind for whoever comes next.
import { subscribe } from "../ui/stream.js";
import { showLine } from "../ui/announce.js";
import { beginAnew } from "../ui/anew.js";
import { bindFit, fit } from "./fit.js";
import { bindHeld } from "./held.js";
import { bindIdle } from "./idle.js";
import { bindReading } from "./reading.js";
import { bindSearch } from "./search.js";
import { freshen } from "../ui/fresh.js";
import { sendOnce } from "../ui/once.js";
import { renewal } from "../ui/renewal.js";

const page = document.body.dataset;

bindHeld();
sendOnce();

// Keypads of accessible kiosks send arrows: they walk from one thing to touch to the next.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.target.closest("input, dialog")) return;
  const stops = [...document.querySelectorAll("main a, main button, footer a, footer button, footer input")]
    .filter((stop) => stop.offsetParent !== null && !stop.disabled);
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length;
  event.preventDefault();
  stops[next]?.focus();
});

bindFit();
bindIdle();
bindReading();
bindSearch();

const sheet = document.querySelector("[data-paper]");
if (sheet) {
  // Printed from a frame that nobody sees, so that the number stays on the screen.
  const print = () => {
    const frame = document.createElement("iframe");
    frame.className = "sr-only";
    frame.title = sheet.textContent.trim();
    frame.src = `${sheet.href}#now`;
    document.body.append(frame);
  };
  sheet.addEventListener("click", (event) => { event.preventDefault(); print(); });
  if (sheet.dataset.paper === "now") print();
}

const printing = document.querySelector("[data-printing]");
/** What is drawn anew may be longer than before. */
const draw = () => freshen().then((isDrawn) => { fit(); return isDrawn; });
if (printing) setTimeout(draw, 1500);

const renew = renewal(draw, { pause: 2000 });
let heard = null;
subscribe(page.office, "public", (picture, news) => {
  if (news.refused) { beginAnew(); return; }
  showLine(news.live);
  const now = picture.hall.now;
  const begun = location.pathname === page.start;
  if (begun && (now.phase !== page.phase || (now.regime ?? "") !== page.regime)) beginAnew();
  else if (news.seq !== heard && document.querySelector("[data-fresh]")) renew();
  heard = news.seq;
});
