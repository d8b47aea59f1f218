// The reader works without this: it only folds what is in the way and brings the cited words into view.
document.addEventListener("DOMContentLoaded", () => {
  const embedded = document.documentElement.classList.contains("embedded");
  const narrow = window.matchMedia("(max-width: 52rem)").matches;
  if (narrow) document.querySelectorAll(".outline details").forEach((fold) => (fold.open = false));
  const mark = document.querySelector("main mark");
  if (mark && (embedded || narrow)) document.querySelectorAll(".facts").forEach((fold) => (fold.open = false));
  if (!mark) return;
  // Not scrollIntoView: inside the source panel that would scroll the page around it as well.
  const show = () => window.scrollTo(0, mark.getBoundingClientRect().top + window.scrollY - window.innerHeight / 3);
  show();
  window.addEventListener("load", () => requestAnimationFrame(show)); // after the browser has gone to the fragment
});
