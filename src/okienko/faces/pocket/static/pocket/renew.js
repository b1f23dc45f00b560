// What a change of the own visit needs, brought when there is one: the newest details take their place.
import { morph } from "../ui/morph.js";

/** The drawings that the new part shows and the page does not hold yet. */
function bringIcons(page) {
  for (const symbol of page.querySelectorAll("symbol")) {
    if (!document.getElementById(symbol.id)) document.querySelector("svg[hidden]").append(symbol);
  }
}

/** Makes the sheet like the fresh one; where what had the focus is gone, it goes to the page, not to nowhere. */
export function renew(page, fresh) {
  const room = document.getElementById("now");
  const held = room.contains(document.activeElement) && document.activeElement;
  bringIcons(page);
  morph(room.firstElementChild, fresh);
  if (held && !held.isConnected) document.getElementById("content").focus({ preventScroll: true });
}
