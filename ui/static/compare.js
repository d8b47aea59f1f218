// The form and the table work without this: it finds places in a long list, counts those chosen, and hides shared words.
document.addEventListener("DOMContentLoaded", () => {
  const LONG = 8; // places from which a list is worth a search
  const labels = [...document.querySelectorAll(".choices:not(.others) label")];
  const chosen = document.querySelector(".chosen");
  const filter = document.querySelector("#filter");
  const count = () => {
    const checked = document.querySelectorAll(".choices :checked").length;
    chosen.textContent = checked ? `已选 ${checked} 个` : "";
  };
  if (labels.length > LONG) filter.closest("p").hidden = false;
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim();
    for (const label of labels) label.hidden = !label.textContent.includes(wanted) && !label.querySelector(":checked");
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // looks for a place, does not send the form
  });
  document.querySelector(".places").addEventListener("change", count);
  count();

  const button = document.querySelector("#only-own");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = document.querySelector(".compared").classList.toggle("only-own");
    button.setAttribute("aria-pressed", String(on));
  });
});
