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
    await navigator.clipboard.writeText(source.value);
  } catch {
    source.select();
    document.execCommand('copy');
  }
  button.classList.add('copied');
  if (live) live.textContent = live.dataset.copied;
});

// The one page that shows a secret asks before it is left, unless its secret is said to be stored.
const guarded = document.querySelector('[data-guard]');
if (guarded) {
  const guard = (event) => event.preventDefault();
  window.addEventListener('beforeunload', guard);
  guarded.querySelector('[data-stored]').addEventListener('click', () => {
    window.removeEventListener('beforeunload', guard);
    document.getElementById('secret').value = '';
  });
  document.getElementById('secret').addEventListener('focus', (event) => event.target.select());
}

// On small screens the menu begins closed; without scripts it stays open.
const menu = document.querySelector('.menu');
if (menu && window.matchMedia('(max-width: 56rem)').matches) menu.open = false;

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
const summary = document.querySelector('[data-summary]');
if (summary) {
  const form = summary.closest('form');
  const text = (input) => input?.closest('label').querySelector('b, span').textContent.trim();
  const say = () => {
    const access = form.querySelector('[name=access]:checked');
    const picked = [...form.querySelectorAll('[name=ability]:checked')].map((box) => box.value);
    const what = access.value === 'custom' ? picked.join(', ') || '—' : text(access);
    const expiry = form.querySelector('[name=expiry]:checked');
    const end = expiry.value === 'date' ? form.elements.expires_on.value || '—' : text(expiry);
    const limit = form.elements.rate_limit.value.trim() || '∞';
    summary.textContent = `${summary.dataset.summary} ${what} · ${summary.dataset.expiry} ${end} · ${summary.dataset.limit} ${limit}`;
  };
  form.addEventListener('input', say);
  say();
}

// A link for somebody else needs the whole address.
document.querySelectorAll('[data-absolute]').forEach((input) => { input.value = new URL(input.value, location.href).href; });
