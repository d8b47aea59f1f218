// Every page but the chat: knows when it stands in the chat's panel, and copies what a button offers.
if (window.self !== window.top) document.documentElement.classList.add("embedded");

// A button with data-copy puts its text on the clipboard and says so; without the right to do that the text is offered selected.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const said = (button.dataset.said ??= button.textContent); // a second click finds 已复制 there
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: button.dataset.copy });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = "已复制";
  setTimeout(() => (button.textContent = said), 1500);
});
