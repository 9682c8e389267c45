import type { Catalogue } from '../../edge/hosted-pages/language';

export interface AccessMailTexts {
  readonly invited: { readonly subject: (gpt: string) => string; readonly intro: (gpt: string, creator: string) => string };
  readonly approved: { readonly subject: (gpt: string) => string; readonly intro: (gpt: string, creator: string) => string };
  readonly refused: { readonly subject: (gpt: string) => string; readonly intro: (gpt: string, creator: string) => string };
  /** How to get in: by the link that follows, or by looking for it. */
  readonly openByLink: string;
  readonly openByName: (gpt: string) => string;
  readonly signInAs: (email: string) => string;
  readonly until: (moment: string) => string;
  readonly unexpected: string;
}

/** What people are told by mail about their access to a GPT. */
export const accessMailTexts: Catalogue<AccessMailTexts> = {
  en: {
    invited: {
      subject: (gpt) => `You are invited to ${gpt}`,
      intro: (gpt, creator) => `${creator} invites you to use ${gpt}, a GPT in ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `You may use ${gpt}`,
      intro: (gpt, creator) => `${creator} has approved your request to use ${gpt}.`,
    },
    refused: {
      subject: (gpt) => `Your request for ${gpt}`,
      intro: (gpt, creator) => `${creator} has decided not to approve your request to use ${gpt}.`,
    },
    openByLink: 'Open it in ChatGPT here, and sign in when it asks you to:',
    openByName: (gpt) => `Open ${gpt} in ChatGPT, and sign in when it asks you to.`,
    signInAs: (email) => `Sign in with this address: ${email}`,
    until: (moment) => `The invitation is good until ${moment}.`,
    unexpected: 'If you did not expect this mail, ignore it.',
  },
  es: {
    invited: {
      subject: (gpt) => `Tiene una invitación a ${gpt}`,
      intro: (gpt, creator) => `${creator} le invita a usar ${gpt}, un GPT de ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `Ya puede usar ${gpt}`,
      intro: (gpt, creator) => `${creator} ha aprobado su solicitud para usar ${gpt}.`,
    },
    refused: {
      subject: (gpt) => `Su solicitud para ${gpt}`,
      intro: (gpt, creator) => `${creator} ha decidido no aprobar su solicitud para usar ${gpt}.`,
    },
    openByLink: 'Ábralo aquí en ChatGPT e inicie sesión cuando se lo pida:',
    openByName: (gpt) => `Abra ${gpt} en ChatGPT e inicie sesión cuando se lo pida.`,
    signInAs: (email) => `Inicie sesión con esta dirección: ${email}`,
    until: (moment) => `La invitación es válida hasta el ${moment}.`,
    unexpected: 'Si no esperaba este correo, ignórelo.',
  },
  pt: {
    invited: {
      subject: (gpt) => `Você recebeu um convite para ${gpt}`,
      intro: (gpt, creator) => `${creator} convida você a usar ${gpt}, um GPT no ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `Você já pode usar ${gpt}`,
      intro: (gpt, creator) => `${creator} aprovou o seu pedido para usar ${gpt}.`,
    },
    refused: {
      subject: (gpt) => `O seu pedido para ${gpt}`,
      intro: (gpt, creator) => `${creator} decidiu não aprovar o seu pedido para usar ${gpt}.`,
    },
    openByLink: 'Abra-o aqui no ChatGPT e inicie a sessão quando for pedido:',
    openByName: (gpt) => `Abra ${gpt} no ChatGPT e inicie a sessão quando for pedido.`,
    signInAs: (email) => `Inicie a sessão com este endereço: ${email}`,
    until: (moment) => `O convite é válido até ${moment}.`,
    unexpected: 'Se você não esperava este e-mail, ignore-o.',
  },
  hi: {
    invited: {
      subject: (gpt) => `आपको ${gpt} का आमंत्रण मिला है`,
      intro: (gpt, creator) => `${creator} आपको ${gpt} इस्तेमाल करने का आमंत्रण देता है, जो ChatGPT में एक GPT है।`,
    },
    approved: {
      subject: (gpt) => `अब आप ${gpt} इस्तेमाल कर सकते हैं`,
      intro: (gpt, creator) => `${creator} ने ${gpt} इस्तेमाल करने का आपका अनुरोध स्वीकार कर लिया है।`,
    },
    refused: {
      subject: (gpt) => `${gpt} के लिए आपका अनुरोध`,
      intro: (gpt, creator) => `${creator} ने ${gpt} इस्तेमाल करने का आपका अनुरोध स्वीकार न करने का फ़ैसला किया है।`,
    },
    openByLink: 'इसे यहाँ ChatGPT में खोलें, और पूछे जाने पर साइन इन करें:',
    openByName: (gpt) => `ChatGPT में ${gpt} खोलें, और पूछे जाने पर साइन इन करें।`,
    signInAs: (email) => `इस पते से साइन इन करें: ${email}`,
    until: (moment) => `यह आमंत्रण ${moment} तक मान्य है।`,
    unexpected: 'अगर आपको इस ईमेल की उम्मीद नहीं थी, तो इसे अनदेखा करें।',
  },
  id: {
    invited: {
      subject: (gpt) => `Anda diundang ke ${gpt}`,
      intro: (gpt, creator) => `${creator} mengundang Anda menggunakan ${gpt}, sebuah GPT di ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `Anda boleh menggunakan ${gpt}`,
      intro: (gpt, creator) => `${creator} telah menyetujui permintaan Anda untuk menggunakan ${gpt}.`,
    },
    refused: {
      subject: (gpt) => `Permintaan Anda untuk ${gpt}`,
      intro: (gpt, creator) => `${creator} memutuskan untuk tidak menyetujui permintaan Anda menggunakan ${gpt}.`,
    },
    openByLink: 'Buka di ChatGPT di sini, dan masuk ketika diminta:',
    openByName: (gpt) => `Buka ${gpt} di ChatGPT, dan masuk ketika diminta.`,
    signInAs: (email) => `Masuk dengan alamat ini: ${email}`,
    until: (moment) => `Undangan ini berlaku sampai ${moment}.`,
    unexpected: 'Jika Anda tidak mengharapkan email ini, abaikan saja.',
  },
  ja: {
    invited: {
      subject: (gpt) => `${gpt} への招待が届いています`,
      intro: (gpt, creator) => `${creator} から、ChatGPT の GPT「${gpt}」への招待が届いています。`,
    },
    approved: {
      subject: (gpt) => `${gpt} をご利用いただけます`,
      intro: (gpt, creator) => `${creator} が ${gpt} の利用申請を承認しました。`,
    },
    refused: {
      subject: (gpt) => `${gpt} の利用申請について`,
      intro: (gpt, creator) => `${creator} は ${gpt} の利用申請を承認しませんでした。`,
    },
    openByLink: 'こちらから ChatGPT で開き、求められたらサインインしてください：',
    openByName: (gpt) => `ChatGPT で ${gpt} を開き、求められたらサインインしてください。`,
    signInAs: (email) => `サインインに使うメールアドレス：${email}`,
    until: (moment) => `この招待は ${moment} まで有効です。`,
    unexpected: 'このメールにお心当たりがない場合は、無視してください。',
  },
  de: {
    invited: {
      subject: (gpt) => `Sie sind zu ${gpt} eingeladen`,
      intro: (gpt, creator) => `${creator} lädt Sie ein, ${gpt} zu verwenden, ein GPT in ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `Sie dürfen ${gpt} verwenden`,
      intro: (gpt, creator) => `${creator} hat Ihre Anfrage freigegeben: Sie dürfen ${gpt} verwenden.`,
    },
    refused: {
      subject: (gpt) => `Ihre Anfrage zu ${gpt}`,
      intro: (gpt, creator) => `${creator} hat entschieden, Ihre Anfrage zu ${gpt} nicht freizugeben.`,
    },
    openByLink: 'Öffnen Sie es hier in ChatGPT und melden Sie sich an, wenn Sie dazu aufgefordert werden:',
    openByName: (gpt) => `Öffnen Sie ${gpt} in ChatGPT und melden Sie sich an, wenn Sie dazu aufgefordert werden.`,
    signInAs: (email) => `Melden Sie sich mit dieser Adresse an: ${email}`,
    until: (moment) => `Die Einladung gilt bis ${moment}.`,
    unexpected: 'Wenn Sie diese E-Mail nicht erwartet haben, ignorieren Sie sie.',
  },
  fr: {
    invited: {
      subject: (gpt) => `Vous êtes invité à utiliser ${gpt}`,
      intro: (gpt, creator) => `${creator} vous invite à utiliser ${gpt}, un GPT dans ChatGPT.`,
    },
    approved: {
      subject: (gpt) => `Vous pouvez utiliser ${gpt}`,
      intro: (gpt, creator) => `${creator} a approuvé votre demande d’utilisation de ${gpt}.`,
    },
    refused: {
      subject: (gpt) => `Votre demande pour ${gpt}`,
      intro: (gpt, creator) => `${creator} a décidé de ne pas approuver votre demande d’utilisation de ${gpt}.`,
    },
    openByLink: 'Ouvrez-le ici dans ChatGPT, et connectez-vous lorsqu’on vous le demande :',
    openByName: (gpt) => `Ouvrez ${gpt} dans ChatGPT, et connectez-vous lorsqu’on vous le demande.`,
    signInAs: (email) => `Connectez-vous avec cette adresse : ${email}`,
    until: (moment) => `L’invitation est valable jusqu’au ${moment}.`,
    unexpected: 'Si vous n’attendiez pas cet e-mail, ignorez-le.',
  },
};
