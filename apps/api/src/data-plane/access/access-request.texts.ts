import type { AccessRefusal } from '@gatehouse/core';
import type { RefusalTexts } from './admission.texts';
import type { Catalogue } from '../../edge/hosted-pages/language';

export interface AccessRequestTexts {
  readonly refusals: Readonly<Record<Extract<AccessRefusal, 'must_ask' | 'waiting' | 'refused'>, RefusalTexts>>;
  readonly ask: string;
  readonly lookAgain: string;
}

/** For a person who has to ask the GPT's creator, or has asked. */
export const accessRequestTexts: Catalogue<AccessRequestTexts> = {
  en: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} is open to approved people`,
        paragraphs: (creator) => [
          `${creator} decides who may use it. If you ask, they see your name and address, and you get a mail with their answer.`,
        ],
      },
      waiting: {
        heading: () => 'Your request was sent',
        paragraphs: (creator) => [
          `${creator} has to approve it. You get a mail when they have decided; then start the sign-in once more in ChatGPT.`,
        ],
      },
      refused: {
        heading: () => 'Your request was not approved',
        paragraphs: (creator) => [
          `${creator} has decided not to let this account in. If you think that this is a mistake, write to them.`,
        ],
      },
    },
    ask: 'Ask for access',
    lookAgain: 'Look again',
  },
  es: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} está abierto a personas aprobadas`,
        paragraphs: (creator) => [
          `${creator} decide quién puede usarlo. Si lo solicita, verá su nombre y su dirección, y usted recibirá un correo con la respuesta.`,
        ],
      },
      waiting: {
        heading: () => 'Su solicitud se ha enviado',
        paragraphs: (creator) => [
          `${creator} tiene que aprobarla. Recibirá un correo cuando se decida; entonces vuelva a iniciar sesión desde ChatGPT.`,
        ],
      },
      refused: {
        heading: () => 'Su solicitud no se ha aprobado',
        paragraphs: (creator) => [
          `${creator} ha decidido no admitir esta cuenta. Si cree que se trata de un error, póngase en contacto con el creador.`,
        ],
      },
    },
    ask: 'Solicitar acceso',
    lookAgain: 'Comprobar de nuevo',
  },
  pt: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} está aberto a pessoas aprovadas`,
        paragraphs: (creator) => [
          `${creator} decide quem pode usá-lo. Se você pedir, seu nome e seu endereço serão mostrados, e você receberá um e-mail com a resposta.`,
        ],
      },
      waiting: {
        heading: () => 'O seu pedido foi enviado',
        paragraphs: (creator) => [
          `${creator} precisa aprová-lo. Você receberá um e-mail quando houver uma decisão; então inicie a sessão mais uma vez no ChatGPT.`,
        ],
      },
      refused: {
        heading: () => 'O seu pedido não foi aprovado',
        paragraphs: (creator) => [
          `${creator} decidiu não aceitar esta conta. Se você acha que é um engano, escreva para quem criou o GPT.`,
        ],
      },
    },
    ask: 'Pedir acesso',
    lookAgain: 'Verificar de novo',
  },
  hi: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} स्वीकृत लोगों के लिए खुला है`,
        paragraphs: (creator) => [
          `इसे कौन इस्तेमाल कर सकता है, यह ${creator} तय करता है। अनुरोध करने पर उन्हें आपका नाम और पता दिखेगा, और जवाब आपको ईमेल से मिलेगा।`,
        ],
      },
      waiting: {
        heading: () => 'आपका अनुरोध भेज दिया गया है',
        paragraphs: (creator) => [`इसे ${creator} की मंज़ूरी चाहिए। फ़ैसला होने पर आपको ईमेल मिलेगा; तब ChatGPT में साइन इन दोबारा शुरू करें।`],
      },
      refused: {
        heading: () => 'आपका अनुरोध स्वीकार नहीं किया गया',
        paragraphs: (creator) => [
          `${creator} ने इस खाते को पहुँच न देने का फ़ैसला किया है। अगर आपको लगता है कि यह गलती से हुआ है, तो उन्हें लिखें।`,
        ],
      },
    },
    ask: 'पहुँच माँगें',
    lookAgain: 'फिर से देखें',
  },
  id: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} terbuka bagi orang yang disetujui`,
        paragraphs: (creator) => [
          `${creator} menentukan siapa yang boleh menggunakannya. Jika Anda meminta, nama dan alamat Anda akan terlihat, dan jawabannya dikirim lewat email.`,
        ],
      },
      waiting: {
        heading: () => 'Permintaan Anda sudah dikirim',
        paragraphs: (creator) => [
          `${creator} perlu menyetujuinya. Anda akan menerima email setelah ada keputusan; lalu mulai masuk sekali lagi di ChatGPT.`,
        ],
      },
      refused: {
        heading: () => 'Permintaan Anda tidak disetujui',
        paragraphs: (creator) => [
          `${creator} memutuskan untuk tidak menerima akun ini. Jika menurut Anda ini keliru, silakan hubungi pembuatnya.`,
        ],
      },
    },
    ask: 'Minta akses',
    lookAgain: 'Periksa lagi',
  },
  ja: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} のご利用には承認が必要です`,
        paragraphs: (creator) => [
          `利用できる方は ${creator} が決めます。申請すると、お名前とアドレスが ${creator} に表示され、結果がメールで届きます。`,
        ],
      },
      waiting: {
        heading: () => '申請を送信しました',
        paragraphs: (creator) => [
          `${creator} の承認をお待ちください。結果はメールでお知らせします。その後、ChatGPT でサインインをやり直してください。`,
        ],
      },
      refused: {
        heading: () => '申請は承認されませんでした',
        paragraphs: (creator) => [
          `${creator} はこのアカウントの利用を承認しませんでした。誤りと思われる場合は、作成者にお問い合わせください。`,
        ],
      },
    },
    ask: '利用を申請する',
    lookAgain: 'もう一度確認する',
  },
  de: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} ist für freigegebene Personen offen`,
        paragraphs: (creator) => [
          `${creator} entscheidet, wer es verwenden darf. Wenn Sie anfragen, werden dort Ihr Name und Ihre Adresse angezeigt, und Sie erhalten die Antwort per E-Mail.`,
        ],
      },
      waiting: {
        heading: () => 'Ihre Anfrage wurde gesendet',
        paragraphs: (creator) => [
          `${creator} muss sie noch freigeben. Sie erhalten eine E-Mail, sobald entschieden ist. Beginnen Sie dann die Anmeldung in ChatGPT noch einmal.`,
        ],
      },
      refused: {
        heading: () => 'Ihre Anfrage wurde abgelehnt',
        paragraphs: (creator) => [
          `${creator} hat entschieden, dieses Konto nicht zuzulassen. Wenn Sie das für einen Irrtum halten, schreiben Sie dem Ersteller.`,
        ],
      },
    },
    ask: 'Zugang anfragen',
    lookAgain: 'Erneut nachsehen',
  },
  fr: {
    refusals: {
      must_ask: {
        heading: (gpt) => `${gpt} est ouvert aux personnes approuvées`,
        paragraphs: (creator) => [
          `${creator} décide qui peut l’utiliser. Si vous en faites la demande, votre nom et votre adresse lui seront montrés, et vous recevrez la réponse par e-mail.`,
        ],
      },
      waiting: {
        heading: () => 'Votre demande a été envoyée',
        paragraphs: (creator) => [
          `${creator} doit l’approuver. Vous recevrez un e-mail dès que la décision sera prise ; recommencez alors la connexion dans ChatGPT.`,
        ],
      },
      refused: {
        heading: () => 'Votre demande n’a pas été approuvée',
        paragraphs: (creator) => [
          `${creator} a décidé de ne pas admettre ce compte. Si vous pensez qu’il s’agit d’une erreur, écrivez au créateur.`,
        ],
      },
    },
    ask: 'Demander l’accès',
    lookAgain: 'Vérifier à nouveau',
  },
};
