import type { AccessRefusal } from '@gatehouse/core';
import type { Catalogue } from '../../edge/hosted-pages/language';

export interface RefusalTexts {
  readonly heading: (gpt: string) => string;
  readonly paragraphs: (creator: string) => readonly string[];
}

/** For a person who has signed in and whom the GPT's access policy does not let on, where there is nothing to ask for on the page. */
export const admissionTexts: Catalogue<Record<Exclude<AccessRefusal, 'must_ask' | 'waiting' | 'refused'>, RefusalTexts>> = {
  en: {
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
  },
  es: {
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
  },
  pt: {
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
  },
  hi: {
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
  },
  id: {
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
  },
  ja: {
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
  },
  de: {
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
  },
  fr: {
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
  },
};
