// The look's preview: the draft travels in the address's fragment, which no server sees.
const form = document.getElementById('look');
const frame = document.getElementById('preview');
if (form && frame) {
  const base = frame.src.split('#')[0];
  let waiting = 0;
  const show = () => {
    const draft = { language: form.dataset.language, show_branding: false };
    for (const [name, value] of new FormData(form)) if (name !== 'form-token') draft[name] = value;
    draft.show_branding = form.elements.show_branding.checked;
    frame.src = base + '#' + encodeURIComponent(JSON.stringify(draft));
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
}

// Does a pasted source carry the snippet? It is parsed here, never run, and goes nowhere.
const carry = document.getElementById('carry');
carry?.addEventListener('input', () => {
  const parse = (source) => new DOMParser().parseFromString(source, 'text/html').querySelectorAll('script[data-key]');
  const wanted = parse(carry.dataset.snippet)[0];
  const same = (script, name) => script.getAttribute(name) === wanted.getAttribute(name);
  const found = [...parse(carry.value)];
  const good = found.some((script) => same(script, 'src') && same(script, 'data-key'));
  const verdict = good ? 'good' : found.length ? 'other' : 'missing';
  document.getElementById('carry-verdict').textContent = carry.value.trim() ? carry.dataset[verdict] : '';
});
