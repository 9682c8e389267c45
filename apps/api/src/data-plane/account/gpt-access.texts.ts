import type { Catalogue } from '../../edge/hosted-pages/language';

export interface GptAccessTexts {
  readonly mayDo: string;
  readonly since: (date: string) => string;
  readonly lastUsed: (date: string) => string;
  readonly neverUsed: string;
  readonly resets: (date: string) => string;
  readonly byDay: string;
  readonly day: string;
  readonly calls: string;
  readonly noCalls: string;
  readonly endHeading: string;
  readonly endExplained: (gpt: string) => string;
  readonly end: string;
  readonly back: string;
}

/** The page about one GPT: what it may do, how much it was used, and the end of its access. */
export const gptAccessTexts: Catalogue<GptAccessTexts> = {
  en: {
    mayDo: 'It may:',
    since: (date) => `You allowed this on ${date}.`,
    lastUsed: (date) => `Last used on ${date}.`,
    neverUsed: 'Not used yet.',
    resets: (date) => `The count starts again on ${date}.`,
    byDay: 'Use by day, this month',
    day: 'Day (UTC)',
    calls: 'Calls',
    noCalls: 'No calls this month.',
    endHeading: 'End its access',
    endExplained: (gpt) => `${gpt} can then no longer act for you, from the next call on. You can allow it again in ChatGPT.`,
    end: 'End access',
    back: 'Back to your account',
  },
  es: {
    mayDo: 'Puede:',
    since: (date) => `Lo permitió el ${date}.`,
    lastUsed: (date) => `Usado por última vez el ${date}.`,
    neverUsed: 'Aún no se ha usado.',
    resets: (date) => `El recuento vuelve a empezar el ${date}.`,
    byDay: 'Uso por día, este mes',
    day: 'Día (UTC)',
    calls: 'Llamadas',
    noCalls: 'Ninguna llamada este mes.',
    endHeading: 'Retirar el acceso',
    endExplained: (gpt) =>
      `${gpt} ya no podrá actuar en su nombre a partir de la próxima llamada. Puede volver a permitirlo en ChatGPT.`,
    end: 'Retirar el acceso',
    back: 'Volver a su cuenta',
  },
  pt: {
    mayDo: 'Ele pode:',
    since: (date) => `Você permitiu isto em ${date}.`,
    lastUsed: (date) => `Usado pela última vez em ${date}.`,
    neverUsed: 'Ainda não foi usado.',
    resets: (date) => `A contagem recomeça em ${date}.`,
    byDay: 'Uso por dia, neste mês',
    day: 'Dia (UTC)',
    calls: 'Chamadas',
    noCalls: 'Nenhuma chamada neste mês.',
    endHeading: 'Encerrar o acesso',
    endExplained: (gpt) =>
      `${gpt} não poderá mais agir em seu nome a partir da próxima chamada. Você pode permitir de novo no ChatGPT.`,
    end: 'Encerrar o acesso',
    back: 'Voltar à sua conta',
  },
  hi: {
    mayDo: 'यह कर सकता है:',
    since: (date) => `आपने ${date} को अनुमति दी थी।`,
    lastUsed: (date) => `पिछली बार ${date} को इस्तेमाल हुआ।`,
    neverUsed: 'अभी तक इस्तेमाल नहीं हुआ।',
    resets: (date) => `गिनती ${date} को फिर से शुरू होगी।`,
    byDay: 'इस महीने दिन के अनुसार इस्तेमाल',
    day: 'दिन (UTC)',
    calls: 'कॉल',
    noCalls: 'इस महीने कोई कॉल नहीं।',
    endHeading: 'पहुँच समाप्त करें',
    endExplained: (gpt) => `इसके बाद अगली कॉल से ${gpt} आपकी ओर से काम नहीं कर सकेगा। आप ChatGPT में इसे फिर अनुमति दे सकते हैं।`,
    end: 'पहुँच समाप्त करें',
    back: 'अपने खाते पर वापस जाएँ',
  },
  id: {
    mayDo: 'GPT ini dapat:',
    since: (date) => `Anda mengizinkan ini pada ${date}.`,
    lastUsed: (date) => `Terakhir digunakan pada ${date}.`,
    neverUsed: 'Belum pernah digunakan.',
    resets: (date) => `Hitungan dimulai lagi pada ${date}.`,
    byDay: 'Penggunaan per hari, bulan ini',
    day: 'Hari (UTC)',
    calls: 'Panggilan',
    noCalls: 'Tidak ada panggilan bulan ini.',
    endHeading: 'Akhiri akses',
    endExplained: (gpt) =>
      `Mulai panggilan berikutnya, ${gpt} tidak dapat lagi bertindak atas nama Anda. Anda dapat mengizinkannya lagi di ChatGPT.`,
    end: 'Akhiri akses',
    back: 'Kembali ke akun Anda',
  },
  ja: {
    mayDo: '許可されている操作：',
    since: (date) => `${date}に許可されました。`,
    lastUsed: (date) => `最終利用日：${date}`,
    neverUsed: 'まだ利用されていません。',
    resets: (date) => `利用回数は${date}にリセットされます。`,
    byDay: '今月の日別の利用',
    day: '日（UTC）',
    calls: '呼び出し',
    noCalls: '今月の呼び出しはありません。',
    endHeading: 'アクセスを終了する',
    endExplained: (gpt) =>
      `次の呼び出しから、${gpt} はお客様に代わって操作できなくなります。ChatGPT でもう一度許可することもできます。`,
    end: 'アクセスを終了',
    back: 'アカウントに戻る',
  },
  de: {
    mayDo: 'Es darf:',
    since: (date) => `Sie haben das am ${date} erlaubt.`,
    lastUsed: (date) => `Zuletzt verwendet am ${date}.`,
    neverUsed: 'Noch nicht verwendet.',
    resets: (date) => `Die Zählung beginnt am ${date} von vorn.`,
    byDay: 'Verbrauch nach Tagen, dieser Monat',
    day: 'Tag (UTC)',
    calls: 'Aufrufe',
    noCalls: 'Keine Aufrufe in diesem Monat.',
    endHeading: 'Zugriff beenden',
    endExplained: (gpt) =>
      `${gpt} kann dann ab dem nächsten Aufruf nicht mehr für Sie handeln. In ChatGPT können Sie es wieder erlauben.`,
    end: 'Zugriff beenden',
    back: 'Zurück zu Ihrem Konto',
  },
  fr: {
    mayDo: 'Il peut :',
    since: (date) => `Vous l’avez autorisé le ${date}.`,
    lastUsed: (date) => `Dernière utilisation le ${date}.`,
    neverUsed: 'Pas encore utilisé.',
    resets: (date) => `Le compte repart à zéro le ${date}.`,
    byDay: 'Utilisation par jour, ce mois-ci',
    day: 'Jour (UTC)',
    calls: 'Appels',
    noCalls: 'Aucun appel ce mois-ci.',
    endHeading: 'Mettre fin à l’accès',
    endExplained: (gpt) =>
      `${gpt} ne pourra alors plus agir en votre nom, dès le prochain appel. Vous pourrez l’autoriser à nouveau dans ChatGPT.`,
    end: 'Mettre fin à l’accès',
    back: 'Retour à votre compte',
  },
};
