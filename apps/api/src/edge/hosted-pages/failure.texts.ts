import type { Catalogue, Language } from './language';

export interface FailureTexts {
  readonly tooManyAttempts: string;
  readonly tryAgainIn: (duration: string) => string;
  readonly thenGoBack: string;
  readonly tryAgainSoon: string;
  readonly cannotSignInNow: string;
  readonly waitAndReload: string;
  readonly somethingWentWrong: string;
  readonly ourFault: string;
  readonly unreadable: string;
  readonly startAgain: string;
}

/** What a hosted page says when it cannot do its work, whichever page it is. */
export const failureTexts: Catalogue<FailureTexts> = {
  en: {
    tooManyAttempts: 'Too many attempts',
    tryAgainIn: (duration) => `Try again in ${duration}.`,
    thenGoBack: 'Then go back and try again.',
    tryAgainSoon: 'Try again in a moment',
    cannotSignInNow: 'We cannot sign you in at this moment.',
    waitAndReload: 'Wait a little, then reload this page.',
    somethingWentWrong: 'Something went wrong',
    ourFault: 'That is our fault, and we have a note of it.',
    unreadable: 'We could not read this request',
    startAgain: 'Go back to ChatGPT and start the sign-in again.',
  },
  es: {
    tooManyAttempts: 'Demasiados intentos',
    tryAgainIn: (duration) => `Vuelva a intentarlo dentro de ${duration}.`,
    thenGoBack: 'Después, vuelva atrás e inténtelo de nuevo.',
    tryAgainSoon: 'Vuelva a intentarlo en un momento',
    cannotSignInNow: 'Ahora mismo no podemos iniciar su sesión.',
    waitAndReload: 'Espere un poco y recargue esta página.',
    somethingWentWrong: 'Algo ha salido mal',
    ourFault: 'Es culpa nuestra y hemos tomado nota.',
    unreadable: 'No hemos podido leer esta solicitud',
    startAgain: 'Vuelva a ChatGPT e inicie la sesión de nuevo.',
  },
  pt: {
    tooManyAttempts: 'Muitas tentativas',
    tryAgainIn: (duration) => `Tente novamente em ${duration}.`,
    thenGoBack: 'Depois, volte e tente novamente.',
    tryAgainSoon: 'Tente novamente em instantes',
    cannotSignInNow: 'Não é possível iniciar a sua sessão neste momento.',
    waitAndReload: 'Aguarde um pouco e recarregue esta página.',
    somethingWentWrong: 'Algo deu errado',
    ourFault: 'A falha é nossa e já está registrada.',
    unreadable: 'Não foi possível ler esta solicitação',
    startAgain: 'Volte ao ChatGPT e inicie a sessão novamente.',
  },
  hi: {
    tooManyAttempts: 'बहुत ज़्यादा प्रयास',
    tryAgainIn: (duration) => `कृपया ${duration} बाद फिर कोशिश करें।`,
    thenGoBack: 'उसके बाद वापस जाकर फिर कोशिश करें।',
    tryAgainSoon: 'थोड़ी देर में फिर कोशिश करें',
    cannotSignInNow: 'हम इस समय आपको साइन इन नहीं करा पा रहे हैं।',
    waitAndReload: 'थोड़ा इंतज़ार करें, फिर यह पेज दोबारा लोड करें।',
    somethingWentWrong: 'कुछ गड़बड़ हो गई',
    ourFault: 'गलती हमारी है और हमने इसे दर्ज कर लिया है।',
    unreadable: 'हम यह अनुरोध पढ़ नहीं पाए',
    startAgain: 'ChatGPT पर वापस जाएँ और साइन इन फिर से शुरू करें।',
  },
  id: {
    tooManyAttempts: 'Terlalu banyak percobaan',
    tryAgainIn: (duration) => `Coba lagi dalam ${duration}.`,
    thenGoBack: 'Setelah itu, kembali dan coba lagi.',
    tryAgainSoon: 'Coba lagi sebentar lagi',
    cannotSignInNow: 'Saat ini kami tidak dapat memasukkan Anda.',
    waitAndReload: 'Tunggu sebentar, lalu muat ulang halaman ini.',
    somethingWentWrong: 'Terjadi kesalahan',
    ourFault: 'Ini kesalahan kami, dan sudah kami catat.',
    unreadable: 'Kami tidak dapat membaca permintaan ini',
    startAgain: 'Kembali ke ChatGPT dan mulai proses masuk lagi.',
  },
  ja: {
    tooManyAttempts: '試行回数が多すぎます',
    tryAgainIn: (duration) => `${duration}後にもう一度お試しください。`,
    thenGoBack: 'その後、前のページに戻ってもう一度お試しください。',
    tryAgainSoon: 'しばらくしてからもう一度お試しください',
    cannotSignInNow: '現在、サインインを処理できません。',
    waitAndReload: '少し待ってから、このページを再読み込みしてください。',
    somethingWentWrong: '問題が発生しました',
    ourFault: '当方の不具合です。内容は記録されました。',
    unreadable: 'リクエストを読み取れませんでした',
    startAgain: 'ChatGPT に戻り、サインインをやり直してください。',
  },
  de: {
    tooManyAttempts: 'Zu viele Versuche',
    tryAgainIn: (duration) => `Bitte versuchen Sie es erneut, Wartezeit: ${duration}.`,
    thenGoBack: 'Gehen Sie danach zurück und versuchen Sie es noch einmal.',
    tryAgainSoon: 'Bitte versuchen Sie es gleich noch einmal',
    cannotSignInNow: 'Wir können Sie im Moment nicht anmelden.',
    waitAndReload: 'Warten Sie einen Augenblick und laden Sie diese Seite dann neu.',
    somethingWentWrong: 'Etwas ist schiefgegangen',
    ourFault: 'Das ist unser Fehler, und er ist festgehalten.',
    unreadable: 'Wir konnten diese Anfrage nicht lesen',
    startAgain: 'Gehen Sie zurück zu ChatGPT und beginnen Sie die Anmeldung von vorn.',
  },
  fr: {
    tooManyAttempts: 'Trop de tentatives',
    tryAgainIn: (duration) => `Réessayez dans ${duration}.`,
    thenGoBack: 'Revenez ensuite en arrière et réessayez.',
    tryAgainSoon: 'Réessayez dans un instant',
    cannotSignInNow: 'Nous ne pouvons pas vous connecter pour le moment.',
    waitAndReload: 'Patientez un peu, puis rechargez cette page.',
    somethingWentWrong: 'Une erreur s’est produite',
    ourFault: 'La faute est de notre côté et nous en avons pris note.',
    unreadable: 'Nous n’avons pas pu lire cette demande',
    startAgain: 'Retournez dans ChatGPT et recommencez la connexion.',
  },
};

/** A wait in words, rounded up to what people count in. */
export function durationIn(language: Language, seconds: number): string {
  const [value, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7_200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3_600), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
