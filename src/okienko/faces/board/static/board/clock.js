// The clock on the wall: the office's time, which in a demonstration or a replay is not the computer's.

/** Keeps the time in `face` and the date in `leaf`; `hear(hall)` corrects it by the hall's last moment. */
export function startClock(face, leaf, { now, zone, language }) {
  const minutes = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const days = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  let base = { moment: Date.parse(now), at: performance.now() };
  const moment = () => base.moment + performance.now() - base.at;
  const show = () => {
    const text = minutes.format(moment());
    if (face.textContent === text) return;
    face.textContent = text;
    face.dateTime = text;
    leaf.textContent = days.format(moment());
  };
  show();
  setInterval(show, 1000);
  let day = null;
  return {
    now: moment,
    hear(hall) {
      const last = hall.at ? Date.parse(hall.at) : 0;
      if (last > moment() || (day !== null && day !== hall.day && last)) base = { moment: last, at: performance.now() };
      day = hall.day;
      show();
    },
  };
}
