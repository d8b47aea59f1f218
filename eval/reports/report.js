// The page reads without this: it only chooses among the failed cases and opens the one that a link names.
const form = document.querySelector("#filter");
const cases = [...document.querySelectorAll("details.case")];

function choose() {
  const { kind, point, words } = form.elements;
  const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of cases) {
    const said = one.textContent.toLowerCase();
    const fits = (!kind.value || one.dataset.kind === kind.value) && (!point.value || one.dataset.points.split(" ").includes(point.value));
    one.hidden = !(fits && wanted.every((word) => said.includes(word)));
  }
  const shown = cases.filter((one) => !one.hidden).length;
  document.querySelector("#count").textContent = `显示 ${shown} / ${cases.length} 道`;
}

function fold() {
  const shown = cases.filter((one) => !one.hidden);
  const open = shown.some((one) => !one.open);
  shown.forEach((one) => (one.open = open));
  document.querySelector("#unfold").textContent = open ? "全部收起" : "全部展开";
}

function follow() {
  const one = cases.find((found) => `#${found.id}` === location.hash);
  if (!one) return;
  one.hidden = false;
  one.open = true;
  one.scrollIntoView();
}

if (form) {
  form.hidden = false;
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("#unfold").addEventListener("click", fold);
  form.reset();
  choose();
}
window.addEventListener("hashchange", follow);
follow();
