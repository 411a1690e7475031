/*
 * The embed script, `/widget.js`: draws the launcher, asks for the customization, and loads the chat itself only when it
 * is first opened. Embedded with
 *   <script async src="https://HOST/widget.js" data-key="hania_…"></script>
 * and steered by `window.hania.push(['open'])`, before or after it has loaded: open, close, identify, destroy.
 */
import css from './loader.css';
import { Api, type Trouble } from './api';
import { readLook, type Look } from './look';
import { attempt, bare, element, has, icon, own, text } from './safe';
import { labelsFor } from './labels';

declare const UI_PATH: string;
declare const UI_INTEGRITY: string;

/** What the loader and the chat share. */
export interface Shell {
  root: HTMLElement;
  shadow: ShadowRoot;
  api: Api;
  key: string;
  look: Look;
  language: string;
  trouble: Trouble | null;
  who: { id: string; name: string; email: string };
  closed: () => void;
}

/** The chat, once it is loaded. */
export interface Chat {
  show: () => void;
  hide: () => void;
  redraw: () => void;
  destroy: () => void;
}

type Command = [string, unknown?];
const CHAT = 'M12 3c5 0 9 3.4 9 7.7s-4 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L5 21l.6-4C3.9 15.500 3 13.200 3 10.700 3 6.400 7 3 12 3z';
const CROSS = 'M12 15.200 5.700 8.900l1.400-1.400 4.900 4.900 4.900-4.900 1.400 1.400z';

function start(script: HTMLScriptElement): void {
  const key = script.getAttribute('data-key') || '';
  const host = attempt(() => new URL(script.src).origin, '');
  const before = own(window, 'hania');
  if (!/^[a-z][a-z0-9]{1,19}_[0-9a-f]{40}$/.test(key)) {
    console.warn('Hania widget: data-key must hold a widget key, such as hania_ and 40 hex digits.');
    return;
  }
  if (has(before, 'key')) {
    if (own(before, 'key') === key) return;
    (own(before, 'destroy') as () => void)();
  }
  const widget = new Widget(script, host, key);
  const queue = Array.isArray(before) ? (before as Command[]) : [];
  const api = bare({
    key,
    open: () => widget.open(),
    close: () => widget.close(),
    identify: (who: unknown) => widget.identify(who),
    destroy: () => widget.destroy(),
    push: (...commands: Command[]) => commands.forEach((command) => widget.run(command))
  });
  (window as unknown as { hania: unknown }).hania = api;
  for (let i = 0; i < queue.length; i++) widget.run(queue[i]);
}

class Widget {
  private readonly host: HTMLElement;
  private readonly launcher: HTMLButtonElement;
  private readonly shell: Shell;
  private readonly labels: string[];
  private chat: Chat | null = null;
  private wanted = false;
  private loading = false;
  private gone = false;
  private greeting: HTMLElement | null = null;

  constructor(
    private readonly script: HTMLScriptElement,
    private readonly origin: string,
    key: string
  ) {
    const language = script.getAttribute('data-lang') || document.documentElement.lang || navigator.language || '';
    this.labels = labelsFor(language);
    this.host = document.createElement('hania-widget');
    const shadow = this.host.attachShadow(bare({ mode: 'open' as const }));
    const sheet = new CSSStyleSheet(bare({}));
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    const root = element('div', 'root');
    root.dir = direction(script);
    this.launcher = element('button', 'launcher');
    this.launcher.type = 'button';
    this.launcher.setAttribute('aria-expanded', 'false');
    this.launcher.addEventListener('click', () => (this.wanted ? this.close() : this.open()));
    root.append(this.launcher);
    shadow.append(root);
    const who = { id: '', name: '', email: '' };
    const closed = (): void => this.close();
    this.shell = { root, shadow, api: new Api(origin, key), key, look: readLook(null), language, trouble: null, who, closed };
    this.face();
    this.host.hidden = true;
    this.place();
    whenIdle(() => void this.configure());
  }

  /** A command of the queue: its name and what belongs to it. */
  run(command: unknown): void {
    const list = Array.isArray(command) ? (command as unknown[]) : [command];
    switch (list[0]) {
      case 'open':
        return this.open();
      case 'close':
        return this.close();
      case 'identify':
        return this.identify(list[1]);
      case 'destroy':
        return this.destroy();
      default:
        console.warn('Hania widget: unknown command; there are open, close, identify and destroy.');
    }
  }

  open(): void {
    if (this.gone || this.wanted) return;
    this.wanted = true;
    this.host.hidden = false;
    this.dismiss();
    this.face();
    // What was wrong when the page was loaded may be over.
    if (this.shell.trouble) void this.configure();
    if (this.chat) this.chat.show();
    else this.load();
  }

  close(): void {
    if (!this.wanted) return;
    this.wanted = false;
    if (this.chat) this.chat.hide();
    this.face();
    this.launcher.focus();
  }

  identify(who: unknown): void {
    this.shell.who.id = text(who, 'id', 100);
    this.shell.who.name = text(who, 'name', 100);
    this.shell.who.email = text(who, 'email', 254);
  }

  /** Takes everything away, so that a single-page site can leave no trace of the widget. */
  destroy(): void {
    if (this.gone) return;
    this.gone = true;
    if (this.chat) this.chat.destroy();
    this.host.remove();
    const api = own(window, 'hania');
    if (own(api, 'key') === this.shell.key) delete (window as unknown as { hania?: unknown }).hania;
  }

