// What every page does: remember preferences, listen for single keys, open dialogs.
import { bindKeys } from "./keys.js";
import { bindPrefs } from "./prefs.js";

document.documentElement.dataset.scripted = "";
bindPrefs();
bindKeys();

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
});
