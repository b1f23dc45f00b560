// Time on a work screen runs by the hall's clock, which is not always the wall's.
import { setText } from "./dom.js";

/** A clock set by the moment that the page says, never behind the hall: now(), left(moment) in seconds, draw(root, words). */
export function keepTime(moment) {
  let ahead = 0;
  const clock = {
    set(told) { ahead = Date.parse(told) - Date.now(); },
    atLeast(told) { if (told) ahead = Math.max(ahead, Date.parse(told) - Date.now()); },
    now: () => Date.now() + ahead,
    left: (told) => Math.ceil((Date.parse(told) - clock.now()) / 1000),
    draw(root, words) {
      for (const place of root.querySelectorAll("[data-since]")) setText(place, face((clock.now() - Date.parse(place.dataset.since)) / 1000));
      for (const place of root.querySelectorAll("[data-left]")) setText(place, words.seconds.replace("%(count)d", Math.max(0, clock.left(place.dataset.left))));
      for (const place of root.querySelectorAll("[data-minutes]")) setText(place, span(minutes(place.dataset.minutes, clock.now()), words));
    },
  };
  clock.set(moment);
  return clock;
}

/** 06:24, or 1:06:24. */
export function face(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** Whole minutes from a moment until now. */
export function minutes(since, now) {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

/** 25 min, 1 h, 1 h 40 min: as the server says it. */
export function span(all, words) {
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  const pattern = !hours ? words.minutes : rest ? words.hours_minutes : words.hours;
  return pattern.replace("%(hours)d", hours).replace("%(minutes)d", rest);
}

/** The time of a moment on the office's clock. */
export function wallTime(moment, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment));
}
