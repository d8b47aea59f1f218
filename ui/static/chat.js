// What a reader does in the chat beside typing. What changes the chat is told to gradio as a command; the rest is fetched.
import { askOne, askText, askWhether } from "./dialogs.js";
import { nameThings } from "./chat_names.js";
import { leftSource, openSource } from "./page.js";
import { chosen, remember } from "./remembering.js";
import { unsent } from "./signed_out.js";

const of = (selector) => document.querySelector(selector);
const questionBox = () => of("#fz-question textarea");
const focusQuestion = () => questionBox() && questionBox().focus();
const tell = (command) => document.dispatchEvent(new CustomEvent("fazhi:do", { detail: command }));
const isRunning = () => Boolean(of("#fz-main.fz-running"));

// Said to screen readers; a failure is also shown.
const region = (className, role) => {
  const made = document.createElement("div");
  made.className = className;
  made.setAttribute("role", role);
  return made;
};
const heard = region("fz-unseen", "status"), failed = region("fz-toast", "alert");
document.body.append(heard, failed);
const say = (sentence) => { heard.textContent = sentence; };
const fail = (sentence) => {
  failed.textContent = sentence;
  setTimeout(() => { if (failed.textContent === sentence) failed.textContent = ""; }, 8000);
};

const fetched = async (path, method = "GET", body = undefined) => {
  try {
    const headers = body ? { "Content-Type": "application/json" } : {};
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    if (response.ok) return response;
    fail((await response.json()).detail);
  } catch {
    fail("没有连上服务器，请稍后再试。");
  }
  return null;
};

const list = async () => {
  const response = await fetched(`/chat/conversations?current=${encodeURIComponent(held.session || "")}`);
  if (response && of("#fz-list")) of("#fz-list").innerHTML = await response.text(); // made by our own templates, escaped
};

const fold = (isOpen) => {
  of("#fz-main").classList.toggle("fz-side-open", isOpen);
  of("#fz-fold").setAttribute("aria-expanded", String(isOpen));
};
const openSide = () => {
  fold(true);
  (of("#fz-list a") || of(".fz-fold")).focus();
};
const closeSide = () => {
  if (!of("#fz-main.fz-side-open")) return;
  fold(false);
  of("#fz-fold").focus();
};

const open = (session, isNew = true) => {
  const address = session ? `/?c=${encodeURIComponent(session)}` : "/";
  // What is being answered is not heard to its end by another conversation: the page begins anew, the answer is recorded all the same.
  if (isRunning()) return location.assign(session ? address : "/?new");
  if (isNew) history.pushState(null, "", address);
  tell({ do: "open", session_id: session });
  fold(false);
  focusQuestion();
};
addEventListener("popstate", () => leftSource() || open(chosen().get("c") || "", false));

const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // an address without https has no clipboard
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
};
const briefly = (button, words) => {
  const said = [...button.childNodes];
  button.replaceChildren(words);
  setTimeout(() => button.replaceChildren(...said), 1500);
};
const opine = async (button, helpful, comment) => {
  if (!(await fetched(`/chat/answers/${encodeURIComponent(button.value)}/feedback`, "POST", { helpful, comment }))) return;
  const both = button.parentNode.querySelectorAll("[name=helpful], [name=useless]");
  both.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  say("已记下，谢谢。");
};

