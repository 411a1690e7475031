import { attempt, bare } from './safe';

/** Why something couldn't be had, as far as the visitor can be told. */
export type Trouble =
  | { kind: 'offline' | 'blocked' | 'refused' | 'unknown' | 'busy' | 'failed' }
  | { kind: 'limited'; seconds: number };

/** What came of a call: the server's answer, or the trouble. */
export interface Outcome {
  response: Response | null;
  trouble: Trouble | null;
}

/** The header in which the server gives, and takes back, the token of this visitor. */
const VISITOR = 'X-Hania-Visitor';

/** The calls of one widget key. */
export class Api {
  private readonly base: string;
  private visitor = '';

  constructor(
    private readonly host: string,
    key: string
  ) {
    this.base = host + '/widget/v1/' + encodeURIComponent(key);
    this.visitor = attempt(() => sessionStorage.getItem('hania-visitor') || '', '');
  }

  /** GET, or POST if there is a body. Never with cookies. */
  async call(path: string, body?: object, signal?: AbortSignal): Promise<Outcome> {
    const headers = bare<Record<string, string>>({ Accept: body ? 'text/event-stream, application/json' : 'application/json' });
    if (body) headers['Content-Type'] = 'application/json';
    if (this.visitor) headers[VISITOR] = this.visitor;
    const options: RequestInit = bare({
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : undefined,
      signal,
      mode: 'cors' as const,
      credentials: 'omit' as const,
      cache: 'no-store' as const,
      redirect: 'error' as const,
      // The origin is what the server checks; the rest of the page's address is none of its business.
      referrerPolicy: 'strict-origin-when-cross-origin' as const
    });
    try {
      const response = await fetch(this.base + path, options);
      this.remember(response.headers.get(VISITOR));
      return response.ok ? { response, trouble: null } : { response: null, trouble: troubleOf(response) };
    } catch (error) {
      if (signal && signal.aborted) throw error;
      // Only a page that was allowed has got a visitor's token.
      const refused = this.visitor ? 'refused' : 'blocked';
      return { response: null, trouble: { kind: (await this.reachable()) ? refused : 'offline' } };
    }
  }

  /**
   * A refused origin gets no CORS header, so to the script it looks as if the network were down. An opaque request for a
   * public file tells the two apart.
   */
  private async reachable(): Promise<boolean> {
    const options: RequestInit = bare({
      mode: 'no-cors' as const,
      cache: 'no-store' as const,
      credentials: 'omit' as const
    });
    return fetch(this.host + '/widget.js', options).then(
      () => true,
      () => false
    );
  }

  private remember(token: string | null): void {
    if (!token) return;
    this.visitor = token;
    attempt(() => sessionStorage.setItem('hania-visitor', token), undefined);
  }
}

function troubleOf(response: Response): Trouble {
  const { status } = response;
  if (status === 429) return { kind: 'limited', seconds: Number(response.headers.get('Retry-After')) || 60 };
  if (status === 401) return { kind: 'unknown' };
  if (status === 403) return { kind: 'blocked' };
  return { kind: status > 501 ? 'busy' : 'failed' };
}
