import type { StandardConsentSentences } from '@gatehouse/core';
import type { Catalogue } from './language';

export interface ConsentTexts {
  readonly title: (gpt: string) => string;
  readonly heading: (gpt: string) => string;
  readonly intro: (creator: string) => string;
  /** What Gatehouse itself has to say of what is allowed; the rest are the creator's own sentences. */
  readonly standard: StandardConsentSentences;
  readonly signedInAs: (email: string) => string;
  readonly notYou: string;
  readonly useAnother: string;
  readonly allow: string;
  readonly deny: string;
  readonly returnsTo: (host: string) => string;
}

export const consentTexts: Catalogue<ConsentTexts> = {
  en: {
    title: (gpt) => `Allow ${gpt}?`,
    heading: (gpt) => `Allow ${gpt} to act for you?`,
    intro: (creator) => `This GPT was made by ${creator}. If you allow it, it can:`,
    standard: { identity: 'Know your name and email address', offline_access: 'Keep you signed in' },
    signedInAs: (email) => `Signed in as ${email}`,
    notYou: 'Not you?',
    useAnother: 'Use another account',
    allow: 'Allow',
    deny: 'Deny',
    returnsTo: (host) => `You will return to ${host}.`,
  },
  es: {
    title: (gpt) => `¿Permitir ${gpt}?`,
    heading: (gpt) => `¿Permitir que ${gpt} actúe en su nombre?`,
    intro: (creator) => `Este GPT lo ha creado ${creator}. Si lo permite, podrá:`,
    standard: { identity: 'Conocer su nombre y su dirección de correo', offline_access: 'Mantener su sesión iniciada' },
    signedInAs: (email) => `Sesión iniciada como ${email}`,
    notYou: '¿No es usted?',
    useAnother: 'Usar otra cuenta',
    allow: 'Permitir',
    deny: 'Rechazar',
    returnsTo: (host) => `Volverá a ${host}.`,
  },
  pt: {
    title: (gpt) => `Permitir ${gpt}?`,
    heading: (gpt) => `Permitir que ${gpt} aja em seu nome?`,
    intro: (creator) => `Este GPT foi criado por ${creator}. Se você permitir, ele poderá:`,
    standard: { identity: 'Saber o seu nome e o seu endereço de e-mail', offline_access: 'Manter a sua sessão iniciada' },
    signedInAs: (email) => `Sessão iniciada como ${email}`,
    notYou: 'Não é você?',
    useAnother: 'Usar outra conta',
    allow: 'Permitir',
    deny: 'Recusar',
    returnsTo: (host) => `Você voltará para ${host}.`,
  },
  hi: {
    title: (gpt) => `${gpt} को अनुमति दें?`,
    heading: (gpt) => `${gpt} को अपनी ओर से काम करने की अनुमति दें?`,
    intro: (creator) => `यह GPT ${creator} ने बनाया है। अनुमति देने पर यह ये काम कर सकेगा:`,
    standard: { identity: 'आपका नाम और ईमेल पता जानना', offline_access: 'आपको साइन इन रखना' },
    signedInAs: (email) => `${email} के रूप में साइन इन हैं`,
    notYou: 'यह आप नहीं हैं?',
    useAnother: 'दूसरा खाता इस्तेमाल करें',
    allow: 'अनुमति दें',
    deny: 'मना करें',
    returnsTo: (host) => `आप ${host} पर वापस जाएँगे।`,
  },
  id: {
    title: (gpt) => `Izinkan ${gpt}?`,
    heading: (gpt) => `Izinkan ${gpt} bertindak atas nama Anda?`,
    intro: (creator) => `GPT ini dibuat oleh ${creator}. Jika Anda mengizinkan, GPT ini dapat:`,
    standard: { identity: 'Mengetahui nama dan alamat email Anda', offline_access: 'Membuat Anda tetap masuk' },
    signedInAs: (email) => `Masuk sebagai ${email}`,
    notYou: 'Bukan Anda?',
    useAnother: 'Gunakan akun lain',
    allow: 'Izinkan',
    deny: 'Tolak',
    returnsTo: (host) => `Anda akan kembali ke ${host}.`,
  },
  ja: {
    title: (gpt) => `${gpt} を許可しますか`,
    heading: (gpt) => `${gpt} があなたに代わって操作することを許可しますか`,
    intro: (creator) => `この GPT の作成者は ${creator} です。許可すると、次のことができるようになります：`,
    standard: { identity: 'お名前とメールアドレスの確認', offline_access: 'サインイン状態の維持' },
    signedInAs: (email) => `${email} としてサインイン中`,
    notYou: '別の方ですか？',
    useAnother: '別のアカウントを使う',
    allow: '許可する',
    deny: '許可しない',
    returnsTo: (host) => `この後、${host} に戻ります。`,
  },
  de: {
    title: (gpt) => `${gpt} erlauben?`,
    heading: (gpt) => `${gpt} erlauben, für Sie zu handeln?`,
    intro: (creator) => `Dieses GPT wurde von ${creator} erstellt. Wenn Sie es erlauben, kann es:`,
    standard: { identity: 'Ihren Namen und Ihre E-Mail-Adresse erfahren', offline_access: 'Sie angemeldet lassen' },
    signedInAs: (email) => `Angemeldet als ${email}`,
    notYou: 'Sind das nicht Sie?',
    useAnother: 'Anderes Konto verwenden',
    allow: 'Erlauben',
    deny: 'Ablehnen',
    returnsTo: (host) => `Sie kehren danach zu ${host} zurück.`,
  },
  fr: {
    title: (gpt) => `Autoriser ${gpt} ?`,
    heading: (gpt) => `Autoriser ${gpt} à agir en votre nom ?`,
    intro: (creator) => `Ce GPT a été créé par ${creator}. Si vous l’autorisez, il pourra :`,
    standard: { identity: 'Connaître votre nom et votre adresse e-mail', offline_access: 'Maintenir votre connexion' },
    signedInAs: (email) => `Connecté en tant que ${email}`,
    notYou: 'Ce n’est pas vous ?',
    useAnother: 'Utiliser un autre compte',
    allow: 'Autoriser',
    deny: 'Refuser',
    returnsTo: (host) => `Vous retournerez ensuite sur ${host}.`,
  },
};
