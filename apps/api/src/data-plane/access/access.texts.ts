import type { AccessRefusal } from '@gatehouse/core';
import type { Catalogue } from '../../edge/hosted-pages/language';

interface RefusalTexts {
  readonly heading: (gpt: string) => string;
  readonly paragraphs: (creator: string) => readonly string[];
}

export interface AccessTexts {
  readonly refusals: Readonly<Record<AccessRefusal, RefusalTexts>>;
  readonly ask: string;
  readonly lookAgain: string;
}

/** For a person who has signed in and whom the GPT's access policy does not let on. */
export const accessTexts: Catalogue<AccessTexts> = {
  en: {
    refusals: {
      not_invited: {
        heading: (gpt) => `${gpt} is for invited people`,
        paragraphs: (creator) => [
          `${creator} has not invited this address. If you were invited under another address, use that account.`,
          `Otherwise ask ${creator} for an invitation.`,
        ],
      },
      invitation_expired: {
        heading: () => 'Your invitation has expired',
        paragraphs: (creator) => [`Ask ${creator} to invite you again. Then start the sign-in once more in ChatGPT.`],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} is not open to this address`,
        paragraphs: (creator) => [
          `${creator} lets in addresses of certain organisations only. If you have one, such as your address at work, use that account.`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} es solo para personas invitadas`,
        paragraphs: (creator) => [
          `${creator} no ha invitado a esta dirección. Si le invitaron con otra dirección, use esa cuenta.`,
          `Si no, pida una invitación a ${creator}.`,
        ],
      },
      invitation_expired: {
        heading: () => 'Su invitación ha caducado',
        paragraphs: (creator) => [`Pida a ${creator} que le invite de nuevo. Después, vuelva a iniciar sesión desde ChatGPT.`],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} no está abierto a esta dirección`,
        paragraphs: (creator) => [
          `${creator} solo admite direcciones de determinadas organizaciones. Si tiene una, por ejemplo la de su trabajo, use esa cuenta.`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} é só para pessoas convidadas`,
        paragraphs: (creator) => [
          `${creator} não convidou este endereço. Se você foi convidado com outro endereço, use essa conta.`,
          `Caso contrário, peça um convite a ${creator}.`,
        ],
      },
      invitation_expired: {
        heading: () => 'O seu convite expirou',
        paragraphs: (creator) => [`Peça a ${creator} um novo convite. Depois, inicie a sessão mais uma vez no ChatGPT.`],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} não está aberto a este endereço`,
        paragraphs: (creator) => [
          `${creator} só aceita endereços de certas organizações. Se você tem um deles, como o do trabalho, use essa conta.`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} सिर्फ़ आमंत्रित लोगों के लिए है`,
        paragraphs: (creator) => [
          `${creator} ने इस पते को आमंत्रित नहीं किया है। अगर आपको किसी और पते पर आमंत्रण मिला है, तो वही खाता इस्तेमाल करें।`,
          `नहीं तो ${creator} से आमंत्रण माँगें।`,
        ],
      },
      invitation_expired: {
        heading: () => 'आपके आमंत्रण की अवधि समाप्त हो गई है',
        paragraphs: (creator) => [`${creator} से फिर से आमंत्रण माँगें। फिर ChatGPT में साइन इन दोबारा शुरू करें।`],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} इस पते के लिए खुला नहीं है`,
        paragraphs: (creator) => [
          `${creator} सिर्फ़ कुछ संगठनों के पते स्वीकार करता है। अगर आपके पास ऐसा पता है, जैसे दफ़्तर का, तो वही खाता इस्तेमाल करें।`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} hanya untuk orang yang diundang`,
        paragraphs: (creator) => [
          `${creator} belum mengundang alamat ini. Jika Anda diundang dengan alamat lain, gunakan akun tersebut.`,
          `Jika tidak, mintalah undangan kepada ${creator}.`,
        ],
      },
      invitation_expired: {
        heading: () => 'Undangan Anda sudah kedaluwarsa',
        paragraphs: (creator) => [`Mintalah ${creator} mengundang Anda lagi. Lalu mulai masuk sekali lagi di ChatGPT.`],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} tidak terbuka untuk alamat ini`,
        paragraphs: (creator) => [
          `${creator} hanya menerima alamat dari organisasi tertentu. Jika Anda memilikinya, misalnya alamat kantor, gunakan akun tersebut.`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} は招待された方専用です`,
        paragraphs: (creator) => [
          `このメールアドレスは ${creator} から招待されていません。別のアドレスで招待された場合は、そのアカウントをお使いください。`,
          `そうでない場合は、${creator} に招待を依頼してください。`,
        ],
      },
      invitation_expired: {
        heading: () => '招待の有効期限が切れています',
        paragraphs: (creator) => [
          `${creator} にもう一度招待を依頼してください。その後、ChatGPT でサインインをやり直してください。`,
        ],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} はこのアドレスではご利用いただけません`,
        paragraphs: (creator) => [
          `${creator} は特定の組織のアドレスのみを受け付けています。勤務先などのアドレスをお持ちの場合は、そのアカウントをお使いください。`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} ist nur für Eingeladene`,
        paragraphs: (creator) => [
          `${creator} hat diese Adresse nicht eingeladen. Wenn Sie unter einer anderen Adresse eingeladen wurden, verwenden Sie dieses Konto.`,
          `Andernfalls bitten Sie ${creator} um eine Einladung.`,
        ],
      },
      invitation_expired: {
        heading: () => 'Ihre Einladung ist abgelaufen',
        paragraphs: (creator) => [
          `Bitten Sie ${creator} um eine neue Einladung. Beginnen Sie dann die Anmeldung in ChatGPT noch einmal.`,
        ],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} ist für diese Adresse nicht offen`,
        paragraphs: (creator) => [
          `${creator} lässt nur Adressen bestimmter Organisationen zu. Wenn Sie eine haben, etwa die von Ihrer Arbeit, verwenden Sie dieses Konto.`,
        ],
      },
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
      not_invited: {
        heading: (gpt) => `${gpt} est réservé aux personnes invitées`,
        paragraphs: (creator) => [
          `${creator} n’a pas invité cette adresse. Si vous avez été invité sous une autre adresse, utilisez ce compte.`,
          `Sinon, demandez une invitation à ${creator}.`,
        ],
      },
      invitation_expired: {
        heading: () => 'Votre invitation a expiré',
        paragraphs: (creator) => [
          `Demandez à ${creator} de vous inviter à nouveau. Recommencez ensuite la connexion dans ChatGPT.`,
        ],
      },
      domain_not_allowed: {
        heading: (gpt) => `${gpt} n’est pas ouvert à cette adresse`,
        paragraphs: (creator) => [
          `${creator} n’admet que les adresses de certaines organisations. Si vous en avez une, celle de votre travail par exemple, utilisez ce compte.`,
        ],
      },
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
