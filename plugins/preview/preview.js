// The preview's one element: a strip that says what a page is, an overlay of all that is to be mended, and the reload.
// The preview adds it to what it serves; no file of the site holds it.
const own = document.currentScript.dataset;
const SEEN = "preview-overlay-closed";
const PLACE = "preview-scrolled-to";

// A page that comes again stays where it was.
function goBack() {
  const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
}

const host = document.createElement("preview-strip");
host.setAttribute("role", "complementary");
host.setAttribute("aria-label", "Preview");
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `
  <link rel="stylesheet" href="/_preview/preview.css">
  <div class="strip" hidden>
    <p class="strip__state"><strong></strong> <span></span></p>
    <p class="strip__links">
      <button class="source" type="button"></button>
      <span class="strip__always">
        <button class="more" type="button" aria-expanded="false" aria-controls="overlay"></button>
        <a href="/_desk/">Desk</a> <a href="/_guide/">Guide</a>
      </span>
    </p>
  </div>
  <section class="overlay" id="overlay" aria-labelledby="title" hidden>
    <header><h2 id="title" tabindex="-1"></h2><button class="close" type="button">Close</button></header>
    <div class="list"></div>
    <p class="said" role="status"></p>
  </section>`;
const [strip, overlay, list] = [".strip", ".overlay", ".list"].map((one) => root.querySelector(one));
const more = root.querySelector(".more");
let closeOverlay = () => {};

function element(name, className, words) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

async function openInEditor(path, line) {
  const answer = await fetch("/_preview/open", { method: "POST", body: JSON.stringify({ path, line }) });
  root.querySelector(".said").textContent = answer.ok ? `Opened ${path}.` : `Open ${path} and go to line ${line}.`;
}

function shownFinding(found) {
  const item = element("li", `finding finding--${found.level}`, "");
  const place = element("button", "finding__where", `${found.path}:${found.line}`);
  place.type = "button";
  place.addEventListener("click", () => openInEditor(found.path, found.line));
  const head = element("p", "finding__head", "");
  const code = element("a", "finding__code", found.code);
  code.href = `/_guide/#${found.code}`;
  head.append(element("strong", "", found.level), " ", place, " ", code);
  item.append(head, element("p", "finding__problem", found.problem), element("p", "finding__remedy", found.remedy));
  return item;
}

function shownList(words, findings) {
  if (!findings.length) return [];
  const items = document.createElement("ul");
  items.append(...findings.map(shownFinding));
  return [element("h3", "", words), items];
}

function setOpen(isOpen) {
  overlay.hidden = !isOpen;
  more.setAttribute("aria-expanded", String(isOpen));
}

function close(all) {
  sessionStorage.setItem(SEEN, all);
  setOpen(false);
  more.focus();
}

function show(state) {
  strip.hidden = false;
  strip.dataset.state = state.state || "list";
  root.querySelector(".strip__state strong").textContent = state.state ? "" : "Preview";
  root.querySelector(".strip__state span").textContent = state.sentence;
  const source = root.querySelector(".source");
  source.textContent = state.source;
  source.hidden = !state.source;
  source.onclick = () => openInEditor(state.source, 1);

  const here = new Set(state.own.map((one) => JSON.stringify(one)));
  const elsewhere = state.findings.filter((one) => !here.has(JSON.stringify(one)));
  const count = state.own.length + elsewhere.length;
  more.hidden = !count;
  more.textContent = `${count} to mend`;
  root.querySelector("#title").textContent = `${count} to mend`;
  list.replaceChildren(...shownList("On this page", state.own), ...shownList("Elsewhere", elsewhere));

  // It opens by itself for what stops a publish, unless the same was closed before.
  const errors = [...state.own, ...elsewhere].filter((one) => one.level === "error");
  const all = JSON.stringify(errors);
  const isNews = errors.length > 0 && sessionStorage.getItem(SEEN) !== all;
  if (isNews && !document.querySelector("main .finding")) setOpen(true);
  else if (!count || (!errors.length && overlay.dataset.byItself)) setOpen(false);
  overlay.dataset.byItself = isNews ? "yes" : "";
  more.onclick = () => (overlay.hidden ? setOpen(true) : close(all));
  root.querySelector(".close").onclick = () => close(all);
  closeOverlay = () => close(all);
}

function takeSheet(address) {
  const links = document.querySelectorAll('link[rel="stylesheet"]');
  const old = [...links].find((one) => new URL(one.href).pathname === own.sheet);
  if (!old) return location.reload();
  const link = old.cloneNode();
  link.href = address;
  link.addEventListener("load", () => old.remove());
  old.after(link);
  own.sheet = address;
}

function take(state) {
  if (own.version !== state.version) {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    return location.reload();
  }
  if (own.sheet && own.sheet !== state.sheet) takeSheet(state.sheet);
  show(state);
}

let events;
let again;

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !overlay.hidden) closeOverlay();
});

// A browser opens six connections to one address, so only a page that is being looked at may hold one.
function listenWhileSeen() {
  clearTimeout(again);
  events?.close();
  if (document.hidden) return;
  events = new EventSource(`/_preview/events?path=${encodeURIComponent(location.pathname)}`);
  events.onmessage = ({ data }) => take(JSON.parse(data));
  // A browser asks again by itself where a stream was cut, but not where it was refused: by a preview that was
  // started anew, until this browser is let in once more.
  events.onerror = ({ target }) => {
    if (target.readyState === EventSource.CLOSED) again = setTimeout(listenWhileSeen, 3000);
  };
}

for (const one of document.querySelectorAll("button.open")) {
  one.addEventListener("click", () => openInEditor(one.dataset.path, Number(one.dataset.line)));
}
for (const one of document.querySelectorAll("button.copy")) {
  one.addEventListener("click", async () => {
    await navigator.clipboard.writeText(one.closest("figure, div, section").querySelector("pre").textContent);
    one.textContent = "Copied";
  });
}
document.body.append(host);
addEventListener("load", goBack);
document.addEventListener("visibilitychange", listenWhileSeen);
listenWhileSeen();
