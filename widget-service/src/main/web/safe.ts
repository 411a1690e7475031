/*
 * What the script relies on, taken before the page can change it, and dictionaries without a prototype: a page whose
 * Object.prototype is polluted would otherwise speak in every options object that a browser function reads.
 */
const hasOwn = Object.prototype.hasOwnProperty;
const create = Object.create;

/** Whether the object itself, not its prototype, has the property. */
export function has(object: unknown, name: string): boolean {
  return object !== null && typeof object === 'object' && hasOwn.call(object, name);
}

/** The object's own property if it is a string of at most `longest` characters, else an empty string. */
export function text(object: unknown, name: string, longest: number): string {
  const value = has(object, name) ? (object as Record<string, unknown>)[name] : '';
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

/** The object's own property; undefined if it has none. */
export function own(object: unknown, name: string): unknown {
  return has(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** The same properties, and nothing inherited. */
export function bare<T extends object>(object: T): T {
  const copy = create(null) as Record<string, unknown>;
  const names = Object.getOwnPropertyNames(object);
  for (let i = 0; i < names.length; i++) copy[names[i]] = (object as Record<string, unknown>)[names[i]];
  return copy as T;
}

/** Runs something that a browser may forbid (storage in private windows, for example). */
export function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/** An element with a class and, as text only, its content. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  content = ''
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content) made.textContent = content;
  return made;
}

/** An icon of one path on a 24 by 24 grid. */
export function icon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg') as SVGSVGElement;
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
