// Small questions to the reader, one at a time, in a <dialog>: Escape closes it and the focus goes back to where it was.
const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const ask = (title, build) =>
  new Promise((resolve) => {
    const heading = make("h2", { id: "fz-dialog-title", textContent: title });
    const form = make("form", { method: "dialog" }, heading);
    const dialog = make("dialog", { className: "fz-dialog" }, form);
    dialog.setAttribute("aria-labelledby", heading.id);
    const before = document.activeElement;
    const close = (value) => {
      if (!dialog.isConnected) return;
      dialog.close();
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(value);
    };
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(null); });
    dialog.addEventListener("click", (event) => event.target === dialog && close(null));
    build(form, close);
    document.body.append(dialog);
    dialog.showModal();
  });

const buttons = (form, close, done, value) => {
  form.append(make("div", { className: "fz-dialog-end" },
    make("button", { type: "button", textContent: "取消", onclick: () => close(null) }),
    make("button", { type: "submit", className: "fz-primary", textContent: done })));
  form.addEventListener("submit", (event) => { event.preventDefault(); close(value()); });
};

// Asks for a line or a few lines of text; null where the reader thought better of it.
export const askText = (title, label, { value = "", lines = 1, longest = 80, done = "保存" } = {}) =>
  ask(title, (form, close) => {
    const field = make(lines > 1 ? "textarea" : "input", { value, maxLength: longest, autofocus: true });
    if (lines > 1) field.rows = lines;
    form.append(make("label", {}, label, field));
    buttons(form, close, done, () => field.value.trim());
    setTimeout(() => field.select && field.select());
  });

// Asks whether to go on.
export const askWhether = (title, sentences, done) =>
  ask(title, (form, close) => {
    form.append(...sentences.map((sentence) => make("p", { textContent: sentence })));
    buttons(form, close, done, () => true);
  });

// Asks for one of many; with more than a few there is a field to find it.
export const askOne = (title, choices) =>
  ask(title, (form, close) => {
    form.addEventListener("submit", (event) => event.preventDefault());
    const list = make("ul", { className: "fz-choices" });
    choices.forEach((choice) => list.append(make("li", {}, make("button", { type: "button", textContent: choice, onclick: () => close(choice) }))));
    if (choices.length > 12) {
      const field = make("input", { autofocus: true });
      field.addEventListener("input", () => {
        for (const item of list.children) item.hidden = !item.textContent.includes(field.value.trim());
      });
      form.append(make("label", {}, "查找", field));
    }
    form.append(list, make("div", { className: "fz-dialog-end" }, make("button", { type: "button", textContent: "取消", onclick: () => close(null) })));
  });
