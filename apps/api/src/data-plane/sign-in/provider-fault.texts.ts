import type { ProviderFault } from '@gatehouse/core';
import type { Catalogue } from '../../edge/hosted-pages/language';

/** The page for a client that a provider refuses; `provider` is the provider's own name in every language. */
export interface ProviderFaultTexts {
  readonly heading: (provider: string) => string;
  readonly faults: Readonly<Record<ProviderFault, (provider: string) => string>>;
  readonly tellCreator: (creator: string) => string;
  readonly remedies: Readonly<Record<ProviderFault, (provider: string, redirectUri: string) => string>>;
  readonly anotherWay: string;
}

export const providerFaultTexts: Catalogue<ProviderFaultTexts> = {
  en: {
    heading: (provider) => `Signing in with ${provider} is not set up right`,
    faults: {
      client_refused: (provider) => `${provider} does not accept the client ID and client secret that this GPT uses.`,
      redirect_uri_unknown: (provider) => `At ${provider}, this GPT’s client does not know the address to return to.`,
    },
    tellCreator: (creator) => `This is not your doing. Please tell the GPT’s creator, ${creator}, what it says here.`,
    remedies: {
      client_refused: (provider) =>
        `If you made this GPT: open its Sign-in tab in your dashboard and enter the client ID and a client secret from ${provider} again. A secret may have expired or been replaced.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `If you made this GPT: register exactly this redirect URI with your client at ${provider}: ${redirectUri}`,
    },
    anotherWay: 'Choose another way',
  },
  es: {
    heading: (provider) => `El inicio de sesión con ${provider} no está bien configurado`,
    faults: {
      client_refused: (provider) => `${provider} no acepta el ID de cliente y el secreto de cliente que usa este GPT.`,
      redirect_uri_unknown: (provider) =>
        `En ${provider}, el cliente de este GPT no conoce la dirección a la que hay que volver.`,
    },
    tellCreator: (creator) => `No es culpa suya. Comunique lo que pone aquí a quien creó el GPT, ${creator}.`,
    remedies: {
      client_refused: (provider) =>
        `Si usted creó este GPT: abra su pestaña «Sign-in» en el panel e introduzca de nuevo el ID de cliente y un secreto de cliente de ${provider}. Puede que el secreto haya caducado o se haya sustituido.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `Si usted creó este GPT: registre exactamente este URI de redirección en su cliente de ${provider}: ${redirectUri}`,
    },
    anotherWay: 'Elegir otra forma',
  },
  pt: {
    heading: (provider) => `A entrada com ${provider} não está configurada corretamente`,
    faults: {
      client_refused: (provider) => `${provider} não aceita o ID do cliente e o segredo do cliente usados por este GPT.`,
      redirect_uri_unknown: (provider) => `Em ${provider}, o cliente deste GPT não conhece o endereço de retorno.`,
    },
    tellCreator: (creator) => `A culpa não é sua. Informe a quem criou o GPT, ${creator}, o que está escrito aqui.`,
    remedies: {
      client_refused: (provider) =>
        `Se você criou este GPT: abra a aba “Sign-in” no painel e informe novamente o ID do cliente e um segredo do cliente de ${provider}. O segredo pode ter expirado ou sido substituído.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `Se você criou este GPT: registre exatamente este URI de redirecionamento no seu cliente em ${provider}: ${redirectUri}`,
    },
    anotherWay: 'Escolher outra forma',
  },
  hi: {
    heading: (provider) => `${provider} से साइन इन ठीक से सेट नहीं किया गया है`,
    faults: {
      client_refused: (provider) => `यह GPT जो क्लाइंट आईडी और क्लाइंट सीक्रेट इस्तेमाल करता है, उन्हें ${provider} स्वीकार नहीं करता।`,
      redirect_uri_unknown: (provider) => `${provider} पर इस GPT के क्लाइंट में वापस लौटने का पता दर्ज नहीं है।`,
    },
    tellCreator: (creator) => `इसमें आपकी कोई गलती नहीं है। कृपया यहाँ लिखी बात GPT के निर्माता, ${creator}, को बताएँ।`,
    remedies: {
      client_refused: (provider) =>
        `अगर यह GPT आपने बनाया है: अपने डैशबोर्ड में इसका “Sign-in” टैब खोलें और ${provider} से मिली क्लाइंट आईडी और क्लाइंट सीक्रेट फिर से डालें। सीक्रेट की अवधि समाप्त हुई हो सकती है या वह बदला गया हो सकता है।`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `अगर यह GPT आपने बनाया है: ${provider} पर अपने क्लाइंट में ठीक यही रीडायरेक्ट URI दर्ज करें: ${redirectUri}`,
    },
    anotherWay: 'दूसरा तरीका चुनें',
  },
  id: {
    heading: (provider) => `Masuk dengan ${provider} belum diatur dengan benar`,
    faults: {
      client_refused: (provider) => `${provider} tidak menerima ID klien dan rahasia klien yang dipakai GPT ini.`,
      redirect_uri_unknown: (provider) => `Di ${provider}, klien GPT ini tidak mengenal alamat untuk kembali.`,
    },
    tellCreator: (creator) => `Ini bukan kesalahan Anda. Mohon sampaikan tulisan di sini kepada pembuat GPT, ${creator}.`,
    remedies: {
      client_refused: (provider) =>
        `Jika Anda membuat GPT ini: buka tab “Sign-in” di dasbor Anda dan masukkan lagi ID klien dan rahasia klien dari ${provider}. Rahasianya mungkin sudah kedaluwarsa atau diganti.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `Jika Anda membuat GPT ini: daftarkan URI pengalihan berikut, persis seperti ini, pada klien Anda di ${provider}: ${redirectUri}`,
    },
    anotherWay: 'Pilih cara lain',
  },
  ja: {
    heading: (provider) => `${provider} でのサインインが正しく設定されていません`,
    faults: {
      client_refused: (provider) =>
        `この GPT のクライアント ID とクライアントシークレットが ${provider} に受け付けられませんでした。`,
      redirect_uri_unknown: (provider) =>
        `${provider} に登録されたこの GPT のクライアントに、戻り先のアドレスが登録されていません。`,
    },
    tellCreator: (creator) =>
      `お客様の操作が原因ではありません。お手数ですが、この内容を GPT の作成者（${creator}）にお伝えください。`,
    remedies: {
      client_refused: (provider) =>
        `この GPT の作成者の方へ：ダッシュボードの「Sign-in」タブで、${provider} のクライアント ID とクライアントシークレットをもう一度入力してください。シークレットの期限が切れたか、置き換えられた可能性があります。`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `この GPT の作成者の方へ：${provider} のクライアントに、次のリダイレクト URI をこのとおりに登録してください：${redirectUri}`,
    },
    anotherWay: '別の方法を選ぶ',
  },
  de: {
    heading: (provider) => `Die Anmeldung mit ${provider} ist nicht richtig eingerichtet`,
    faults: {
      client_refused: (provider) => `${provider} nimmt die Client-ID und das Client-Secret nicht an, die dieser GPT verwendet.`,
      redirect_uri_unknown: (provider) =>
        `Bei ${provider} kennt der Client dieses GPT die Adresse nicht, zu der es zurückgehen soll.`,
    },
    tellCreator: (creator) =>
      `Das liegt nicht an Ihnen. Bitte teilen Sie ${creator} mit, was hier steht: Von dort stammt dieser GPT.`,
    remedies: {
      client_refused: (provider) =>
        `Wenn dieser GPT von Ihnen ist: Öffnen Sie im Dashboard seinen Reiter „Sign-in“ und geben Sie Client-ID und Client-Secret von ${provider} erneut ein. Ein Secret kann abgelaufen oder ersetzt worden sein.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `Wenn dieser GPT von Ihnen ist: Tragen Sie bei Ihrem Client bei ${provider} genau diese Weiterleitungs-URI ein: ${redirectUri}`,
    },
    anotherWay: 'Anderen Weg wählen',
  },
  fr: {
    heading: (provider) => `La connexion avec ${provider} est mal configurée`,
    faults: {
      client_refused: (provider) => `${provider} n’accepte pas l’identifiant client et le secret client utilisés par ce GPT.`,
      redirect_uri_unknown: (provider) => `Chez ${provider}, le client de ce GPT ne connaît pas l’adresse de retour.`,
    },
    tellCreator: (creator) =>
      `Vous n’y êtes pour rien. Veuillez signaler ce qui est écrit ici à la personne qui a créé ce GPT, ${creator}.`,
    remedies: {
      client_refused: (provider) =>
        `Si vous avez créé ce GPT : ouvrez son onglet « Sign-in » dans votre tableau de bord et saisissez à nouveau l’identifiant client et un secret client de ${provider}. Le secret a peut-être expiré ou été remplacé.`,
      redirect_uri_unknown: (provider, redirectUri) =>
        `Si vous avez créé ce GPT : enregistrez exactement cet URI de redirection auprès de votre client chez ${provider} : ${redirectUri}`,
    },
    anotherWay: 'Choisir un autre moyen',
  },
};
