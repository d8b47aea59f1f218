// Citations open in the source panel, beside the chat; where it stands below the chat, a click goes there and a button back.
const NARROW = "(max-width: 900px)";
const show = (id) => document.getElementById(id).scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });

const pathOf = (link) => {
  const url = new URL(link.getAttribute("href"), location.href);
  const ours = url.origin === location.origin && /^\/plans(\/|$)/.test(url.pathname);
  return ours ? url.pathname + url.search + url.hash : null;
};

// On a telephone the way back is the one people are used to as well: what the source was opened from is a step back in the history.
let isAtSource = false;
const goToSource = () => {
  if (!isAtSource) history.pushState(history.state, "");
  isAtSource = true;
  show("fz-right");
};
export const leftSource = () => {
  const wasThere = isAtSource;
  isAtSource = false;
  if (wasThere) show("fz-left");
  return wasThere;
};

export const openSource = (path) => {
  const frame = document.getElementById("fz-source");
  if (!frame) return false;
  // Replacing keeps the back button for the page itself; reloading scrolls again to words already open.
  frame.contentWindow.location.replace(path);
  if (frame.dataset.path === path) frame.contentWindow.location.reload();
  frame.dataset.path = path;
  document.querySelector(".fz-alone").setAttribute("href", path);
  return true;
};

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.target.closest && event.target.closest(".fz-back")) return show("fz-left");
  const link = event.target.closest && event.target.closest("a[href]");
  const path = link && !link.matches(".fz-alone, .site-nav a") && pathOf(link); // the bar leads to the pages themselves
  if (path && openSource(path)) {
    event.preventDefault();
    event.stopPropagation();
    if (matchMedia(NARROW).matches) goToSource();
    document.querySelectorAll(".fz-open").forEach((other) => other.classList.remove("fz-open"));
    if (path !== "/plans") document.querySelectorAll("#fz-chat .fz-cite, #fz-chat .fz-number").forEach((other) => pathOf(other) === path && other.classList.add("fz-open"));
  }
}, true);
