// The house follows the picture of the hall: who waits sits, who is called walks up, officers use the stairs.
import { Figure, Walkers, flights, way } from "./walk.js";

const COATS = 7;
const SKINS = 3;
const IN_HALL = 470;

function looksOf(number) {
  return `coat-${(number * 5) % COATS} skin-${(number * 7) % SKINS}`;
}

export class House {
  constructor(root, scene, words) {
    this.scene = scene;
    this.words = words;
    this.root = root;
    this.layers = Object.fromEntries(["people", "clerks", "officers", "bubbles"].map((id) => [id, root.querySelector(`#${id}`)]));
    this.walkers = new Walkers();
    this.people = new Map();
    this.clerks = new Map();
    this.seats = new Map();
    this.mine = null;
    this.first = true;
    this.officers = new Map(Object.values(scene.officers).map((officer) => [officer.id, this.makeOfficer(officer)]));
  }

  setPace(speed) {
    this.walkers.pace = Math.max(1, Math.min(speed, 14));
  }

  setMine(visit) {
    this.mine = visit === null ? null : String(visit);
  }

  makeOfficer(officer) {
    const figure = new Figure(this.layers.officers, this.layers.bubbles, {
      name: `${officer.name}, ${officer.department_name}`, looks: "figure-officer", at: [officer.x, officer.y] });
    return { ...officer, figure, where: "room", wish: null };
  }

  /** Shows the public picture: desks, clerks, everybody in the hall. */
  show(picture) {
    this.showDesks(picture);
    const seen = new Set();
    for (const [number, visit] of Object.entries(picture.visits ?? {})) {
      seen.add(number);
      this.showVisit(number, visit, picture);
    }
    for (const number of [...this.people.keys()]) if (!seen.has(number)) this.sendHome(number);
    this.first = false;
  }

  showDesks(picture) {
    const rows = Object.values(picture.desks ?? {});
    const calls = Object.values(picture.calls ?? {});
    this.showWallBoard(calls);
    for (const place of this.root.querySelectorAll("[data-post]")) {
      const label = place.dataset.post;
      const desk = rows.find((row) => row.label === label);
      const call = calls.find((row) => row.desk === label);
      const isMeeting = this.scene.posts[label]?.kind === "meeting";
      const calling = call && (call.state === "called" || call.state === "promised");
      place.classList.toggle("is-closed", !desk && !isMeeting);
      place.classList.toggle("is-calling", Boolean(calling));
      place.classList.toggle("is-busy", !calling && desk?.state === "busy");
      place.classList.toggle("is-paused", desk?.state === "paused");
      if (!isMeeting) this.showClerk(label, Boolean(desk));
    }
  }

  /** The board on the wall of the hall: the latest call. */
  showWallBoard(calls) {
    const latest = [...calls].sort((one, other) => (one.at < other.at ? 1 : -1))[0];
    const said = latest ? `${latest.ticket} → ${this.scene.posts[latest.desk]?.id ?? latest.desk}` : "";
    if (said) this.root.querySelector("#wall-board").textContent = said;
  }

  showClerk(label, there) {
    const known = this.clerks.get(label);
    if (there && !known) {
      const looks = `figure-clerk skin-${label.length % SKINS}`;
      const at = this.scene.posts[label].clerk;
      this.clerks.set(label, new Figure(this.layers.clerks, this.layers.bubbles, { name: label, looks, at }));
    } else if (!there && known) {
      known.leave();
      this.clerks.delete(label);
    }
  }

  showVisit(number, visit, picture) {
    const spot = this.spotOf(number, visit, picture);
    let person = this.people.get(number);
    if (!person) {
      const looks = number === this.mine ? "figure-visitor" : looksOf(Number(number));
      const figure = new Figure(this.layers.people, this.layers.bubbles, { name: visit.ticket, looks,
        at: this.first ? spot.at : this.scene.street });
      person = { figure, key: null };
      this.people.set(number, person);
      if (!this.first && !visit.outside) figure.path = [];
    }
    if (number === this.mine) person.figure.group.setAttribute("class", "figure figure-visitor");
    person.figure.say(...this.bubbleOf(number, visit));
    if (person.key === spot.key) return;
    const fresh = person.key === null && !this.first;
    person.key = spot.key;
    if (this.first) return;
    this.walkers.send(person.figure, fresh ? this.wayIn(spot) : this.wayTo(person.figure.at, spot));
  }

  bubbleOf(number, visit) {
    if (number === this.mine) return [visit.ticket, "bubble-visitor"];
    if (visit.state === "called") return [visit.ticket, "bubble-called"];
    return visit.state === "serving" ? [visit.ticket, "bubble-served"] : ["", ""];
  }

  wayIn(spot) {
    if (spot.key.startsWith("outside")) return [spot.at];
    const { door, kiosk } = this.scene;
    return [door, kiosk, ...way(kiosk, spot.at)];
  }

  wayTo(from, spot) {
    const outsideNow = from[0] < 130;
    if (spot.key.startsWith("outside")) return outsideNow ? [spot.at] : [...way(from, this.scene.door), spot.at];
    if (spot.room) return [...way(from, this.scene.stairs.foot), ...flights(this.scene.stairs, spot.room.level).reverse(), spot.at];
    const start = outsideNow ? [this.scene.door] : [];
    if (!outsideNow && from[1] < 470) return [[this.scene.stairs.left, from[1]], ...this.down(from), ...way(this.scene.stairs.foot, spot.at)];
    return [...start, ...way(start[0] ?? from, spot.at)];
  }

  down(from) {
    const level = Object.entries(this.scene.stairs.floors).find(([, y]) => Math.abs(y - from[1]) < 30)?.[0] ?? 1;
    return flights(this.scene.stairs, Number(level));
  }

