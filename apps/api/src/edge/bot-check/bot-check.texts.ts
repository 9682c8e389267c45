import type { Catalogue } from '../hosted-pages/language';

export interface BotCheckTexts {
  readonly heading: string;
  readonly paragraphs: readonly [string, string];
}

export const botCheckTexts: Catalogue<BotCheckTexts> = {
  en: {
    heading: 'We could not check that you are a person',
    paragraphs: ['The check on the page was not completed, or it took too long.', 'Go back, reload the page and try again.'],
  },
  es: {
    heading: 'No hemos podido comprobar que es una persona',
    paragraphs: [
      'La comprobación de la página no se completó o tardó demasiado.',
      'Vuelva atrás, recargue la página e inténtelo de nuevo.',
    ],
  },
  pt: {
    heading: 'Não foi possível verificar que você é uma pessoa',
    paragraphs: ['A verificação da página não foi concluída ou demorou demais.', 'Volte, recarregue a página e tente novamente.'],
  },
  hi: {
    heading: 'हम यह जाँच नहीं सके कि आप एक व्यक्ति हैं',
    paragraphs: ['पेज पर की जाँच पूरी नहीं हुई, या उसमें बहुत समय लगा।', 'कृपया वापस जाएँ, पेज को फिर से लोड करें और दोबारा कोशिश करें।'],
  },
  id: {
    heading: 'Kami tidak dapat memastikan bahwa Anda manusia',
    paragraphs: [
      'Pemeriksaan di halaman belum selesai atau berlangsung terlalu lama.',
      'Silakan kembali, muat ulang halaman, lalu coba lagi.',
    ],
  },
  ja: {
    heading: '人による操作であることを確認できませんでした',
    paragraphs: [
      'ページ上の確認が完了していないか、時間がかかりすぎました。',
      '前のページに戻り、再読み込みしてからもう一度お試しください。',
    ],
  },
  de: {
    heading: 'Wir konnten nicht prüfen, ob Sie ein Mensch sind',
    paragraphs: [
      'Die Prüfung auf der Seite wurde nicht abgeschlossen oder hat zu lange gedauert.',
      'Gehen Sie bitte zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
    ],
  },
  fr: {
    heading: 'Nous n’avons pas pu vérifier que vous êtes une personne',
    paragraphs: [
      'La vérification affichée sur la page n’a pas été terminée ou a pris trop de temps.',
      'Veuillez revenir en arrière, recharger la page et réessayer.',
    ],
  },
};
