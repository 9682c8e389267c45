import type { Catalogue } from './language';

/** Why a person is back at the choice. The provider is named by its own name, in all languages. */
export interface ChoiceNoticeTexts {
  readonly cancelled: (provider: string) => string;
  readonly failed: (provider: string) => string;
  readonly unverified: (provider: string) => string;
  readonly otherAccount: (provider: string) => string;
  readonly noCode: string;
}

export interface ChooseMethodTexts {
  readonly heading: (gpt: string) => string;
  readonly intro: (creator: string) => string;
  readonly or: string;
  readonly nothingOffered: string;
  readonly continueWith: (provider: string) => string;
  readonly sandbox: string;
  readonly standsIn: (provider: string) => string;
  readonly emailAddress: string;
  readonly emailInvalid: string;
  readonly usePasskey: string;
  readonly emailMeACode: string;
  readonly emailMeALink: string;
  readonly emailMeBoth: string;
  readonly notices: ChoiceNoticeTexts;
}

/** The page on which a person chooses how to sign in. */
export const chooseMethodTexts: Catalogue<ChooseMethodTexts> = {
  en: {
    heading: (gpt) => `Sign in to ${gpt}`,
    intro: (creator) => `${creator} asks you to sign in before this GPT can work for you.`,
    or: 'or',
    nothingOffered: 'No way of signing in is switched on for this GPT at the moment.',
    continueWith: (provider) => `Continue with ${provider}`,
    sandbox: 'Sandbox',
    standsIn: (provider) => `A local account chooser stands in for ${provider}.`,
    emailAddress: 'Email address',
    emailInvalid: 'Enter your email address, like name@example.com.',
    usePasskey: 'Sign in with a passkey',
    emailMeACode: 'Email me a code',
    emailMeALink: 'Email me a link',
    emailMeBoth: 'Email me a code and a link',
    notices: {
      cancelled: (provider) => `You did not finish signing in with ${provider}. Try again, or choose another way.`,
      failed: (provider) => `${provider} did not confirm who you are. Try again, or choose another way.`,
      unverified: (provider) =>
        `${provider} has not verified the address of that account. Choose another account or another way.`,
      otherAccount: (provider) =>
        `Another ${provider} account is linked to that address here. Sign in with that one, or choose another way.`,
      noCode: 'Ask for a code first.',
    },
  },
  es: {
    heading: (gpt) => `Iniciar sesión en ${gpt}`,
    intro: (creator) => `${creator} le pide que inicie sesión antes de que este GPT pueda trabajar para usted.`,
    or: 'o',
    nothingOffered: 'En este momento este GPT no tiene activada ninguna forma de iniciar sesión.',
    continueWith: (provider) => `Continuar con ${provider}`,
    sandbox: 'Entorno de pruebas',
    standsIn: (provider) => `Un selector de cuentas local sustituye a ${provider}.`,
    emailAddress: 'Dirección de correo electrónico',
    emailInvalid: 'Escriba su dirección de correo electrónico, por ejemplo nombre@example.com.',
    usePasskey: 'Iniciar sesión con una llave de acceso',
    emailMeACode: 'Enviarme un código por correo',
    emailMeALink: 'Enviarme un enlace por correo',
    emailMeBoth: 'Enviarme un código y un enlace por correo',
    notices: {
      cancelled: (provider) => `No ha terminado de iniciar sesión con ${provider}. Inténtelo de nuevo o elija otra forma.`,
      failed: (provider) => `${provider} no ha confirmado su identidad. Inténtelo de nuevo o elija otra forma.`,
      unverified: (provider) =>
        `${provider} no ha verificado la dirección de esa cuenta. Elija otra cuenta u otra forma de entrar.`,
      otherAccount: (provider) =>
        `Aquí esa dirección está vinculada a otra cuenta de ${provider}. Inicie sesión con esa cuenta o elija otra forma.`,
      noCode: 'Primero solicite un código.',
    },
  },
  pt: {
    heading: (gpt) => `Entrar em ${gpt}`,
    intro: (creator) => `${creator} pede que você inicie a sessão antes que este GPT possa trabalhar para você.`,
    or: 'ou',
    nothingOffered: 'No momento, nenhuma forma de iniciar a sessão está ativada para este GPT.',
    continueWith: (provider) => `Continuar com ${provider}`,
    sandbox: 'Ambiente de testes',
    standsIn: (provider) => `Um seletor de contas local substitui ${provider}.`,
    emailAddress: 'Endereço de e-mail',
    emailInvalid: 'Digite o seu endereço de e-mail, por exemplo nome@example.com.',
    usePasskey: 'Entrar com uma chave de acesso',
    emailMeACode: 'Enviar um código por e-mail',
    emailMeALink: 'Enviar um link por e-mail',
    emailMeBoth: 'Enviar um código e um link por e-mail',
    notices: {
      cancelled: (provider) => `Você não concluiu o acesso com ${provider}. Tente novamente ou escolha outra forma.`,
      failed: (provider) => `${provider} não confirmou a sua identidade. Tente novamente ou escolha outra forma.`,
      unverified: (provider) => `${provider} não verificou o endereço dessa conta. Escolha outra conta ou outra forma.`,
      otherAccount: (provider) =>
        `Aqui, outra conta ${provider} está vinculada a esse endereço. Use aquela conta ou escolha outra forma.`,
      noCode: 'Primeiro peça um código.',
    },
  },
  hi: {
    heading: (gpt) => `${gpt} में साइन इन करें`,
    intro: (creator) => `${creator} चाहते हैं कि इस GPT के काम करने से पहले आप साइन इन करें।`,
    or: 'या',
    nothingOffered: 'इस GPT के लिए अभी साइन इन करने का कोई तरीका चालू नहीं है।',
    continueWith: (provider) => `${provider} से जारी रखें`,
    sandbox: 'परीक्षण',
    standsIn: (provider) => `${provider} की जगह एक स्थानीय खाता चयनकर्ता काम कर रहा है।`,
    emailAddress: 'ईमेल पता',
    emailInvalid: 'अपना ईमेल पता लिखें, जैसे name@example.com।',
    usePasskey: 'पासकी से साइन इन करें',
    emailMeACode: 'मुझे ईमेल पर कोड भेजें',
    emailMeALink: 'मुझे ईमेल पर लिंक भेजें',
    emailMeBoth: 'मुझे ईमेल पर कोड और लिंक भेजें',
    notices: {
      cancelled: (provider) => `${provider} से साइन इन पूरा नहीं हुआ। फिर कोशिश करें या कोई दूसरा तरीका चुनें।`,
      failed: (provider) => `${provider} ने आपकी पहचान की पुष्टि नहीं की। फिर कोशिश करें या कोई दूसरा तरीका चुनें।`,
      unverified: (provider) => `${provider} ने उस खाते का पता सत्यापित नहीं किया है। कोई दूसरा खाता या तरीका चुनें।`,
      otherAccount: (provider) => `यहाँ उस पते से ${provider} का कोई दूसरा खाता जुड़ा है। उसी खाते से साइन इन करें या कोई दूसरा तरीका चुनें।`,
      noCode: 'पहले कोड मँगाएँ।',
    },
  },
  id: {
    heading: (gpt) => `Masuk ke ${gpt}`,
    intro: (creator) => `${creator} meminta Anda masuk sebelum GPT ini dapat bekerja untuk Anda.`,
    or: 'atau',
    nothingOffered: 'Saat ini tidak ada cara masuk yang diaktifkan untuk GPT ini.',
    continueWith: (provider) => `Lanjutkan dengan ${provider}`,
    sandbox: 'Uji coba',
    standsIn: (provider) => `Pemilih akun lokal menggantikan ${provider}.`,
    emailAddress: 'Alamat email',
    emailInvalid: 'Masukkan alamat email Anda, misalnya nama@example.com.',
    usePasskey: 'Masuk dengan kunci sandi',
    emailMeACode: 'Kirimi saya kode lewat email',
    emailMeALink: 'Kirimi saya tautan lewat email',
    emailMeBoth: 'Kirimi saya kode dan tautan lewat email',
    notices: {
      cancelled: (provider) => `Anda belum selesai masuk dengan ${provider}. Coba lagi, atau pilih cara lain.`,
      failed: (provider) => `${provider} tidak mengonfirmasi identitas Anda. Coba lagi, atau pilih cara lain.`,
      unverified: (provider) => `${provider} belum memverifikasi alamat akun itu. Pilih akun lain atau cara lain.`,
      otherAccount: (provider) =>
        `Di sini akun ${provider} lain tertaut ke alamat itu. Masuklah dengan akun tersebut, atau pilih cara lain.`,
      noCode: 'Minta kode terlebih dahulu.',
    },
  },
  ja: {
    heading: (gpt) => `${gpt} にサインイン`,
    intro: (creator) => `${creator} の GPT をご利用いただくには、サインインが必要です。`,
    or: 'または',
    nothingOffered: '現在、この GPT で有効になっているサインイン方法はありません。',
    continueWith: (provider) => `${provider} で続ける`,
    sandbox: 'テスト環境',
    standsIn: (provider) => `${provider} の代わりに、ローカルのアカウント選択画面を使います。`,
    emailAddress: 'メールアドレス',
    emailInvalid: 'メールアドレスを入力してください（例：name@example.com）。',
    usePasskey: 'パスキーでサインイン',
    emailMeACode: 'コードをメールで受け取る',
    emailMeALink: 'リンクをメールで受け取る',
    emailMeBoth: 'コードとリンクをメールで受け取る',
    notices: {
      cancelled: (provider) => `${provider} でのサインインが完了していません。もう一度試すか、別の方法をお選びください。`,
      failed: (provider) => `${provider} で本人確認ができませんでした。もう一度試すか、別の方法をお選びください。`,
      unverified: (provider) =>
        `そのアカウントのアドレスは ${provider} で確認されていません。別のアカウントか別の方法をお選びください。`,
      otherAccount: (provider) =>
        `そのアドレスには別の ${provider} アカウントが関連付けられています。そのアカウントでサインインするか、別の方法をお選びください。`,
      noCode: '先にコードを請求してください。',
    },
  },
  de: {
    heading: (gpt) => `Bei ${gpt} anmelden`,
    intro: (creator) => `${creator} bittet Sie, sich anzumelden, bevor dieses GPT für Sie arbeiten kann.`,
    or: 'oder',
    nothingOffered: 'Für dieses GPT ist im Moment keine Art der Anmeldung eingeschaltet.',
    continueWith: (provider) => `Weiter mit ${provider}`,
    sandbox: 'Testumgebung',
    standsIn: (provider) => `Eine lokale Kontoauswahl vertritt ${provider}.`,
    emailAddress: 'E-Mail-Adresse',
    emailInvalid: 'Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@example.com.',
    usePasskey: 'Mit einem Passkey anmelden',
    emailMeACode: 'Code per E-Mail senden',
    emailMeALink: 'Link per E-Mail senden',
    emailMeBoth: 'Code und Link per E-Mail senden',
    notices: {
      cancelled: (provider) =>
        `Sie haben die Anmeldung mit ${provider} nicht abgeschlossen. Versuchen Sie es erneut oder wählen Sie einen anderen Weg.`,
      failed: (provider) =>
        `${provider} hat nicht bestätigt, wer Sie sind. Versuchen Sie es erneut oder wählen Sie einen anderen Weg.`,
      unverified: (provider) =>
        `${provider} hat die Adresse dieses Kontos nicht bestätigt. Wählen Sie ein anderes Konto oder einen anderen Weg.`,
      otherAccount: (provider) =>
        `Mit dieser Adresse ist hier ein anderes ${provider}-Konto verknüpft. Melden Sie sich damit an oder wählen Sie einen anderen Weg.`,
      noCode: 'Fordern Sie zuerst einen Code an.',
    },
  },
  fr: {
    heading: (gpt) => `Se connecter à ${gpt}`,
    intro: (creator) => `${creator} vous demande de vous connecter avant que ce GPT puisse travailler pour vous.`,
    or: 'ou',
    nothingOffered: 'Aucun moyen de connexion n’est activé pour ce GPT en ce moment.',
    continueWith: (provider) => `Continuer avec ${provider}`,
    sandbox: 'Environnement de test',
    standsIn: (provider) => `Un sélecteur de compte local remplace ${provider}.`,
    emailAddress: 'Adresse e-mail',
    emailInvalid: 'Saisissez votre adresse e-mail, par exemple nom@example.com.',
    usePasskey: 'Se connecter avec une clé d’accès',
    emailMeACode: 'M’envoyer un code par e-mail',
    emailMeALink: 'M’envoyer un lien par e-mail',
    emailMeBoth: 'M’envoyer un code et un lien par e-mail',
    notices: {
      cancelled: (provider) => `Vous n’avez pas terminé la connexion avec ${provider}. Réessayez ou choisissez un autre moyen.`,
      failed: (provider) => `${provider} n’a pas confirmé votre identité. Réessayez ou choisissez un autre moyen.`,
      unverified: (provider) =>
        `${provider} n’a pas vérifié l’adresse de ce compte. Choisissez un autre compte ou un autre moyen.`,
      otherAccount: (provider) =>
        `Un autre compte ${provider} est associé ici à cette adresse. Connectez-vous avec celui-ci ou choisissez un autre moyen.`,
      noCode: 'Demandez d’abord un code.',
    },
  },
};
