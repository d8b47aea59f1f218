// Which conversation this tab holds: in its address, and in its own storage for when it comes back from another page.
const PLACE = "fazhi-conversation"; // another tab may hold another conversation
export const chosen = () => new URLSearchParams(location.search);

// The conversation this tab holds: the address says it, else what the tab held last.
export const remembered = () => {
  const asked = chosen();
  if (asked.has("c")) return asked.get("c");
  try { return asked.has("new") ? "" : sessionStorage.getItem(PLACE) || ""; } catch { return ""; }
};

export const remember = (session) => {
  try { session ? sessionStorage.setItem(PLACE, session) : sessionStorage.removeItem(PLACE); } catch { /* not allowed here */ }
  const address = session ? `/?c=${encodeURIComponent(session)}` : "/";
  if (location.pathname + location.search !== address) history.replaceState(null, "", address);
};
