import type { Catalogue } from '../../edge/hosted-pages/language';

/** What was just done, to be said on the page that follows. A fixed set, so that nobody puts words of their own on our page by a link. */
export const ACCOUNT_NOTICES = [
  'access-ended',
  'device-signed-out',
  'others-signed-out',
  'agreed',
  'withdrawn',
  'confirmed',
] as const;
export type AccountNotice = (typeof ACCOUNT_NOTICES)[number];

export const accountNoticeTexts: Catalogue<Readonly<Record<AccountNotice, string>>> = {
  en: {
    'access-ended': 'The GPT can no longer act for you.',
    'device-signed-out': 'The device is signed out.',
    'others-signed-out': 'All other devices are signed out.',
    agreed: 'Thank you. You will hear from us.',
    withdrawn: 'You will get no more news by email.',
    confirmed: 'Thank you for confirming who you are. You can go on now.',
  },
  es: {
    'access-ended': 'El GPT ya no puede actuar en su nombre.',
    'device-signed-out': 'Se ha cerrado la sesión en el dispositivo.',
    'others-signed-out': 'Se ha cerrado la sesión en los demás dispositivos.',
    agreed: 'Gracias. Tendrá noticias nuestras.',
    withdrawn: 'No recibirá más novedades por correo.',
    confirmed: 'Gracias por confirmar su identidad. Ya puede continuar.',
  },
  pt: {
    'access-ended': 'O GPT não pode mais agir em seu nome.',
    'device-signed-out': 'O dispositivo foi desconectado.',
    'others-signed-out': 'Todos os outros dispositivos foram desconectados.',
    agreed: 'Obrigado. Você terá notícias nossas.',
    withdrawn: 'Você não receberá mais novidades por e-mail.',
    confirmed: 'Obrigado por confirmar quem você é. Agora pode continuar.',
  },
  hi: {
    'access-ended': 'अब यह GPT आपकी ओर से काम नहीं कर सकता।',
    'device-signed-out': 'डिवाइस से साइन आउट कर दिया गया है।',
    'others-signed-out': 'बाकी सभी डिवाइस से साइन आउट कर दिया गया है।',
    agreed: 'धन्यवाद। हम आपको समाचार भेजेंगे।',
    withdrawn: 'अब आपको ईमेल पर समाचार नहीं मिलेंगे।',
    confirmed: 'अपनी पहचान की पुष्टि करने के लिए धन्यवाद। अब आप आगे बढ़ सकते हैं।',
  },
  id: {
    'access-ended': 'GPT itu tidak lagi dapat bertindak atas nama Anda.',
    'device-signed-out': 'Perangkat telah dikeluarkan.',
    'others-signed-out': 'Semua perangkat lain telah dikeluarkan.',
    agreed: 'Terima kasih. Kami akan mengirimi Anda kabar.',
    withdrawn: 'Anda tidak akan menerima kabar lewat email lagi.',
    confirmed: 'Terima kasih telah mengonfirmasi identitas Anda. Silakan lanjutkan.',
  },
  ja: {
    'access-ended': 'この GPT はお客様に代わって操作できなくなりました。',
    'device-signed-out': '端末からサインアウトしました。',
    'others-signed-out': '他のすべての端末からサインアウトしました。',
    agreed: 'ありがとうございます。今後お知らせをお送りします。',
    withdrawn: '今後、お知らせのメールは届きません。',
    confirmed: 'ご本人確認ができました。続けて操作していただけます。',
  },
  de: {
    'access-ended': 'Das GPT kann nicht mehr für Sie handeln.',
    'device-signed-out': 'Das Gerät ist abgemeldet.',
    'others-signed-out': 'Alle anderen Geräte sind abgemeldet.',
    agreed: 'Danke. Sie werden von uns hören.',
    withdrawn: 'Sie erhalten keine Neuigkeiten per E-Mail mehr.',
    confirmed: 'Danke, dass Sie bestätigt haben, wer Sie sind. Sie können nun fortfahren.',
  },
  fr: {
    'access-ended': 'Le GPT ne peut plus agir en votre nom.',
    'device-signed-out': 'L’appareil est déconnecté.',
    'others-signed-out': 'Tous les autres appareils sont déconnectés.',
    agreed: 'Merci. Vous aurez de nos nouvelles.',
    withdrawn: 'Vous ne recevrez plus de nouvelles par e-mail.',
    confirmed: 'Merci d’avoir confirmé votre identité. Vous pouvez continuer.',
  },
};
