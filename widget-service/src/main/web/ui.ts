/*
 * The chat, loaded when a visitor first opens it. It is handed over to the loader through the script element that
 * brought it, so nothing is left on the page's window.
 */
import css from './ui.css';
import type { Chat, Shell } from './loader';
import type { Trouble } from './api';
import { History, type Message } from './history';
import { bare, element, icon } from './safe';
import { readAnswer } from './stream';
import { wordsFor, type Words } from './words';

const SEND = 'M3 20.500 21.500 12 3 3.500 3 10l12 2-12 2z';
const STOP = 'M7 7h10v10H7z';
const CLOSE = 'M18.300 7.100 16.900 5.700 12 10.600 7.100 5.700 5.700 7.100 10.600 12l-4.900 4.900 1.400 1.400 4.900-4.900 4.900 4.900 1.400-1.400L13.400 12z';
const FACE = 'M12 3c5 0 9 3.400 9 7.700s-4 7.700-9 7.700c-.9 0-1.800-.1-2.600-.3L5 21l.6-4C3.900 15.500 3 13.200 3 10.700 3 6.400 7 3 12 3z';
const LONGEST = 4000;

class Panel implements Chat {
  private readonly panel = element('section', 'panel');
  private readonly head = element('header');
  private readonly log = element('div', 'log');
  private readonly notice = element('div', 'notice');
  private readonly form = element('form');
  private readonly input = element('textarea');
  private readonly go = element('button', 'go');
  private readonly foot = element('footer');
  private readonly told = element('div', 'told');
  private readonly history: History;
  private readonly words: Words;
  private streaming: AbortController | null = null;

  constructor(private readonly shell: Shell) {
    this.history = new History(shell.key);
    this.words = wordsFor(shell.language);
    const sheet = new CSSStyleSheet(bare({}));
    sheet.replaceSync(css);
    shell.shadow.adoptedStyleSheets = shell.shadow.adoptedStyleSheets.concat(sheet);
    this.build();
    this.redraw();
    shell.root.prepend(this.panel);
  }

  show(): void {
    this.panel.hidden = false;
    this.bottom();
    this.input.focus();
  }

  hide(): void {
    this.panel.hidden = true;
  }

  destroy(): void {
    this.streaming?.abort();
  }

  /** Draws what depends on the customization, which may come after the chat. */
  redraw(): void {
    const { words } = this;
    const { look } = this.shell;
    const title = look.title || words.chat;
    const face = element('span', 'face');
    face.setAttribute('aria-hidden', 'true');
    face.append(icon(FACE));
    if (look.avatar) this.picture(face, look.avatar);
    const names = element('div', 'names');
    names.append(element('h2', '', title));
    const close = element('button', 'close');
    close.type = 'button';
    close.setAttribute('aria-label', words.close);
    close.append(icon(CLOSE));
    close.addEventListener('click', () => this.shell.closed());
    this.head.replaceChildren(face, names, close);
    this.panel.setAttribute('aria-label', title);
    this.input.placeholder = look.placeholder || words.placeholder;
    this.input.setAttribute('aria-label', look.placeholder || words.placeholder);
    this.footer();
    this.messages();
    this.quiet();
    if (this.shell.trouble) this.trouble(this.shell.trouble, null);
  }

  private build(): void {
    const { words } = this;
    this.panel.setAttribute('role', 'dialog');
    this.panel.hidden = true;
    this.log.setAttribute('role', 'log');
    this.log.setAttribute('aria-label', words.chat);
    // Streamed pieces would be read one by one; the finished answer is told once, below.
    this.log.setAttribute('aria-live', 'off');
    this.log.tabIndex = 0;
    this.notice.setAttribute('role', 'status');
    this.told.setAttribute('role', 'status');
    this.input.rows = 1;
    this.input.maxLength = LONGEST;
    this.input.setAttribute('enterkeyhint', 'send');
    this.go.type = 'submit';
    this.button();
    this.form.append(this.input, this.go);
    this.panel.append(this.head, this.log, this.notice, this.form, this.foot, this.told);
    this.listen();
  }

