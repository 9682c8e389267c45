import type { Catalogue } from '../../edge/hosted-pages/language';

export interface BlockedTexts {
  readonly heading: (gpt: string) => string;
  readonly ended: (creator: string) => string;
  readonly mistake: string;
}

/** For a person whose access the creator has ended. */
export const blockedTexts: Catalogue<BlockedTexts> = {
  en: {
    heading: (gpt) => `You cannot use ${gpt}`,
    ended: (creator) => `${creator} has ended your access.`,
    mistake: 'If you think that this is a mistake, write to them.',
  },
  es: {
    heading: (gpt) => `No puede usar ${gpt}`,
    ended: (creator) => `${creator} ha retirado su acceso.`,
    mistake: 'Si cree que se trata de un error, póngase en contacto con el creador.',
  },
  pt: {
    heading: (gpt) => `Você não pode usar ${gpt}`,
    ended: (creator) => `${creator} encerrou o seu acesso.`,
    mistake: 'Se você acha que é um engano, escreva para quem criou o GPT.',
  },
  hi: {
    heading: (gpt) => `आप ${gpt} का इस्तेमाल नहीं कर सकते`,
    ended: (creator) => `${creator} ने आपकी पहुँच बंद कर दी है।`,
    mistake: 'अगर आपको लगता है कि यह गलती से हुआ है, तो उन्हें लिखें।',
  },
  id: {
    heading: (gpt) => `Anda tidak dapat menggunakan ${gpt}`,
    ended: (creator) => `${creator} telah mengakhiri akses Anda.`,
    mistake: 'Jika menurut Anda ini keliru, silakan hubungi pembuatnya.',
  },
  ja: {
    heading: (gpt) => `${gpt} はご利用いただけません`,
    ended: (creator) => `${creator} がアクセスを終了しました。`,
    mistake: '誤りと思われる場合は、作成者にお問い合わせください。',
  },
  de: {
    heading: (gpt) => `Sie können ${gpt} nicht verwenden`,
    ended: (creator) => `${creator} hat Ihren Zugang beendet.`,
    mistake: 'Wenn Sie das für einen Irrtum halten, schreiben Sie dem Ersteller.',
  },
  fr: {
    heading: (gpt) => `Vous ne pouvez pas utiliser ${gpt}`,
    ended: (creator) => `${creator} a mis fin à votre accès.`,
    mistake: 'Si vous pensez qu’il s’agit d’une erreur, écrivez au créateur.',
  },
};
