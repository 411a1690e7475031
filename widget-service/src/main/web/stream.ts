import { own, text } from './safe';

/** What the server said in one event of a stream. */
export interface Said {
  delta: string;
  conversation: string;
  done: boolean;
  failed: boolean;
}

const LONGEST = 20000;
const NAMES = ['delta', 'content', 'text', 'token', 'reply', 'answer', 'message', 'response'];

/** Reads an answer, streamed (server-sent events, WHATWG HTML 9.2) or whole (JSON), and tells each piece as it comes. */
export async function readAnswer(response: Response, tell: (said: Said) => void): Promise<void> {
  const type = response.headers.get('Content-Type') || '';
  if (type.indexOf('text/event-stream') !== 0 || !response.body) {
    tell(pieceOf('message', await response.text()));
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const part = await reader.read();
    rest += part.done ? '\n\n' : decoder.decode(part.value, { stream: true, __proto__: null } as TextDecodeOptions);
    rest = events(rest, tell);
    if (part.done) return;
  }
}

/** Tells each complete event and gives back what is left. */
export function events(buffer: string, tell: (said: Said) => void): string {
  const lines = buffer.split(/\r\n|\n|\r(?!$)/);
  const rest = lines.pop() as string;
  let name = 'message';
  let data: string[] = [];
  let told = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === '') {
      if (data.length) tell(pieceOf(name, data.join('\n')));
      name = 'message';
      data = [];
      told = i + 1;
    } else if (line.indexOf('event:') === 0) {
      name = line.slice(6).trim();
    } else if (line.indexOf('data:') === 0) {
      data.push(line.slice(line.charAt(5) === ' ' ? 6 : 5));
    }
  }
  return lines.slice(told).concat(rest).join('\n');
}

function pieceOf(name: string, data: string): Said {
  const said: Said = { delta: '', conversation: '', done: false, failed: name === 'error' };
  if (data === '[DONE]') {
    said.done = true;
    return said;
  }
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    said.delta = data;
    return said;
  }
  if (typeof value === 'string') {
    said.delta = value;
    return said;
  }
  const inner = own(value, 'data');
  const body = inner !== null && typeof inner === 'object' ? inner : value;
  said.conversation = text(body, 'conversation_id', 100);
  const type = text(body, 'type', 40) || name;
  said.done = own(body, 'done') === true || type === 'done' || type === 'end';
  said.failed = said.failed || type === 'error';
  if (!said.done) said.delta = firstText(body);
  return said;
}

function firstText(body: unknown): string {
  for (let i = 0; i < NAMES.length; i++) {
    const value = own(body, NAMES[i]);
    if (typeof value === 'string') return value.slice(0, LONGEST);
    const nested = text(value, 'content', LONGEST);
    if (nested) return nested;
  }
  return '';
}
