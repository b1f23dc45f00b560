// People of the drawing: where each one is, and the way that each walks.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 105;          // units per second at real speed
const AISLE = 552;         // between the desks at the back and the seats
const PASSAGE = 664;       // between the seats and the desks in front
const still = globalThis.matchMedia("(prefers-reduced-motion: reduce)");

export function element(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent?.append(made);
  return made;
}

/** The way through the hall: along the aisle, and round the desks in front. */
export function way(from, to) {
  const [x, y] = from;
  const [toX, toY] = to;
  if (Math.abs(x - toX) < 40 && Math.abs(y - toY) < 60) return [to];
  const right = (px, py) => px > PASSAGE && py > AISLE + 10;
  const points = [];
  if (right(x, y)) points.push([x, 676], [PASSAGE, 676], [PASSAGE, AISLE]);
  else points.push([x, AISLE]);
  if (right(toX, toY)) points.push([PASSAGE, AISLE], [PASSAGE, 676], [toX, 676]);
  else points.push([toX, AISLE]);
  if (right(x, y) && right(toX, toY)) return [[x, 676], [toX, 676], to];
  return [...points, to];
}

/** Down the stairs from a floor's corridor to the foot in the hall; reversed, it leads up. */
export function flights(stairs, level) {
  return stairs.turns[level].map(([x, y]) => [x, y]);
}

export class Figure {
  constructor(layer, bubbles, { name, looks, at }) {
    this.name = name;
    this.at = at;
    this.path = [];
    this.after = null;
    this.group = element("g", { class: `figure ${looks}` }, layer);
    element("use", { href: "#figure", x: -10, y: -34, width: 20, height: 36 }, this.group);
    this.title = element("title", {}, this.group);
    this.title.textContent = name;
    this.bubbles = bubbles;
    this.bubble = null;
    this.place();
  }

  say(text, looks = "") {
    const wanted = text ? `${looks}|${text}` : "";
    if (this.said === wanted) return;
    this.said = wanted;
    this.bubble?.remove();
    this.bubble = null;
    if (!text) return;
    const width = 8 + text.length * 10.6;
    this.bubble = element("g", { class: `bubble ${looks}` }, this.bubbles);
    const top = looks.includes("above") ? -55 : 3;
    element("rect", { x: -width / 2, y: top, width, height: 20, rx: 4 }, this.bubble);
    element("text", { y: top + 16 }, this.bubble).textContent = text;
    this.place();
  }

  walk(points, after = null) {
    this.after = after;
    this.path = points.map(([x, y]) => [x, y]);
    if (still.matches && this.path.length) {
      this.at = this.path.at(-1);
      this.path = [];
      this.place();
      this.arrive();
    }
  }

  arrive() {
    const after = this.after;
    this.after = null;
    after?.();
  }

  /** Moves by some seconds; true while there is still a way to go. */
  move(seconds, pace) {
    let left = seconds * STEP * pace;
    while (this.path.length && left > 0) {
      const [x, y] = this.at;
      const [toX, toY] = this.path[0];
      const far = Math.hypot(toX - x, toY - y);
      if (far <= left) {
        this.at = this.path.shift();
        left -= far;
      } else {
        this.at = [x + (toX - x) * (left / far), y + (toY - y) * (left / far)];
        left = 0;
      }
    }
    this.place();
    if (!this.path.length) this.arrive();
    return this.path.length > 0;
  }

  place() {
    const shift = `translate(${this.at[0].toFixed(1)} ${this.at[1].toFixed(1)})`;
    this.group.setAttribute("transform", shift);
    this.bubble?.setAttribute("transform", shift);
  }

  leave() {
    this.group.remove();
    this.bubble?.remove();
  }
}

/** Moves all who walk, one frame after another, and rests when nobody does. */
export class Walkers {
  constructor() {
    this.walking = new Set();
    this.pace = 1;
    this.last = null;
  }

  send(figure, points, after = null) {
    figure.walk(points, after);
    if (!figure.path.length) return;
    this.walking.add(figure);
    if (this.last === null) {
      this.last = performance.now();
      requestAnimationFrame((now) => this.frame(now));
    }
  }

  frame(now) {
    const seconds = Math.min((now - this.last) / 1000, 0.25);
    this.last = now;
    for (const figure of [...this.walking]) if (!figure.move(seconds, this.pace)) this.walking.delete(figure);
    if (this.walking.size) requestAnimationFrame((then) => this.frame(then));
    else this.last = null;
  }
}