  private listen(): void {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.streaming) this.streaming.abort();
      else void this.send(this.input.value.trim());
    });
    this.input.addEventListener('input', () => this.grow());
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.streaming) void this.send(this.input.value.trim());
    });
    this.panel.addEventListener('keydown', (event) => {
      // The page's own shortcuts must not see what is typed here.
      event.stopPropagation();
      if (event.key === 'Escape') this.shell.closed();
    });
  }

  private picture(face: HTMLElement, address: string): void {
    const image = element('img');
    image.alt = '';
    image.referrerPolicy = 'no-referrer';
    image.decoding = 'async';
    image.addEventListener('error', () => image.remove());
    image.src = address;
    face.append(image);
  }

  private footer(): void {
    const { words } = this;
    const { look } = this.shell;
    this.foot.replaceChildren(words.privacy);
    if (!look.branding) return;
    const brand = element('span', 'brand', 'Hania');
    this.foot.append(' · ', brand);
  }

  private messages(): void {
    if (this.streaming) return;
    const { look } = this.shell;
    this.log.replaceChildren();
    const first = look.welcome || look.greeting;
    if (first) this.line({ by: 'bot', text: first });
    this.history.messages.forEach((message) => this.line(message));
    this.bottom();
  }

  private line(message: Message): HTMLParagraphElement {
    const line = element('div', 'line ' + message.by);
    const who = element('span', 'told', (message.by === 'bot' ? this.words.bot : this.words.you) + ': ');
    const said = element('p', '', message.text);
    line.append(who, said);
    this.log.append(line);
    return said;
  }

  private async send(message: string): Promise<void> {
    if (!message || this.streaming) return;
    this.input.value = '';
    this.grow();
    this.quiet();
    this.history.add({ by: 'visitor', text: message });
    this.line({ by: 'visitor', text: message });
    await this.answer(message);
  }

  private async answer(message: string): Promise<void> {
    const { words } = this;
    const { api } = this.shell;
    const control = new AbortController();
    this.streaming = control;
    this.button();
    const said = this.line({ by: 'bot', text: '' });
    said.append(dots());
    this.told.textContent = words.writing;
    this.bottom();
    let text = '';
    try {
      const outcome = await api.call('/chat/send-stream', this.body(message), control.signal);
      if (!outcome.response) return this.undo(said, outcome.trouble || { kind: 'failed' }, message);
      let failed = false;
      await readAnswer(outcome.response, (piece) => {
        failed = failed || piece.failed;
        if (piece.conversation) this.history.conversation = piece.conversation;
        if (!piece.delta || piece.failed) return;
        text += piece.delta;
        said.className = 'caret';
        said.textContent = text;
        this.bottom();
      });
      this.shell.trouble = null;
      if (failed || !text) return this.broken(said, text, message);
      this.finish(said, text, '');
    } catch {
      if (control.signal.aborted) this.finish(said, text, words.stopped);
      else this.broken(said, text, message);
    } finally {
      this.streaming = null;
      this.button();
    }
  }

  private body(message: string): object {
    const { who } = this.shell;
    const body = bare<Record<string, unknown>>({ message });
    if (this.history.conversation) body.conversation_id = this.history.conversation;
    if (who.id || who.name || who.email) body.visitor = bare({ id: who.id, name: who.name, email: who.email });
    return body;
  }

  private finish(said: HTMLElement, text: string, remark: string): void {
    said.className = '';
    if (text) {
      said.textContent = text;
      this.history.add({ by: 'bot', text });
    }
    if (remark) {
      if (text) said.after(element('small', '', remark));
      else said.textContent = remark;
    }
    this.told.textContent = text ? this.words.bot + ': ' + text : remark;
    this.bottom();
  }

  private broken(said: HTMLElement, text: string, message: string): void {
    if (text) said.className = '';
    else said.parentElement?.remove();
    this.told.textContent = '';
    this.trouble({ kind: 'failed' }, message);
  }

  private undo(said: HTMLElement, trouble: Trouble, message: string): void {
    said.parentElement?.remove();
    this.told.textContent = '';
    this.trouble(trouble, message);
  }

  private trouble(trouble: Trouble, message: string | null): void {
    const { words } = this;
    const said = trouble.kind === 'limited' ? words.limited(Math.ceil(trouble.seconds / 60)) : words[trouble.kind];
    this.notice.replaceChildren(said);
    if (message !== null && trouble.kind !== 'blocked' && trouble.kind !== 'unknown') {
      const retry = element('button', '', words.retry);
      retry.type = 'button';
      retry.addEventListener('click', () => {
        this.quiet();
        this.input.focus();
        void this.answer(message);
      });
      this.notice.append(retry);
    }
    const closed = trouble.kind === 'blocked' || trouble.kind === 'unknown';
    this.input.disabled = closed;
    this.go.setAttribute('aria-disabled', String(closed));
    this.bottom();
  }

  private quiet(): void {
    this.notice.replaceChildren();
    this.input.disabled = false;
    this.grow();
  }

  private button(): void {
    const { words } = this;
    const stop = this.streaming !== null;
    this.go.className = stop ? 'go stop' : 'go';
    this.go.setAttribute('aria-label', stop ? words.stop : words.send);
    this.go.replaceChildren(icon(stop ? STOP : SEND));
    this.grow();
  }

  private grow(): void {
    this.input.style.height = '36px';
    this.input.style.height = Math.min(120, Math.max(36, this.input.scrollHeight)) + 'px';
    this.go.setAttribute('aria-disabled', String(!this.streaming && (this.input.disabled || !this.input.value.trim())));
  }

  private bottom(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }
}

function dots(): HTMLElement {
  const three = element('span', 'dots');
  three.append(element('i'), element('i'), element('i'));
  return three;
}

const carrier = document.currentScript as (HTMLScriptElement & { mount?: (make: (shell: Shell) => Chat) => void }) | null;
carrier?.mount?.((shell) => new Panel(shell));
