// What gradio leaves unnamed or names in English, named for screen readers.
const TEXTS = [
  ["#fz-question textarea", "aria-label", "问题"],
  ["#fz-place input", "aria-label", "地区"],
  ["#fz-chat [role=log]", "aria-label", "问答"],
  ["#fz-chat .scroll-down-button-container button", "aria-label", "到最新的回答"],
  ["#fz-chat .scroll-down-button-container button", "title", "到最新的回答"],
  ["#fz-chat .examples", "role", "group"], // its buttons are no items of a list
  ["#fz-chat .examples", "aria-label", "可以这样问"],
  ["#fz-chat [role=log]", "aria-live", "off"], // the answer is told once it is there, not step by step
];

export const nameThings = () => {
  for (const [selector, name, text] of TEXTS)
    document.querySelectorAll(selector).forEach((found) => found.getAttribute(name) === text || found.setAttribute(name, text));
  // What was said of an answer before; gradio leaves no such attribute in an answer.
  document.querySelectorAll("#fz-chat .fz-said:not([aria-pressed])").forEach((found) => found.setAttribute("aria-pressed", "true"));
  // gradio labels a message with its source, tags and all, and an example in English; without the label its words are read out.
  document.querySelectorAll("#fz-chat [data-testid=bot][aria-label], #fz-chat [data-testid=user][aria-label], #fz-chat .example[aria-label]")
    .forEach((found) => found.removeAttribute("aria-label"));
};
