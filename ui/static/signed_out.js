// Where a session has ended meanwhile the server answers 401: the page is loaded anew, which leads to where people sign in and back.
// The question that was not taken is kept for then. gradio asks through fetch as well, and tells nobody what it was answered.
const UNSENT = "fazhi-unsent";
const SOON = 3000; // milliseconds in which a page is not loaded anew once more

const plain = window.fetch.bind(window);
window.fetch = async (...asked) => {
  const response = await plain(...asked);
  if (response.status === 401 && performance.now() > SOON) {
    const box = document.querySelector("#fz-question textarea");
    try { if (box && box.value.trim()) sessionStorage.setItem(UNSENT, box.value); } catch { /* not allowed here */ }
    location.reload();
  }
  return response;
};

// The question that was not taken, once.
export const unsent = () => {
  try {
    const kept = sessionStorage.getItem(UNSENT) || "";
    sessionStorage.removeItem(UNSENT);
    return kept;
  } catch {
    return "";
  }
};
