import type { Catalogue } from '../../edge/hosted-pages/language';

export interface PlanTroubleTexts {
  readonly unavailable: { readonly heading: string; readonly paragraphs: readonly [string, string]; readonly back: string };
  readonly declined: {
    readonly heading: string;
    readonly kept: (plan: string) => string;
    readonly advice: string;
    readonly again: string;
  };
}

/** What is said when Stripe does not answer, and when a card is declined. */
export const planTroubleTexts: Catalogue<PlanTroubleTexts> = {
  en: {
    unavailable: {
      heading: 'Payments cannot be reached right now',
      paragraphs: [
        'Nothing is lost, and nothing is charged twice. What you asked for either was not done, or shows in your account in a moment.',
        'Please look at your account in a minute, and try again if nothing has changed.',
      ],
      back: 'To your account',
    },
    declined: {
      heading: 'Your card was not accepted',
      kept: (plan) => `Nothing was charged, and you still have ${plan}.`,
      advice: 'Give another card, or ask your bank, and then try again.',
      again: 'Try again',
    },
  },
  es: {
    unavailable: {
      heading: 'Ahora mismo no se puede acceder a los pagos',
      paragraphs: [
        'No se ha perdido nada y nada se cobra dos veces. Lo que ha pedido no se ha hecho o aparecerá en su cuenta en un momento.',
        'Consulte su cuenta dentro de un minuto e inténtelo de nuevo si nada ha cambiado.',
      ],
      back: 'Ir a su cuenta',
    },
    declined: {
      heading: 'Su tarjeta no fue aceptada',
      kept: (plan) => `No se ha cobrado nada y sigue teniendo ${plan}.`,
      advice: 'Indique otra tarjeta o consulte a su banco, y vuelva a intentarlo.',
      again: 'Intentar de nuevo',
    },
  },
  pt: {
    unavailable: {
      heading: 'Não é possível acessar os pagamentos agora',
      paragraphs: [
        'Nada foi perdido e nada é cobrado duas vezes. O que você pediu não foi feito ou aparecerá na sua conta em instantes.',
        'Veja a sua conta daqui a um minuto e tente de novo se nada tiver mudado.',
      ],
      back: 'Ir para a sua conta',
    },
    declined: {
      heading: 'O seu cartão não foi aceito',
      kept: (plan) => `Nada foi cobrado e você continua com ${plan}.`,
      advice: 'Informe outro cartão ou fale com o seu banco e tente de novo.',
      again: 'Tentar de novo',
    },
  },
  hi: {
    unavailable: {
      heading: 'अभी भुगतान सेवा तक नहीं पहुँचा जा सकता',
      paragraphs: [
        'कुछ भी खोया नहीं है, और कोई शुल्क दो बार नहीं लिया जाता। आपने जो माँगा वह या तो नहीं हुआ, या थोड़ी देर में आपके खाते में दिखेगा।',
        'कृपया एक मिनट में अपना खाता देखें, और अगर कुछ न बदला हो तो फिर कोशिश करें।',
      ],
      back: 'अपने खाते पर जाएँ',
    },
    declined: {
      heading: 'आपका कार्ड स्वीकार नहीं हुआ',
      kept: (plan) => `कोई शुल्क नहीं लिया गया, और आपके पास अब भी ${plan} है।`,
      advice: 'दूसरा कार्ड दें या अपने बैंक से पूछें, और फिर कोशिश करें।',
      again: 'फिर कोशिश करें',
    },
  },
  id: {
    unavailable: {
      heading: 'Pembayaran tidak dapat dihubungi saat ini',
      paragraphs: [
        'Tidak ada yang hilang, dan tidak ada yang ditagih dua kali. Permintaan Anda belum dilakukan, atau akan segera terlihat di akun Anda.',
        'Silakan lihat akun Anda sebentar lagi, dan coba lagi jika belum ada yang berubah.',
      ],
      back: 'Ke akun Anda',
    },
    declined: {
      heading: 'Kartu Anda tidak diterima',
      kept: (plan) => `Tidak ada yang ditagih, dan Anda masih memakai ${plan}.`,
      advice: 'Berikan kartu lain, atau tanyakan kepada bank Anda, lalu coba lagi.',
      again: 'Coba lagi',
    },
  },
  ja: {
    unavailable: {
      heading: '現在、お支払いの手続きに接続できません',
      paragraphs: [
        '失われたものはなく、二重に請求されることもありません。ご依頼の内容は行われていないか、まもなくアカウントに反映されます。',
        'しばらくしてからアカウントをご確認のうえ、変わっていなければもう一度お試しください。',
      ],
      back: 'アカウントへ',
    },
    declined: {
      heading: 'カードをご利用いただけませんでした',
      kept: (plan) => `請求は行われず、引き続き ${plan} をご利用いただけます。`,
      advice: '別のカードを登録するか、銀行にお問い合わせのうえ、もう一度お試しください。',
      again: 'もう一度試す',
    },
  },
  de: {
    unavailable: {
      heading: 'Zahlungen sind gerade nicht erreichbar',
      paragraphs: [
        'Es geht nichts verloren, und nichts wird doppelt berechnet. Ihr Wunsch wurde entweder nicht ausgeführt oder erscheint gleich in Ihrem Konto.',
        'Bitte sehen Sie in einer Minute in Ihr Konto, und versuchen Sie es noch einmal, falls sich nichts geändert hat.',
      ],
      back: 'Zu Ihrem Konto',
    },
    declined: {
      heading: 'Ihre Karte wurde nicht angenommen',
      kept: (plan) => `Es wurde nichts abgebucht, und Sie haben weiterhin ${plan}.`,
      advice: 'Geben Sie eine andere Karte an oder fragen Sie Ihre Bank, und versuchen Sie es dann erneut.',
      again: 'Noch einmal versuchen',
    },
  },
  fr: {
    unavailable: {
      heading: 'Les paiements sont injoignables pour le moment',
      paragraphs: [
        'Rien n’est perdu et rien n’est facturé deux fois. Votre demande n’a pas été exécutée, ou apparaîtra dans votre compte d’ici un instant.',
        'Veuillez consulter votre compte dans une minute, et réessayer si rien n’a changé.',
      ],
      back: 'Vers votre compte',
    },
    declined: {
      heading: 'Votre carte n’a pas été acceptée',
      kept: (plan) => `Rien n’a été débité, et vous avez toujours ${plan}.`,
      advice: 'Indiquez une autre carte ou contactez votre banque, puis réessayez.',
      again: 'Réessayer',
    },
  },
};
