import { own, text } from './safe';

/** How the widget looks, every field checked: texts are texts, the colour is a colour, the picture is https. */
export interface Look {
  color: string;
  ink: string;
  left: boolean;
  greeting: string;
  welcome: string;
  avatar: string;
  branding: boolean;
  title: string;
  placeholder: string;
}

/** Reads a customization as the server gives it; what is missing or of another form falls back to a default. */
export function readLook(data: unknown): Look {
  const color = text(data, 'theme_color', 7);
  const checked = /^#[0-9a-f]{6}$/i.test(color) ? color : '#4338ca';
  return {
    color: checked,
    ink: inkOn(checked),
    left: text(data, 'position', 20) === 'bottom-left',
    greeting: text(data, 'greeting_text', 200),
    welcome: text(data, 'welcome_message', 1000),
    avatar: secureAddress(text(data, 'avatar_url', 2000)),
    branding: own(data, 'show_branding') !== false,
    title: text(data, 'widget_title', 60),
    placeholder: text(data, 'placeholder_text', 100)
  };
}

/** White or near-black, whichever is easier to read on the colour (WCAG 2.2, relative luminance). */
export function inkOn(color: string): string {
  const channel = (at: number): number => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.0565 ? '#ffffff' : '#0b1020';
}

function secureAddress(address: string): string {
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && !url.username && !url.password ? url.href : '';
  } catch {
    return '';
  }
}
