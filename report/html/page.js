
(() => {
  "use strict";
  const root = document.documentElement, $ = s => document.querySelector(s), $$ = s => [...document.querySelectorAll(s)];
  root.classList.add("js");

  const modes = ["auto", "light", "dark"], button = $("#theme");
  let mode = "auto";
  try { mode = modes.find(m => m === localStorage.getItem("bailiwick-theme")) || "auto" } catch {}
  const paint = () => {
    if (mode === "auto") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", mode);
    button.textContent = mode[0].toUpperCase() + mode.slice(1);
    button.setAttribute("aria-label", button.textContent + (mode === "auto" ? ": colours as the system has them" : " colours"));
  };
  button.onclick = () => {
    mode = modes[(modes.indexOf(mode) + 1) % modes.length];
    try { localStorage.setItem("bailiwick-theme", mode) } catch {}
    paint();
  };
  paint();

  // A finding is shown if its own words match, and then whole; else if some of
  // its members match, and then these.
  const found = $$(".finding").map(el => ({ el, members: [...el.querySelectorAll(".m")], head: null, words: null }));
  const total = found.reduce((n, f) => n + f.members.length, 0);
  const read = f => {
    if (f.head !== null) return;
    f.head = (f.el.dataset.sev + " " + f.el.querySelector("summary").textContent + " " + f.el.querySelector(".place").textContent).toLowerCase();
    f.words = f.members.map(m => (m.tagName === "TR" ? m : m.querySelector(".mh")).textContent.toLowerCase());
  };
  const q = $("#q"), sv = $("#sv"), count = $("#n");
  const filter = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean), sev = sv.value;
    let n = 0;
    for (const f of found) {
      let shown = 0;
      if (!sev || f.el.dataset.sev === sev) {
        if (words.length) read(f);
        const left = words.length ? words.filter(w => !f.head.includes(w)) : words;
        f.members.forEach((m, i) => {
          const hide = left.length > 0 && !left.every(w => f.words[i].includes(w));
          if (m.hidden !== hide) m.hidden = hide;
          if (!hide) shown++;
        });
      }
      if (f.el.hidden !== !shown) f.el.hidden = !shown;
      n += shown;
    }
    count.textContent = n + " of " + total + " failing observations" + (n ? "" : ": nothing matches, clear the filter to see all");
  };
  const remember = () => {
    const state = new URLSearchParams(Object.entries({ q: q.value, sv: sv.value }).filter(([, v]) => v)).toString();
    try { history.replaceState(null, "", state ? "#?" + state : location.pathname + location.search) } catch {}
  };
  if (q) {
    q.oninput = sv.onchange = () => { filter(); remember() };
    filter();
    const all = $("#all");
    all.onclick = () => {
      const open = all.textContent === "Open all";
      for (const f of found) f.el.firstElementChild.open = open;
      all.textContent = open ? "Close all" : "Open all";
    };
  }

  const status = $("#stf"), rows = $$(".reqt tbody tr");
  const narrow = () => {
    let n = 0;
    for (const r of rows) {
      const show = !status.value || r.dataset.st === status.value;
      if (r.hidden !== !show) r.hidden = !show;
      n += show;
    }
    $("#rn").textContent = n + " of " + rows.length + " requirements";
  };
  if (status) { status.onchange = narrow; narrow() }

  // An address leads to its place whatever is filtered or folded.
  const reveal = () => {
    if (q && location.hash.startsWith("#?")) {
      const state = new URLSearchParams(location.hash.slice(2));
      q.value = state.get("q") || "";
      sv.value = state.get("sv") || "";
      filter();
      $("#findings").scrollIntoView();
      return;
    }
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id) } catch {}
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      if (q) { q.value = ""; sv.value = ""; filter() }
      if (status) { status.value = ""; narrow() }
    }
    if (target.matches("article")) target.firstElementChild.open = true;
    for (let d = target; d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => { closed = $$("details:not([open])"); closed.forEach(d => d.open = true) });
  addEventListener("afterprint", () => closed.forEach(d => d.open = false));
  addEventListener("keydown", e => {
    if (e.key === "/" && q && !e.ctrlKey && !e.metaKey && !e.altKey && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
      e.preventDefault();
      q.focus();
    }
  });
})();
