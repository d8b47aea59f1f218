// The reader works without this: it folds what is in the way, brings the cited words into view, follows in the outline, and offers to copy.
document.addEventListener("DOMContentLoaded", () => {
  const narrow = window.matchMedia("(max-width: 42rem)");
  const embedded = document.documentElement.classList.contains("embedded");
  const facts = document.querySelector(".facts");
  const outline = document.querySelector(".outline details");
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const mark = document.querySelector("article mark");

  if (outline && narrow.matches) outline.open = false;
  if (narrow.matches || (embedded && (mark || target()))) facts.open = false;
  const unfold = () => target() instanceof HTMLDetailsElement && (target().open = true);
  unfold();
  window.addEventListener("hashchange", unfold);

  // What is printed is printed whole, whatever is folded on the screen.
  let folded = false;
  window.addEventListener("beforeprint", () => { folded = !facts.open; facts.open = true; });
  window.addEventListener("afterprint", () => { if (folded) facts.open = false; });

  offerToCopy();
  if (outline) follow(outline, narrow, target);
  if (!mark) return;
  // Not scrollIntoView: inside the source panel that would scroll the page around it as well.
  const show = () => window.scrollTo(0, mark.getBoundingClientRect().top + window.scrollY - window.innerHeight / 3);
  show();
  window.addEventListener("load", () => requestAnimationFrame(show)); // after the browser has gone to the fragment
});

// Behind every clause: its citation, and the permanent link to it; site.js puts them on the clipboard.
function offerToCopy() {
  const told = document.querySelector(".told");
  const tool = (name, words, number) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: name });
    button.dataset.copy = words;
    button.setAttribute("aria-label", number ? `${name}：${number}` : name);
    button.addEventListener("click", () => { told.textContent = ""; setTimeout(() => (told.textContent = "已复制"), 100); });
    return button;
  };
  document.querySelectorAll("article section[data-citation]").forEach((section) => {
    const link = new URL(`#${section.id}`, location.origin + location.pathname).href;
    const tools = Object.assign(document.createElement("span"), { className: "tools" });
    tools.append(tool("复制引用", section.dataset.citation, section.dataset.number), tool("复制链接", link, section.dataset.number));
    section.lastElementChild.classList.add("last");
    section.append(tools);
  });
}

// The entry of the section in view is the current one; where the list is folded its words stand on the line that unfolds it.
function follow(outline, narrow, target) {
  const list = outline.querySelector("ol");
  const entries = [...list.querySelectorAll("a")].map((link) => ({ link, section: document.getElementById(decodeURIComponent(link.hash.slice(1))) }));
  let current = null;
  let waiting = false;

  const topOf = (entry) => entry.section.getBoundingClientRect().top;
  const inView = () => {
    const line = window.innerHeight / 3 + 8;
    const atEnd = document.documentElement.scrollHeight - window.innerHeight - window.scrollY < 2;
    const chosen = entries.find((entry) => entry.section === target());
    const top = chosen ? topOf(chosen) : -1;
    if (top >= 0 && (top <= line || atEnd)) return chosen; // what was opened stays the one, also where a short one is followed by others
    let [from, to] = [0, entries.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (topOf(entries[middle]) <= line) from = middle + 1;
      else to = middle;
    }
    return entries[from - 1] || null;
  };
  const update = () => {
    waiting = false;
    const found = inView();
    if (found === current) return;
    if (current) current.link.removeAttribute("aria-current");
    current = found;
    document.querySelector(".here").textContent = found ? found.link.textContent : "";
    if (!found) return;
    found.link.setAttribute("aria-current", "location");
    const top = found.link.offsetTop;
    if (top < list.scrollTop || top + found.link.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 3;
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(update); } };
  for (const change of ["scroll", "resize", "hashchange", "load"]) window.addEventListener(change, soon, { passive: true });
  list.addEventListener("click", (event) => { if (narrow.matches && event.target.closest("a")) outline.open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && narrow.matches && outline.open) { outline.open = false; outline.querySelector("summary").focus(); } });
  update();
}
