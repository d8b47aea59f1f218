// Painted until gradio's scripts have built the page; where they fail, it says so.
document.documentElement.lang = "zh-CN";
(() => {
  const cover = document.createElement("div");
  cover.className = "fz-cover";
  cover.innerHTML = '<div class="site"><span class="site-name">法治方案问答</span></div><p role="status">正在打开……</p><div class="fz-cover-box"></div>';
  const looking = new MutationObserver(() => document.querySelector("#fz-question textarea") && done());
  const done = () => { looking.disconnect(); cover.remove(); };
  const begin = () => {
    if (!document.body) return;
    waiting.disconnect();
    document.body.prepend(cover);
    looking.observe(document.body, { childList: true, subtree: true });
  };
  const waiting = new MutationObserver(begin);
  waiting.observe(document.documentElement, { childList: true });
  setTimeout(() => { if (cover.isConnected) cover.querySelector("p").textContent = "页面没有打开，请刷新；浏览器太旧的，请换一个新的。"; }, 20000);
})();
