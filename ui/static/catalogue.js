// Sorts and filters the table of documents; what is chosen is kept in the address, so that it can be passed on.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  const COLUMNS = ["title", "place", "kind", "period", "state", "clauses", "day"];
  const form = document.querySelector(".filters");
  const body = document.querySelector(".catalogue tbody");
  const heads = [...document.querySelectorAll(".catalogue thead th")];
  const coverage = document.querySelector(".coverage");
  const inOrder = new Intl.Collator("zh-CN", { numeric: true }).compare;
  const folded = (words) => words.normalize("NFKC").toLowerCase();
  const documents = [...body.rows].map((row) => {
    const cells = Object.fromEntries(COLUMNS.map((name, at) => [name, row.cells[at].textContent]));
    const sought = folded([cells.title, row.dataset.place, cells.kind, cells.period, cells.state, row.dataset.also || ""].join(" "));
    return { row, sought, ...cells, place: row.dataset.place, province: row.dataset.province };
  });
  const sorting = { by: "", down: false };
  if (window.matchMedia("(max-width: 60rem)").matches) coverage.open = false;

  const sort = () => {
    const way = sorting.down ? -1 : 1;
    const empty = (one) => one[sorting.by] === "";
    const ordered = sorting.by ? [...documents].sort((one, other) => empty(one) - empty(other) || way * inOrder(one[sorting.by], other[sorting.by])) : documents;
    body.append(...ordered.map((one) => one.row));
    heads.forEach((head, at) => head.setAttribute("aria-sort", COLUMNS[at] !== sorting.by ? "none" : sorting.down ? "descending" : "ascending"));
  };

  const filter = () => {
    const asked = Object.fromEntries(new FormData(form));
    const words = folded(asked.q).split(/\s+/).filter(Boolean);
    const fields = ["province", "place", "kind", "period", "state"].filter((name) => asked[name]);
    let shown = 0;
    for (const one of documents) {
      const fits = fields.every((name) => one[name] === asked[name]) && words.every((word) => one.sought.includes(word));
      one.row.hidden = !fits;
      shown += fits;
    }
    form.querySelector("[role=status]").textContent = shown === documents.length ? `共 ${shown} 份` : `显示 ${shown} 份，共 ${documents.length} 份`;
    document.querySelector(".nothing").hidden = shown > 0;
    for (const square of document.querySelectorAll("a.square")) {
      if (square.dataset.province === asked.province) square.setAttribute("aria-current", "true");
      else square.removeAttribute("aria-current");
    }
  };

  // Only places of the chosen province are offered; one of another province is let go.
  const narrowPlaces = () => {
    const { province, place } = form.elements;
    for (const option of place.options) option.hidden = option.disabled = Boolean(province.value && option.value && option.dataset.province !== province.value);
    if (place.selectedOptions[0].disabled) place.value = "";
  };

  const keep = () => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    if (sorting.by) asked.set("sort", sorting.by);
    if (sorting.by && sorting.down) asked.set("order", "desc");
    history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}`);
  };

  const recall = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of form.querySelectorAll("[name]")) field.value = asked.get(field.name) || "";
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
    Object.assign(sorting, { by: COLUMNS.includes(asked.get("sort")) ? asked.get("sort") : "", down: asked.get("order") === "desc" });
  };

  const changed = () => { narrowPlaces(); filter(); keep(); };
  form.addEventListener("input", (event) => { if (!event.isComposing) changed(); });
  form.addEventListener("compositionend", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { sorting.by = ""; sort(); changed(); }));
  document.querySelector(".catalogue thead").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    Object.assign(sorting, { down: sorting.by === button.dataset.sort && !sorting.down, by: button.dataset.sort });
    sort();
    keep();
  });
  document.querySelector(".squares").addEventListener("click", (event) => {
    const square = event.target.closest("a.square");
    if (!square || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    form.elements.province.value = square.getAttribute("aria-current") ? "" : square.dataset.province;
    changed();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) filter(); });

  recall();
  narrowPlaces();
  filter();
  if (sorting.by) sort();
});
