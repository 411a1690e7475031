import { attempt, own, text } from './safe';

/** One message as shown. */
export interface Message {
  by: 'visitor' | 'bot';
  text: string;
}

const MOST = 60;

/** What this visitor and the bot have said to one another, kept in the visitor's own browser for 30 days. */
export class History {
  messages: Message[] = [];
  conversation = '';
  private readonly name: string;

  constructor(key: string) {
    this.name = 'hania-chat-' + key.slice(-12);
    const kept = attempt(() => JSON.parse(localStorage.getItem(this.name) || 'null') as unknown, null);
    const at = own(kept, 'at');
    if (typeof at === 'number' && Date.now() - at < 30 * 86400000) this.read(kept);
  }

  add(message: Message): void {
    this.messages.push(message);
    this.messages = this.messages.slice(-MOST);
    this.save();
  }

  save(): void {
    const kept = JSON.stringify({ at: Date.now(), conversation: this.conversation, messages: this.messages });
    attempt(() => localStorage.setItem(this.name, kept), undefined);
  }

  forget(): void {
    this.messages = [];
    this.conversation = '';
    attempt(() => localStorage.removeItem(this.name), undefined);
  }

  private read(kept: unknown): void {
    this.conversation = text(kept, 'conversation', 100);
    const list = own(kept, 'messages');
    if (!Array.isArray(list)) return;
    for (let i = 0; i < list.length && i < MOST; i++) {
      const by = text(list[i], 'by', 10) === 'visitor' ? 'visitor' : 'bot';
      this.messages.push({ by, text: text(list[i], 'text', 20000) });
    }
  }
}
