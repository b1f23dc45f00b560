// Shared by all tabs: one stream per hall, since a browser opens but six connections per host.
import { addressOf, openSource } from "./source.js";

const halls = new Map(); // address → { source, ports }

function join(port, office, audience) {
  const address = addressOf(office, audience);
  let hall = halls.get(address);
  if (!hall) {
    hall = { ports: new Set(), source: null };
    halls.set(address, hall);
    hall.source = openSource(address, (picture, news) => {
      for (const listener of hall.ports) listener.postMessage({ picture, news });
    });
  }
  hall.ports.add(port);
  const latest = hall.source.latest();
  if (latest) port.postMessage(latest);
}

function leave(port) {
  for (const [address, hall] of halls) {
    if (hall.ports.delete(port) && hall.ports.size === 0) {
      hall.source.close();
      halls.delete(address);
    }
  }
}

globalThis.addEventListener("connect", (event) => {
  const port = event.ports[0];
  port.addEventListener("message", ({ data }) => {
    if (data.verb === "join") join(port, data.office, data.audience);
    if (data.verb === "leave") leave(port);
  });
  port.start();
});
