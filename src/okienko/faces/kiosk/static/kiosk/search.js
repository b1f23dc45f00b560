// The letters on the screen write into the field, and what is found comes without a new page.
import { freshen } from "../ui/fresh.js";
import { fit } from "./fit.js";

export function bindSearch() {
  const form = document.querySelector("[data-search]");
  const field = form?.elements.q;
  if (!field) return;
  let timer = 0;
  const look = (pause = 200) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.delete("add");
      address.searchParams.set("q", field.value);
      history.replaceState(null, "", address);
      freshen(address.href, '[data-fresh="found"]').then(fit);
    }, pause);
  };
  field.addEventListener("input", () => look());
  form.addEventListener("click", (event) => {
    const key = event.target.closest("button[name=add]");
    if (!key) return;
    event.preventDefault();
    field.value = key.value === "back" ? [...field.value].slice(0, -1).join("") : field.value + key.value;
    look();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); look(0); });
}