  /** Where a visit belongs now: a place at a desk, at a meeting post, a seat, the chairs outside. */
  spotOf(number, visit, picture) {
    const post = this.scene.posts[visit.desk];
    if (post) return this.free(number, { key: `desk ${visit.desk}`, at: post.client });
    const wish = Object.values(picture.calls ?? {}).find((call) => call.ticket === visit.ticket && call.state === "meeting");
    if (wish && this.scene.posts[wish.desk]) return this.free(number, { key: `meet ${wish.desk}`, at: this.scene.posts[wish.desk].client });
    const host = [...this.officers.values()].find((officer) => officer.visit === number && officer.mode === "goes-up");
    if (host) return this.free(number, { key: `room ${host.id}`, at: [host.x + 14, host.y], room: host });
    const awaits = [...this.officers.values()].some((officer) => officer.visit === number);
    const stepsOut = visit.state === "parked" && !awaits && visit.ticket[0] !== "X";
    if (visit.outside || stepsOut || visit.state === "missed") return this.free(number, this.outdoor(number));
    return this.seat(number);
  }

  free(number, spot) {
    this.seats.delete(number);
    return spot;
  }

  outdoor(number) {
    const places = this.scene.outside;
    return { key: "outside", at: places[Number(number) % places.length] };
  }

  seat(number) {
    const front = this.scene.seats.length - this.scene.seatsInRow;
    // The visitor sits in front, where the label hides nobody.
    if (number === this.mine && (this.seats.get(number) ?? front) < front) this.seats.delete(number);
    if (!this.seats.has(number)) {
      const taken = new Set(this.seats.values());
      const count = this.scene.seats.length;
      const start = number === this.mine ? front : (Number(number) * 29) % Math.max(count, 1);
      const step = number === this.mine ? 1 : 7;
      const free = Array.from({ length: count }, (_, index) => (start + index * step) % count).find((index) => !taken.has(index));
      this.seats.set(number, free ?? -1 - (Number(number) % 12));
    }
    const index = this.seats.get(number);
    const at = index >= 0 ? this.scene.seats[index] : [400 + -index * 18, 680];
    return { key: `seat ${index}`, at: [at[0], at[1] - 3] };
  }

  sendHome(number) {
    const { figure } = this.people.get(number);
    this.people.delete(number);
    this.seats.delete(number);
    figure.say("");
    const { door, street } = this.scene;
    const from = figure.at;
    const inside = from[0] >= 130;
    const upstairs = inside && from[1] < 470;
    const start = upstairs ? [[this.scene.stairs.left, from[1]], ...this.down(from)] : [];
    this.walkers.send(figure, inside ? [...start, ...way(start.at(-1) ?? from, door), street] : [street], () => figure.leave());
  }

  /** Shows who of the officers is asked, on the way, in a meeting, or out. */
  showOfficers(rows, out = []) {
    for (const officer of this.officers.values()) officer.figure.group.classList.toggle("is-out", out.includes(officer.id));
    const busy = new Map(rows.filter((row) => row.person).map((row) => [row.person, row]));
    const asked = new Set(rows.filter((row) => !row.person).map((row) => row.department));
    for (const room of this.root.querySelectorAll("[data-department]")) {
      const lit = asked.has(room.dataset.department) || [...busy.values()].some((row) => row.department === room.dataset.department);
      room.classList.toggle("is-lit", lit);
    }
    for (const officer of this.officers.values()) this.moveOfficer(officer, busy.get(officer.id) ?? null);
  }

  moveOfficer(officer, row) {
    officer.visit = row?.visit === undefined || row === null ? null : String(row.visit);
    officer.mode = row?.mode ?? null;
    const post = row && row.mode === "comes-down" ? this.scene.posts[row.post] : null;
    const where = post ? `post ${row.post}` : "room";
    // Who sits with a client needs no label: the client has it.
    const onTheWay = row && row.state !== "meeting";
    officer.figure.say(onTheWay ? this.words.officerTicket.replace("{ticket}", row.ticket) : "", "bubble-officer bubble-above");
    if (where === officer.where) return;
    const stairs = this.scene.stairs;
    const { figure } = officer;
    officer.where = where;
    if (post) {
      this.layers.people.append(figure.group);
      this.walkers.send(figure, [...this.toHall(officer), [1090, 676], [post.clerk[0], 676], post.clerk]);
    } else {
      const up = [...this.toFloor(officer), [stairs.left, officer.y], [officer.x, officer.y]];
      this.walkers.send(figure, up, () => this.layers.officers.append(figure.group));
    }
  }

  /** From wherever an officer is down to the hall: by the corridor and the stairs, never through a floor. */
  toHall({ figure, level, y }) {
    const { stairs } = this.scene;
    const descent = flights(stairs, level);
    if (figure.at[0] >= stairs.left) return descent.filter((turn) => turn[1] > figure.at[1]);
    return figure.at[1] > IN_HALL ? [] : [[stairs.left, y], ...descent];
  }

  /** The same way back up. */
  toFloor({ figure, level }) {
    const { stairs } = this.scene;
    const ascent = flights(stairs, level).reverse();
    if (figure.at[0] >= stairs.left) return ascent.filter((turn) => turn[1] < figure.at[1]);
    return figure.at[1] > IN_HALL ? [[figure.at[0], 676], [1090, 676], ...ascent] : [];
  }

  /** The clock in the turret. */
  showTime(hours, minutes) {
    const turn = (id, degrees) => this.root.querySelector(id).setAttribute("transform", `rotate(${degrees} 644 62)`);
    turn("#hand-hours", (hours % 12) * 30 + minutes / 2);
    turn("#hand-minutes", minutes * 6);
  }
}