  /** Outside of body, where single-page sites and Turbo don't clean up. */
  private place(): void {
    if (!this.gone && !this.host.isConnected) document.documentElement.append(this.host);
  }

  private async configure(): Promise<void> {
    if (this.gone) return;
    let outcome = await this.shell.api.call('/config');
    if (!outcome.response) {
      // A server that was busy for a moment must not look like a refusal.
      await new Promise((resume) => setTimeout(resume, 1500));
      if (this.gone) return;
      outcome = await this.shell.api.call('/config');
    }
    if (outcome.response) {
      const body = await outcome.response.json().catch(() => null);
      this.shell.look = readLook(own(body, 'data'));
      this.shell.trouble = null;
    } else if (outcome.trouble) {
      this.shell.trouble = outcome.trouble;
      this.explain(outcome.trouble);
    }
    if (this.gone) return;
    this.host.hidden = false;
    this.face();
    if (this.chat) this.chat.redraw();
    else if (!this.wanted && !this.shell.trouble) this.greet();
  }

  /** To the site's developer; the visitor reads it in the panel. */
  private explain(trouble: Trouble): void {
    if (trouble.kind === 'blocked') {
      console.warn(
        'Hania widget: this key does not allow ' + location.origin + '. Add the host to the key’s allowed domains;' +
          ' pages must be served over https (localhost aside).'
      );
    } else if (trouble.kind === 'unknown') {
      console.warn('Hania widget: data-key is not a key in use. Take the snippet from the dashboard again.');
    }
  }

  private face(): void {
    const { root, look, trouble } = this.shell;
    root.className = 'root' + (look.left ? ' left' : '') + (trouble ? ' trouble' : '') + (this.wanted ? ' opened' : '');
    root.style.setProperty('--brand', look.color);
    root.style.setProperty('--ink', look.ink);
    this.launcher.setAttribute('aria-label', this.labels[this.wanted ? 1 : 0]);
    this.launcher.setAttribute('aria-expanded', String(this.wanted));
    this.launcher.setAttribute('aria-busy', String(this.loading));
    this.launcher.replaceChildren(icon(this.wanted ? CROSS : CHAT));
  }

  private greet(): void {
    const { look, root } = this.shell;
    const seen = attempt(() => sessionStorage.getItem('hania-greeted') === '1', false);
    if (!look.greeting || seen) return;
    const say = element('button', 'say', look.greeting);
    const no = element('button', 'no', '×');
    no.setAttribute('aria-label', this.labels[2]);
    this.greeting = element('div', 'greeting');
    this.greeting.append(say, no);
    say.addEventListener('click', () => this.open());
    no.addEventListener('click', () => {
      this.dismiss();
      this.launcher.focus();
    });
    root.prepend(this.greeting);
  }

  private dismiss(): void {
    if (this.greeting) attempt(() => sessionStorage.setItem('hania-greeted', '1'), undefined);
    this.greeting?.remove();
    this.greeting = null;
  }

  /** Loads the chat, with the digest that this loader was built with: what the server sends is that or is not run. */
  private load(): void {
    if (this.loading) return;
    this.loading = true;
    this.face();
    const ui = document.createElement('script') as HTMLScriptElement & { mount?: (make: (shell: Shell) => Chat) => void };
    ui.src = this.origin + UI_PATH;
    ui.integrity = UI_INTEGRITY;
    ui.crossOrigin = 'anonymous';
    ui.async = true;
    if (this.script.nonce) ui.nonce = this.script.nonce;
    ui.mount = (make) => {
      if (this.gone) return;
      this.chat = make(this.shell);
      if (this.wanted) this.chat.show();
    };
    const done = (): void => {
      this.loading = false;
      ui.remove();
      if (!this.chat && !this.gone) {
        if (this.renew()) return;
        this.wanted = false;
        console.warn('Hania widget: the chat could not be loaded from ' + this.origin + '. Check the network, and script-src of the page’s Content-Security-Policy.');
      }
      if (!this.gone) this.face();
    };
    ui.addEventListener('load', done);
    ui.addEventListener('error', done);
    document.head.append(ui);
  }

  /** A loader from the cache may name a chat that an upgrade has taken away: then a fresh loader takes over, once. */
  private renew(): boolean {
    if (this.script.hasAttribute('data-again')) return false;
    const fresh = document.createElement('script');
    for (const name of ['data-key', 'data-lang', 'data-dir']) {
      const value = this.script.getAttribute(name);
      if (value) fresh.setAttribute(name, value);
    }
    fresh.setAttribute('data-again', '');
    if (this.script.nonce) fresh.nonce = this.script.nonce;
    fresh.src = this.origin + '/widget.js?again';
    this.destroy();
    (window as unknown as { hania: unknown }).hania = [['open']];
    document.head.append(fresh);
    return true;
  }
}

function direction(script: HTMLScriptElement): 'rtl' | 'ltr' {
  const asked = script.getAttribute('data-dir');
  if (asked === 'rtl' || asked === 'ltr') return asked;
  return getComputedStyle(document.documentElement).direction === 'rtl' ? 'rtl' : 'ltr';
}

function whenIdle(action: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(action, bare({ timeout: 2000 }));
  else setTimeout(action, 200);
}

const self =
  (document.currentScript as HTMLScriptElement | null) ||
  document.querySelector<HTMLScriptElement>('script[data-key][src*="/widget"]');
if (self) start(self);
