// An announcement goes when it is over, even from a page that nobody has built anew since. Without it the bar says until when.

const MAX_WAIT_MS = 2 ** 31 - 1; // browsers wait no longer

function hideWhatIsOver() {
  const lines = [...document.querySelectorAll('[data-ends]')];
  const left = (line) => Date.parse(line.dataset.ends) - Date.now();
  for (const line of lines.filter((one) => left(one) <= 0)) line.remove();
  const bar = document.querySelector('.bar');
  if (bar && !bar.childElementCount) bar.remove();
  const next = Math.min(...lines.map(left).filter((ms) => ms > 0));
  if (Number.isFinite(next)) setTimeout(hideWhatIsOver, Math.min(next, MAX_WAIT_MS));
}

hideWhatIsOver();
