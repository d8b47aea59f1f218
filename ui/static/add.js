// Adding documents: files dropped or chosen are sent one by one, and what becomes of them is asked for while something is at work.
const form = document.getElementById("add-form");
const said = document.getElementById("add-said");
const list = document.querySelector("[data-poll]");
const EVERY = 800; // milliseconds
let timer = 0;
let sending = 0;

function tell(sentence) {
  if (said) said.textContent = sentence;
}

function refuse(sentence) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("bdi"), { textContent: sentence }));
  document.getElementById("add-refused").append(line);
}

// The list is put in anew only where it changed, and the focus stays on the entry it was on.
function show(html) {
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  if (fresh.innerHTML === list.innerHTML) return;
  const before = new Map([...list.querySelectorAll(".row")].map((row) => [row.id, row.dataset.step]));
  const focused = list.contains(document.activeElement) ? document.activeElement.closest(".row")?.id : "";
  list.replaceChildren(...fresh.childNodes);
  const changed = [...list.querySelectorAll(".row")].filter((row) => before.get(row.id) !== row.dataset.step);
  if (changed.length) tell(changed.map((row) => `${row.dataset.name}：${row.dataset.now}`).join("；"));
  if (focused) document.getElementById(focused)?.querySelector("a, button")?.focus();
  if (changed.some((row) => row.dataset.step === "held" && before.has(row.id))) refreshHeld();
}

// What is held has changed: that part of the page is taken from the server again.
async function refreshHeld() {
  const shown = document.querySelector("[data-held]");
  const answer = shown && (await fetch(location.href, { headers: { Accept: "text/html" } }));
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-held]");
  if (fresh && !shown.contains(document.activeElement)) shown.replaceChildren(...fresh.childNodes);
  else if (fresh) shown.querySelector(".documents")?.replaceWith(fresh.querySelector(".documents") || "");
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await fetch(list.dataset.poll, { headers: { Accept: "text/html" } });
    if (answer.ok) show(await answer.text());
    const atWork = list.querySelector("[data-at-work]");
    if (!answer.ok || (!atWork && "thenReload" in list.dataset)) {
      if ("thenReload" in list.dataset) location.reload();
      return;
    }
    if (atWork || sending) timer = setTimeout(refresh, EVERY);
  } catch {
    timer = setTimeout(refresh, EVERY * 5); // the server is away for a moment
  }
}

async function send(file) {
  if (file.size > Number(form.dataset.largest) - 2000) {
    refuse(`${file.name} 超过 ${Math.floor(form.dataset.largest / 1e6)} MB，没有添加，请拆成几份或去掉图片后再添加。`);
    return;
  }
  const body = new FormData();
  body.append("files", file);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) refuse(`${file.name} 没有添加：${told.detail}`);
    for (const sentence of told.refused || []) refuse(sentence);
  } catch {
    refuse(`${file.name} 没有传上去，请检查网络，或看看它是不是文件夹，然后再添加一次。`);
  }
}

async function sendAll(files) {
  document.getElementById("add-refused").replaceChildren();
  tell(`正在上传 ${files.length} 份文件`);
  sending += 1;
  form.setAttribute("aria-busy", "true");
  for (const file of files) {
    await send(file);
    await refresh();
  }
  sending -= 1;
  form.removeAttribute("aria-busy");
  await refresh();
}

if (form) {
  const input = document.getElementById("add-files");
  form.classList.add("scripted");
  document.getElementById("add-send").hidden = true; // what is chosen is sent at once
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) sendAll(files);
  });
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) sendAll(files);
  });
  // A file dropped beside the field must not replace the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
}
if (list?.querySelector("[data-at-work]")) timer = setTimeout(refresh, EVERY);

// Places are suggested as they are written.
const place = document.querySelector("[data-places]");
if (place) {
  let asked = 0;
  place.addEventListener("input", async () => {
    const own = ++asked;
    const words = place.value.trim();
    const answer = await fetch(`${place.dataset.places}?words=${encodeURIComponent(words.slice(0, 100))}`);
    if (!answer.ok || own !== asked) return;
    const options = (await answer.json()).map((name) => Object.assign(document.createElement("option"), { value: name }));
    document.getElementById("places").replaceChildren(...options);
  });
}
