import 'htmx.org';
import './app.css';
import './widgets.js';

const live = document.getElementById('live');

// Copying, told to screen readers too.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    window.getSelection().selectAllChildren(source);
    source.select?.();
    document.execCommand('copy');
  }
  button.classList.add('copied');
  live.textContent = live.dataset.copied;
});

// A form goes once, however often its button is pressed, and its button says that it is on its way.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.getAttribute('method') !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('[data-sent]').forEach((form) => { delete form.dataset.sent; });
  document.querySelectorAll('button[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
});

// How many keys a filter leaves, told to screen readers; the list itself would be too long.
document.addEventListener('htmx:afterSwap', (event) => {
  live.classList.remove('shown');
  live.textContent = event.target.querySelector('[data-said]')?.dataset.said ?? '';
});

// A list that did not come is told of too, to everybody.
for (const failure of ['htmx:sendError', 'htmx:responseError']) {
  document.addEventListener(failure, () => {
    live.classList.add('shown');
    live.textContent = live.dataset.failed;
  });
}

// The one page that shows a secret asks before it is left, unless its secret is said to be stored.
const guarded = document.querySelector('[data-guard]');
if (guarded) {
  const secret = document.getElementById('secret');
  const guard = (event) => event.preventDefault();
  window.addEventListener('beforeunload', guard);
  const stored = guarded.querySelector('[data-stored]');
  stored.addEventListener('click', () => window.removeEventListener('beforeunload', guard));
  // Back and reload lead to what was made, not to the form that would be sent again.
  history.replaceState(null, '', stored.getAttribute('href'));
  // Some browsers keep a page that was left, whatever its headers say.
  window.addEventListener('pagehide', () => { secret.value = ''; });
  secret.addEventListener('focus', () => secret.select());
}

// On small screens the menu begins closed; without scripts it stays open.
const menu = document.querySelector('.menu');
if (menu) {
  const small = window.matchMedia('(max-width: 56rem)');
  const fold = () => { menu.open = !small.matches; };
  small.addEventListener('change', fold);
  fold();
}

// What looks like a button is pressed like one, with the space bar too.
document.addEventListener('keydown', (event) => {
  if (event.key !== ' ' || !event.target.matches('a[role=button]')) return;
  event.preventDefault();
  event.target.click();
});

// A form that comes back is gone on with where its first fault is.
document.querySelector('main [aria-invalid]')?.focus();

// The picker of abilities: search, and the key in words.
const search = document.querySelector('[data-filter]');
if (search) {
  const rows = document.querySelectorAll(`#${search.dataset.filter} tbody tr`);
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
  });
  search.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
}
const summary = document.querySelector('.summary');
if (summary) {
  const form = summary.closest('form');
  const words = summary.dataset;
  const chosen = (name) => form.querySelector(`[name=${name}]:checked`)?.value;
  const language = document.documentElement.lang === 'de' ? 'de-DE' : 'en-GB';
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const abilities = () => {
    const picked = [...form.querySelectorAll('[name=ability]:checked')].map((box) => box.value);
    if (chosen('access') === 'all') return words.all;
    if (chosen('access') !== 'custom') return words.readOnly;
    return picked.length ? words.custom.replace('%s', picked.join(', ')) : words.nothing;
  };
  const end = () => {
    const expiry = chosen('expiry');
    if (expiry === 'never' || expiry === 'keep') return words[expiry];
    const day = 24 * 60 * 60 * 1000;
    const ends = expiry === 'date' ? form.elements.expires_on.valueAsNumber + day - 1 : Date.now() + expiry * day;
    return Number.isNaN(ends) ? '' : words.end.replace('%s', moment.format(ends));
  };
  const limit = () => {
    const calls = Number(form.elements.rate_limit.value);
    return calls > 0 ? words.limit.replace('%s', calls.toLocaleString(language)) : words.unlimited;
  };
  const say = () => { summary.textContent = `${abilities()} ${end()} ${limit()}`; };
  form.addEventListener('input', say);
  say();
}

// A link for somebody else needs the whole address.
document.querySelectorAll('[data-absolute]').forEach((input) => { input.value = new URL(input.value, location.href).href; });
