// The viewer: a wall's pictures large, one after the other. Without it every tile leads to the same on a page of its own.

const dialog = document.querySelector('.viewer');
const piece = (name) => dialog.querySelector(`.viewer__${name}`);
const [before, after, close, status] = ['before', 'after', 'close', 'status'].map(piece);
const picture = dialog.querySelector('.sign__picture');
const heading = dialog.querySelector('.sign__words');
let shown = null; // the link of the tile on show
let left = null; // the one shown last, while the browser goes back to where it was

const spotOf = (link) => `#${link.pathname.split('/').at(-2)}`;
const tilesOf = (place) => [...place.querySelectorAll('.tile__link')];
const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** The tile that the page's address names. A page's own spots come first. */
function tileInAddress() {
  const spot = document.getElementById(location.hash.slice(1));
  if (spot && !spot.matches('.tile__link')) return undefined;
  return tilesOf(document).find((link) => spotOf(link) === location.hash);
}

/** A tile's picture, to be loaded as large as the viewer shows it. */
function large(link) {
  const copy = link.querySelector('picture').cloneNode(true);
  const image = copy.querySelector('img');
  const ratio = image.getAttribute('width') / image.getAttribute('height');
  for (const source of copy.children) {
    source.sizes = `(min-width: 60rem) min(54vw, ${80 * ratio}vh), min(92vw, ${58 * ratio}vh)`;
  }
  image.loading = 'eager';
  image.alt = ''; // the words beside it say all that the description says
  return copy;
}

/** Leads a link to a tile on this page, to an address, or nowhere. */
function lead(step, link, address) {
  const target = link ? spotOf(link) : address;
  if (target) step.href = target;
  else if (step.matches(':focus')) close.focus();
  if (!target) step.removeAttribute('href');
}

function fill(link) {
  const list = link.closest('.tiles');
  const tiles = tilesOf(list);
  const at = tiles.indexOf(link);
  const told = (name) => link.querySelector(`.tile__${name}`)?.textContent ?? '';
  shown = link;
  picture.className = ['sign__picture', ...[...link.closest('.tile').classList].slice(1)].join(' ');
  picture.replaceChildren(large(link));
  heading.textContent = told('words') || link.querySelector('img').alt;
  heading.classList.toggle('sign__words--long', heading.textContent.length > 60);
  piece('name').textContent = told('words') && told('name');
  piece('workplace').textContent = told('words') && told('workplace');
  piece('number').textContent = at + 1;
  piece('count').textContent = tiles.length;
  piece('join').href = list.querySelector('.tile__join').href;
  status.textContent = '';
  lead(before, tiles[at - 1], list.dataset.before);
  lead(after, tiles[at + 1], list.dataset.after);
}

/** Makes a change in which one picture grows into another, where browser and reader like that. */
function grow(from, change, to) {
  if (!document.startViewTransition || matchMedia('(prefers-reduced-motion: reduce)').matches) return change();
  const call = (place, name) => { place.querySelector('img').style.viewTransitionName = name; };
  call(from, 'growing');
  return document.startViewTransition(() => {
    call(from, '');
    change();
    call(to, 'growing');
  }).finished.finally(() => call(to, ''));
}

function show(link) {
  fill(link);
  if (dialog.open) return;
  dialog.showModal(); // puts the focus on a button, and that in sight
  dialog.focus(); // so that the dialog's name is read out and no button is pressed by accident
  dialog.scrollTop = 0;
}

const shut = () => grow(picture, () => dialog.close(), shown);

/** From the address to the dialog: when the page begins, and when the reader goes back or forward. */
function follow() {
  const link = tileInAddress();
  if (link) show(link);
  else dialog.close();
  if (left) landAgain(left);
  left = null;
}

/** Puts the reader at a tile. */
function land(link) {
  link.focus();
  link.scrollIntoView({ block: 'nearest' });
}

/** Once more, when the browser is done with going back, which scrolls and takes the focus away. */
const landAgain = (link) => requestAnimationFrame(() => land(link));

document.addEventListener('click', (event) => {
  const link = event.target.closest('.tile__link');
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  history.pushState({ viewer: true }, '', spotOf(link)); // so that Back closes it
  grow(link, () => show(link), picture);
});

for (const step of [before, after]) {
  step.addEventListener('click', (event) => {
    const link = tilesOf(shown.closest('.tiles')).find((other) => step.getAttribute('href') === spotOf(other));
    if (!link || !isPlain(event)) return; // on the wall's next page, or in a new tab
    event.preventDefault();
    history.replaceState(history.state, '', step.href);
    fill(link);
  });
}

const go = (step) => step.href && step.click();

document.addEventListener('keydown', (event) => {
  if (!dialog.open || !isPlain(event)) return;
  if (event.key === 'ArrowLeft') go(before);
  if (event.key === 'ArrowRight') go(after);
});

let finger; // where one came down alone
const across = ({ clientX, clientY }) => {
  const [x, y] = [clientX - finger.clientX, clientY - finger.clientY];
  return Math.abs(x) > 2 * Math.abs(y) ? x : 0;
};
dialog.addEventListener('touchstart', ({ touches }) => {
  finger = touches.length === 1 && visualViewport.scale === 1 && touches[0];
}, { passive: true });
// Sideways belongs to the viewer, or the browser would leaf through its history too: but not in a page that is zoomed.
visualViewport.addEventListener('resize', () => { dialog.style.touchAction = visualViewport.scale === 1 ? '' : 'auto'; });
dialog.addEventListener('touchend', ({ changedTouches: [end] }) => {
  const way = finger ? across(end) : 0;
  if (Math.abs(way) > 48) go(way > 0 ? before : after);
});

close.addEventListener('click', shut);
dialog.addEventListener('cancel', (event) => {
  event.preventDefault();
  shut();
});
dialog.addEventListener('close', () => {
  const link = shown;
  shown = null;
  land(link);
  if (location.hash !== spotOf(link)) {
    landAgain(link);
  } else if (history.state?.viewer) {
    left = link;
    history.back();
  } else {
    history.replaceState(null, '', location.pathname + location.search);
  }
});

piece('copy').addEventListener('click', async () => {
  const address = shown.href;
  status.textContent = '';
  await navigator.clipboard?.writeText(address).then(() => { status.textContent = status.dataset.done; }, () => {});
  status.textContent ||= address; // where nothing may be copied: to be taken by hand
});

addEventListener('popstate', follow);
if (tileInAddress()) follow();
// The browser goes to the spot in the address, too, and takes the focus with it.
addEventListener('load', () => requestAnimationFrame(() => { if (dialog.open && !dialog.contains(document.activeElement)) dialog.focus(); }));