const ACTS = {
  async again(button) { focusQuestion(); tell({ do: "again", key: button.value }); },
  async edit(button) { focusQuestion(); tell({ do: "edit", key: button.value }); },
  async leave() { focusQuestion(); tell({ do: "leave" }); },
  async place(button) {
    const response = await fetched("/chat/places");
    const asked = button.firstChild.textContent.trim();
    const place = response && (await askOne("换一个地区问", (await response.json()).filter((name) => name !== asked)));
    if (!place) return;
    focusQuestion();
    tell({ do: "place", key: button.value, place });
  },
  async copy(button) {
    const response = await fetched(`/chat/answers/${encodeURIComponent(button.value)}/text`);
    if (!response) return;
    await copied(await response.text());
    button.focus();
    briefly(button, "已复制");
    say("已复制答案和依据。");
  },
  async helpful(button) { await opine(button, true, ""); },
  async useless(button) {
    const why = await askText("这个答案没用", "哪里不对？可以不写。", { lines: 3, longest: 500, done: "提交" });
    if (why !== null) await opine(button, false, why);
  },
  async rename(button) {
    const name = await askText("给对话改名", "名称", { value: button.dataset.name });
    if (!name || !(await fetched(`/chat/conversations/${encodeURIComponent(button.value)}/name`, "PUT", { name }))) return;
    if (button.value === held.session) named(name);
    await list();
    (of(`#fz-list [name=rename][value="${CSS.escape(button.value)}"]`) || questionBox()).focus();
  },
  async forget(button) {
    const sentences = [`“${button.dataset.name}”不再列在这里。`, "其中的问答仍在答案记录里，按记录的保存期限保留。"];
    if (!(await askWhether("删除这个对话？", sentences, "删除"))) return;
    if (!(await fetched(`/chat/conversations/${encodeURIComponent(button.value)}`, "DELETE"))) return;
    say("已删除。");
    if (button.value === held.session) return open("");
    await list();
    focusQuestion();
  },
  async new() { open(""); },
  async fold() { of("#fz-main.fz-side-open") ? closeSide() : openSide(); },
};

document.addEventListener("click", (event) => {
  const target = event.target.closest ? event.target : event.target.parentElement;
  const button = target.closest("#fz-main button[name]");
  if (button && Object.hasOwn(ACTS, button.name)) return ACTS[button.name](button);
  const link = target.closest("#fz-list a");
  if (link && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return open(new URL(link.href).searchParams.get("c"));
  }
  if (of("#fz-main.fz-side-open") && !target.closest("#fz-side, .fz-dialog")) fold(false);
  if (target.closest("#fz-chat .option, #fz-chat .example, #fz-send, #fz-stop")) focusQuestion();
});
const tips = (areAway) => of("#fz-main") && of("#fz-main").classList.toggle("fz-tips-away", areAway);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || of("dialog[open]")) return;
  tips(true);
  closeSide();
});
for (const kind of ["focusin", "mouseover"]) document.addEventListener(kind, () => tips(false));

// What gradio was told last, written where scripts can read it.
let held = {};
const named = (name) => {
  of("#fz-name").textContent = name || "新对话";
  of("#fz-name").title = name;
};
const settle = () => {
  const standing = of("#fz-standing .fz-standing");
  if (!standing || !of("#fz-name") || !of("#fz-list")) return;
  const now = { ...standing.dataset }, before = held;
  if (["session", "name", "isRunning", "isEmpty", "said"].every((field) => now[field] === before[field])) return;
  held = now;
  of("#fz-main").classList.toggle("fz-running", Boolean(now.isRunning));
  if (!before.session) putBack(unsent());
  if (before.session || !now.isEmpty) remember(now.isEmpty ? "" : now.session);
  named(now.name);
  const isSettled = !now.isRunning;
  if (isSettled && before.session && before.session !== now.session && now.isEmpty) openSource("/plans");
  if (isSettled) list();
  if (isSettled && before.isRunning) setTimeout(tellAnswer, 100);
};
const putBack = (question) => {
  if (!question || !questionBox()) return;
  questionBox().value = question;
  questionBox().dispatchEvent(new Event("input", { bubbles: true }));
  focusQuestion();
  fail("登录已过期，刚才的问题没有发出，还在输入框里。");
};
const tellAnswer = () => {
  const last = [...document.querySelectorAll("#fz-chat .fz-answer")].at(-1);
  if (last) say(`回答已显示。${[...last.querySelectorAll(":scope > p")].map((line) => line.textContent).join(" ").slice(0, 300)}`);
};

// gradio says of nothing that it has changed: what is shown is looked at, some moments after each change.
let isDue = false;
const measure = new ResizeObserver(([heading]) => document.documentElement.style.setProperty("--fz-heading", `${heading.target.offsetHeight}px`));
const look = () => {
  isDue = false;
  if (of("#fz-heading")) measure.observe(of("#fz-heading")); // its lines wrap, the letters may be large
  nameThings();
  settle();
};
const soon = () => {
  if (!isDue) setTimeout(look, 20);
  isDue = true;
};
new MutationObserver(soon).observe(document.documentElement, {
  childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "aria-live", "role", "data-session", "data-name", "data-is-running", "data-is-empty", "data-said"],
});
soon();
