/** What the widget says, in the page's language if we speak it. */
export interface Words {
  close: string;
  chat: string;
  send: string;
  stop: string;
  you: string;
  bot: string;
  writing: string;
  retry: string;
  offline: string;
  blocked: string;
  refused: string;
  busy: string;
  limited: (minutes: number) => string;
  unknown: string;
  failed: string;
  stopped: string;
  privacy: string;
  placeholder: string;
}

const english: Words = {
  close: 'Close chat',
  chat: 'Chat',
  send: 'Send',
  stop: 'Stop the answer',
  you: 'You',
  bot: 'Assistant',
  writing: 'Writing an answer',
  retry: 'Try again',
  offline: 'You seem to be offline, or the chat can’t be reached. Nothing was lost: try again in a moment.',
  blocked: 'This chat isn’t set up for this website, so messages can’t be sent from here.',
  refused: 'This chat can’t be used right now. It may have been switched off by the owner of the website.',
  busy: 'The chat is busy right now. Nothing was lost: try again in a moment.',
  limited: (minutes) =>
    minutes > 1
      ? `Many messages have been sent. Please try again in about ${minutes} minutes.`
      : 'Many messages have been sent. Please try again in about a minute.',
  unknown: 'This chat has been switched off by the owner of the website.',
  failed: 'The answer could not be loaded. Your message is still here: try again.',
  stopped: 'Stopped',
  privacy: 'Automatic answers can be wrong.',
  placeholder: 'Type a message…'
};

const german: Words = {
  close: 'Chat schließen',
  chat: 'Chat',
  send: 'Senden',
  stop: 'Antwort abbrechen',
  you: 'Sie',
  bot: 'Assistent',
  writing: 'Schreibt eine Antwort',
  retry: 'Noch einmal versuchen',
  offline: 'Sie sind offline, oder der Chat ist nicht erreichbar. Nichts ging verloren: Versuchen Sie es gleich noch einmal.',
  blocked: 'Dieser Chat ist für diese Website nicht eingerichtet; von hier lassen sich keine Nachrichten senden.',
  refused: 'Dieser Chat ist gerade nicht nutzbar. Vielleicht wurde er vom Betreiber der Website abgeschaltet.',
  busy: 'Der Chat ist gerade überlastet. Nichts ging verloren: Versuchen Sie es gleich noch einmal.',
  limited: (minutes) =>
    minutes > 1
      ? `Es wurden viele Nachrichten gesendet. Bitte versuchen Sie es in etwa ${minutes} Minuten noch einmal.`
      : 'Es wurden viele Nachrichten gesendet. Bitte versuchen Sie es in etwa einer Minute noch einmal.',
  unknown: 'Dieser Chat wurde vom Betreiber der Website abgeschaltet.',
  failed: 'Die Antwort konnte nicht geladen werden. Ihre Nachricht ist noch da: Versuchen Sie es noch einmal.',
  stopped: 'Abgebrochen',
  privacy: 'Automatische Antworten können falsch sein.',
  placeholder: 'Nachricht schreiben…'
};

const arabic: Words = {
  close: 'إغلاق الدردشة',
  chat: 'الدردشة',
  send: 'إرسال',
  stop: 'إيقاف الإجابة',
  you: 'أنت',
  bot: 'المساعد',
  writing: 'تُكتب الإجابة الآن',
  retry: 'حاول مرة أخرى',
  offline: 'يبدو أنك غير متصل بالإنترنت أو أن الدردشة غير متاحة. لم يُفقد شيء: حاول بعد قليل.',
  blocked: 'هذه الدردشة غير مُعدّة لهذا الموقع، ولا يمكن إرسال الرسائل من هنا.',
  refused: 'لا يمكن استخدام هذه الدردشة الآن. ربما أوقفها صاحب الموقع.',
  busy: 'الدردشة مشغولة الآن. لم يُفقد شيء: حاول بعد قليل.',
  limited: (minutes) => `أُرسلت رسائل كثيرة. يرجى المحاولة مرة أخرى بعد حوالي ${Math.max(1, minutes)} دقيقة.`,
  unknown: 'أوقف صاحب الموقع هذه الدردشة.',
  failed: 'تعذّر تحميل الإجابة. رسالتك ما زالت هنا: حاول مرة أخرى.',
  stopped: 'توقفت',
  privacy: 'قد تكون الإجابات الآلية خاطئة.',
  placeholder: 'اكتب رسالة…'
};

/** The words for a language tag such as `de-AT`; English for those that we don't speak. */
export function wordsFor(language: string): Words {
  const tag = language.slice(0, 2).toLowerCase();
  return tag === 'de' ? german : tag === 'ar' ? arabic : english;
}
