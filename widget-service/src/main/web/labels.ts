/** What the launcher says (open, close, dismiss); the rest of the words come with the chat. */
export function labelsFor(language: string): string[] {
  const tag = language.slice(0, 2).toLowerCase();
  if (tag === 'de') return ['Chat öffnen', 'Chat schließen', 'Ausblenden'];
  if (tag === 'ar') return ['فتح الدردشة', 'إغلاق الدردشة', 'إخفاء'];
  return ['Open chat', 'Close chat', 'Dismiss'];
}
