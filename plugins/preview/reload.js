// Loads the page again when the preview shows another build than the one this page is from.
// The preview adds it to what it serves; no file of the site holds it.
const { build } = document.currentScript.dataset;
let events;

// A browser opens six connections to one address, so only a page that is being looked at may hold one.
function listenWhileSeen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/_preview/events");
  events.onmessage = ({ data }) => {
    if (data !== build) location.reload();
  };
}

document.addEventListener("visibilitychange", listenWhileSeen);
listenWhileSeen();
