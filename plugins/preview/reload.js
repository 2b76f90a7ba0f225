// Loads the page again when the preview shows another build than the one this page is from.
// The preview adds it to what it serves; no file of the site holds it.
const { build } = document.currentScript.dataset;
let events;
let again;

// A browser opens six connections to one address, so only a page that is being looked at may hold one.
function listenWhileSeen() {
  clearTimeout(again);
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/_preview/events");
  events.onmessage = ({ data }) => {
    if (data !== build) location.reload();
  };
  // A browser asks again by itself where a stream was cut, but not where it was refused: by a preview that was
  // started anew, until this browser is let in once more.
  events.onerror = ({ target }) => {
    if (target.readyState === EventSource.CLOSED) again = setTimeout(listenWhileSeen, 3000);
  };
}

document.addEventListener("visibilitychange", listenWhileSeen);
listenWhileSeen();
