import 'htmx.org';
import './app.css';

const live = document.getElementById('live');

// Copying, told to screen readers too.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = 'value' in source ? source.value : source.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    source.select?.();
    document.execCommand('copy');
  }
  button.classList.add('copied');
  if (live) live.textContent = live.dataset.copied;
});
