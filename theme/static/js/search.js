// The search: results while somebody types. Its program and index are fetched for the first word, not before.

const form = document.querySelector('.search__form');
const status = document.querySelector('.search__status');
const list = document.querySelector('.results');
const field = form.elements.q;
const A_PAGE = 10;
const WAIT_MS = 250;
const more = Object.assign(document.createElement('button'), { className: 'button results__more', textContent: list.dataset.more });
let program; // on its way, or here
let found = []; // every result of the last answer; each fetches its own words
let turn = 0; // so that an answer to older words is not shown
let waiting;

const load = () => program ??= import(form.dataset.program).then(async (loaded) => {
  // The page's own policy lets it run here; a worker would need one of its own.
  await loaded.options({ baseUrl: form.dataset.root, excerptLength: 26, noWorker: true, ranking: { metaWeights: { kind: 0 } } });
  return loaded;
});

function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

const say = (kind, words = '') => {
  const count = found.length.toLocaleString(document.documentElement.lang);
  status.textContent = (status.dataset[kind] ?? '').replace('%n', count).replace('%s', () => words);
};

/** Whether somebody's words are in a page, and not only in the name of its kind. */
const isAbout = ({ words, matchedMetaFields }) => words.length || matchedMetaFields?.some((name) => name !== 'kind');

const bare = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A text, in pieces, with a mark around every word that begins like one that was found. */
function marked(text, hits) {
  const isHit = (word) => hits.some((hit) => hit && bare(word).startsWith(hit));
  return text.split(/(\s+)/).map((word) => (isHit(word) ? make('mark', '', word) : word));
}

/** What Pagefind marked itself. It writes < and > of a text as HTML does, and nothing else. */
function excerpts({ content, excerpt, plain_excerpt: plain }) {
  const html = `${content.startsWith(plain) ? '' : '… '}${excerpt}${content.endsWith(plain) ? '' : ' …'}`;
  const texts = html.split(/<\/?mark>/).map((text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
  return texts.map((text, at) => (at % 2 ? make('mark', '', text) : text));
}

function result(data, words) {
  const { url, content, locations, meta: { kind, title, note } } = data;
  const all = content.split(/\s+/);
  const hits = [...words.split(/\s+/), ...locations.map((at) => all[at] ?? '')].map(bare);
  const link = make('a', 'result__link', ...marked(title, hits));
  link.href = url;
  const name = `result--${Object.keys(list.dataset).find((key) => list.dataset[key] === kind) ?? 'page'}`;
  const item = make('li', `result ${name}`, make('p', 'result__kind', kind), make('h2', 'result__title', link));
  if (note) item.append(make('p', 'result__note', ...marked(note, hits)));
  if (content.length > title.length + note.length + 4) item.append(make('p', 'result__words', ...excerpts(data)));
  return item;
}

/** The next results, after those that are shown. */
async function show(words, shown) {
  const mine = turn;
  const next = await Promise.all(found.slice(shown, shown + A_PAGE).map((one) => one.data()));
  if (mine !== turn) return;
  if (!shown) list.replaceChildren();
  list.append(...next.map((one) => result(one, words)));
  list.hidden = !found.length;
  if (list.children.length < found.length) list.after(more);
  else more.remove();
}

async function search() {
  clearTimeout(waiting);
  const mine = ++turn;
  const words = field.value.trim();
  history.replaceState(history.state, '', words ? `?q=${encodeURIComponent(words)}` : location.pathname);
  try {
    const answer = words ? await (await load()).search(words) : { results: [] };
    if (mine !== turn) return;
    found = answer.results.filter(isAbout);
    await show(words, 0);
    if (mine === turn) say(words && (['none', 'one'][found.length] ?? 'many'), words);
  } catch {
    await program?.then((loaded) => loaded.destroy()).catch(() => {}); // what it missed it would not ask for again
    program = undefined;
    say('lost');
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, WAIT_MS);
});
more.addEventListener('click', async () => {
  const shown = list.children.length;
  await show(field.value.trim(), shown);
  list.children[shown]?.querySelector('a').focus();
});

form.hidden = false;
field.value = new URLSearchParams(location.search).get('q') ?? '';
if (field.value.trim()) search();
