/*
 * The look of a widget before it is saved, in a frame of the dashboard. The draft comes in the address's fragment, which
 * no server sees; the page itself has no key, asks nothing of anybody, and shows nothing unless it is framed.
 */
import loaderCss from './loader.css';
import type { Chat, Shell } from './loader';
import { attempt, bare, element, own } from './safe';
import { readLook } from './look';
import type { Api, Outcome } from './api';

declare const UI_PATH: string;
const ANSWER = ['This is a preview: ', 'on your site, ', 'your bot answers here.'];

class Preview {
  private chat: Chat | null = null;
  private readonly shell: Shell;

  constructor() {
    const host = document.createElement('hania-widget');
    const shadow = host.attachShadow(bare({ mode: 'open' as const }));
    const sheet = new CSSStyleSheet(bare({}));
    sheet.replaceSync(loaderCss);
    shadow.adoptedStyleSheets = [sheet];
    const root = element('div', 'root opened');
    shadow.append(root);
    document.documentElement.append(host);
    const api = { call: () => Promise.resolve(said()) } as unknown as Api;
    this.shell = {
      root, shadow, api, key: 'preview', look: readLook(draft()), language: language(), trouble: null,
      who: { id: '', name: '', email: '' }, closed: () => undefined
    };
    this.paint();
    this.load();
    addEventListener('hashchange', () => this.paint());
  }

  private paint(): void {
    const { shell } = this;
    shell.look = readLook(draft());
    shell.root.className = 'root opened' + (shell.look.left ? ' left' : '');
    shell.root.style.setProperty('--brand', shell.look.color);
    shell.root.style.setProperty('--ink', shell.look.ink);
    attempt(() => localStorage.clear(), undefined);
    this.chat?.redraw();
  }

  private load(): void {
    const ui = document.createElement('script') as HTMLScriptElement & { mount?: (make: (shell: Shell) => Chat) => void };
    ui.src = UI_PATH;
    ui.mount = (make) => {
      this.chat = make(this.shell);
      this.chat.show();
    };
    document.head.append(ui);
  }
}

function draft(): unknown {
  return attempt(() => JSON.parse(decodeURIComponent(location.hash.slice(1))) as unknown, null);
}

function language(): string {
  const asked = own(draft(), 'language');
  return typeof asked === 'string' ? asked : 'en';
}

function said(): Outcome {
  const encoder = new TextEncoder();
  const events = ANSWER.map((delta) => 'data: ' + JSON.stringify({ delta }) + '\n\n');
  const body = new ReadableStream<Uint8Array>(bare<UnderlyingDefaultSource<Uint8Array>>({
    async start(controller) {
      for (const event of events) {
        await new Promise((resume) => setTimeout(resume, 250));
        controller.enqueue(encoder.encode(event));
      }
      controller.close();
    }
  }));
  return { response: new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }), trouble: null };
}

if (window.top !== window) new Preview();
