import type { Catalogue } from '../../edge/hosted-pages/language';

/** The hosted privacy policy of a GPT: our own sentences, and those that stand in where its creator says nothing. */
export interface PrivacyTexts {
  readonly title: (gpt: string) => string;
  readonly changed: (date: string) => string;
  readonly who: { readonly heading: string; readonly responsible: (name: string) => string; readonly contact: string };
  readonly collected: { readonly heading: (gpt: string) => string; readonly general: (name: string) => string };
  readonly purposes: { readonly heading: string; readonly general: string };
  readonly retention: { readonly heading: string; readonly general: (name: string) => string };
  readonly recipients: { readonly heading: string; readonly general: (name: string) => string };
  readonly missing: { readonly heading: string; readonly text: string };
}

export const privacyTexts: Catalogue<PrivacyTexts> = {
  en: {
    title: (gpt) => `Privacy policy of ${gpt}`,
    changed: (date) => `Last changed on ${date}.`,
    who: {
      heading: 'Who is responsible',
      responsible: (name) => `${name} is responsible for this GPT and for what happens to your data.`,
      contact: 'Write to:',
    },
    collected: {
      heading: (gpt) => `What ${gpt} collects`,
      general: (name) =>
        `When the GPT needs it to answer you, ChatGPT sends parts of what you write to the service of ${name}, together with who you are.`,
    },
    purposes: { heading: 'What it is used for', general: 'It is used to answer you, and for nothing else.' },
    retention: {
      heading: 'How long it is kept',
      general: (name) => `As long as the service needs it to work for you. Ask ${name} if you want to know more.`,
    },
    recipients: {
      heading: 'Who else receives it',
      general: (name) => `Nobody but those who run the service for ${name}. Your data is not sold.`,
    },
    missing: { heading: 'There is nothing here', text: 'No GPT has a privacy policy at this address.' },
  },
  es: {
    title: (gpt) => `Política de privacidad de ${gpt}`,
    changed: (date) => `Última modificación: ${date}.`,
    who: {
      heading: 'Responsable',
      responsible: (name) => `${name} es responsable de este GPT y del tratamiento de sus datos.`,
      contact: 'Escriba a:',
    },
    collected: {
      heading: (gpt) => `Qué datos recoge ${gpt}`,
      general: (name) =>
        `Cuando el GPT lo necesita para responderle, ChatGPT envía partes de lo que usted escribe al servicio de ${name}, junto con su identidad.`,
    },
    purposes: { heading: 'Para qué se utilizan', general: 'Se utilizan para responderle y para nada más.' },
    retention: {
      heading: 'Cuánto tiempo se conservan',
      general: (name) => `Mientras el servicio los necesite para trabajar para usted. Si desea saber más, pregunte a ${name}.`,
    },
    recipients: {
      heading: 'Quién más los recibe',
      general: (name) => `Nadie más que quienes prestan el servicio para ${name}. Sus datos no se venden.`,
    },
    missing: { heading: 'Aquí no hay nada', text: 'Ningún GPT tiene una política de privacidad en esta dirección.' },
  },
  pt: {
    title: (gpt) => `Política de privacidade de ${gpt}`,
    changed: (date) => `Última alteração: ${date}.`,
    who: {
      heading: 'Quem é responsável',
      responsible: (name) => `${name} é responsável por este GPT e pelo tratamento dos seus dados.`,
      contact: 'Escreva para:',
    },
    collected: {
      heading: (gpt) => `O que ${gpt} coleta`,
      general: (name) =>
        `Quando o GPT precisa disso para responder, o ChatGPT envia partes do que você escreve ao serviço de ${name}, junto com a sua identidade.`,
    },
    purposes: { heading: 'Para que é usado', general: 'É usado para responder a você, e para mais nada.' },
    retention: {
      heading: 'Por quanto tempo é guardado',
      general: (name) => `Enquanto o serviço precisar disso para trabalhar para você. Se quiser saber mais, pergunte a ${name}.`,
    },
    recipients: {
      heading: 'Quem mais recebe',
      general: (name) => `Ninguém além de quem opera o serviço para ${name}. Os seus dados não são vendidos.`,
    },
    missing: { heading: 'Não há nada aqui', text: 'Nenhum GPT tem uma política de privacidade neste endereço.' },
  },
  hi: {
    title: (gpt) => `${gpt} की गोपनीयता नीति`,
    changed: (date) => `आख़िरी बदलाव: ${date}।`,
    who: {
      heading: 'कौन ज़िम्मेदार है',
      responsible: (name) => `इस GPT और आपके डेटा के लिए ${name} ज़िम्मेदार हैं।`,
      contact: 'यहाँ लिखें:',
    },
    collected: {
      heading: (gpt) => `${gpt} क्या इकट्ठा करता है`,
      general: (name) =>
        `जब GPT को आपको जवाब देने के लिए ज़रूरत होती है, तब ChatGPT आपकी लिखी बातों के हिस्से आपकी पहचान के साथ ${name} की सेवा को भेजता है।`,
    },
    purposes: { heading: 'इसका उपयोग किसलिए होता है', general: 'इसका उपयोग केवल आपको जवाब देने के लिए होता है।' },
    retention: {
      heading: 'इसे कब तक रखा जाता है',
      general: (name) => `जब तक सेवा को आपके लिए काम करने में इसकी ज़रूरत है। और जानने के लिए ${name} से पूछें।`,
    },
    recipients: {
      heading: 'यह और किसे मिलता है',
      general: (name) => `${name} के लिए सेवा चलाने वालों के अलावा किसी को नहीं। आपका डेटा बेचा नहीं जाता।`,
    },
    missing: { heading: 'यहाँ कुछ नहीं है', text: 'इस पते पर किसी GPT की गोपनीयता नीति नहीं है।' },
  },
  id: {
    title: (gpt) => `Kebijakan privasi ${gpt}`,
    changed: (date) => `Terakhir diubah pada ${date}.`,
    who: {
      heading: 'Siapa yang bertanggung jawab',
      responsible: (name) => `${name} bertanggung jawab atas GPT ini dan atas data Anda.`,
      contact: 'Hubungi:',
    },
    collected: {
      heading: (gpt) => `Apa yang dikumpulkan ${gpt}`,
      general: (name) =>
        `Jika GPT memerlukannya untuk menjawab Anda, ChatGPT mengirim bagian dari yang Anda tulis ke layanan ${name}, beserta identitas Anda.`,
    },
    purposes: { heading: 'Untuk apa digunakan', general: 'Data itu digunakan untuk menjawab Anda, tidak untuk hal lain.' },
    retention: {
      heading: 'Berapa lama disimpan',
      general: (name) =>
        `Selama layanan memerlukannya untuk bekerja bagi Anda. Untuk keterangan lebih lanjut, tanyakan kepada ${name}.`,
    },
    recipients: {
      heading: 'Siapa lagi yang menerimanya',
      general: (name) => `Tidak ada selain mereka yang menjalankan layanan ini untuk ${name}. Data Anda tidak dijual.`,
    },
    missing: { heading: 'Tidak ada apa-apa di sini', text: 'Tidak ada GPT yang memiliki kebijakan privasi di alamat ini.' },
  },
  ja: {
    title: (gpt) => `${gpt} のプライバシーポリシー`,
    changed: (date) => `最終更新日：${date}`,
    who: {
      heading: '責任者',
      responsible: (name) => `この GPT と、お客様のデータの取り扱いについては、${name} が責任を負います。`,
      contact: 'お問い合わせ先：',
    },
    collected: {
      heading: (gpt) => `${gpt} が収集する情報`,
      general: (name) =>
        `GPT が回答に必要とする場合、ChatGPT はお客様が書いた内容の一部を、お客様が誰であるかとともに ${name} のサービスに送信します。`,
    },
    purposes: { heading: '利用目的', general: 'お客様に回答するためにのみ利用し、それ以外の目的には利用しません。' },
    retention: {
      heading: '保存期間',
      general: (name) => `サービスの提供に必要な間、保存します。詳しくは ${name} にお問い合わせください。`,
    },
    recipients: {
      heading: 'ほかに情報を受け取る者',
      general: (name) => `${name} のためにサービスを運営する者以外には提供しません。お客様のデータを販売することはありません。`,
    },
    missing: { heading: 'ここには何もありません', text: 'このアドレスにプライバシーポリシーのある GPT はありません。' },
  },
  de: {
    title: (gpt) => `Datenschutzerklärung von ${gpt}`,
    changed: (date) => `Zuletzt geändert am ${date}.`,
    who: {
      heading: 'Wer verantwortlich ist',
      responsible: (name) => `${name} ist für dieses GPT und für den Umgang mit Ihren Daten verantwortlich.`,
      contact: 'Schreiben Sie an:',
    },
    collected: {
      heading: (gpt) => `Was ${gpt} erhebt`,
      general: (name) =>
        `Wenn das GPT es braucht, um Ihnen zu antworten, sendet ChatGPT Teile dessen, was Sie schreiben, an den Dienst von ${name}, zusammen mit der Angabe, wer Sie sind.`,
    },
    purposes: {
      heading: 'Wofür es verwendet wird',
      general: 'Es wird verwendet, um Ihnen zu antworten, und für nichts anderes.',
    },
    retention: {
      heading: 'Wie lange es aufbewahrt wird',
      general: (name) => `So lange, wie der Dienst es braucht, um für Sie zu arbeiten. Mehr dazu erfahren Sie von ${name}.`,
    },
    recipients: {
      heading: 'Wer es noch erhält',
      general: (name) => `Niemand außer denen, die den Dienst für ${name} betreiben. Ihre Daten werden nicht verkauft.`,
    },
    missing: { heading: 'Hier gibt es nichts', text: 'Unter dieser Adresse hat kein GPT eine Datenschutzerklärung.' },
  },
  fr: {
    title: (gpt) => `Politique de confidentialité de ${gpt}`,
    changed: (date) => `Dernière modification : ${date}.`,
    who: {
      heading: 'Qui est responsable',
      responsible: (name) => `${name} est responsable de ce GPT et du traitement de vos données.`,
      contact: 'Écrivez à :',
    },
    collected: {
      heading: (gpt) => `Ce que ${gpt} recueille`,
      general: (name) =>
        `Lorsque le GPT en a besoin pour vous répondre, ChatGPT envoie des parties de ce que vous écrivez au service de ${name}, avec votre identité.`,
    },
    purposes: { heading: 'À quoi cela sert', general: 'Cela sert à vous répondre, et à rien d’autre.' },
    retention: {
      heading: 'Combien de temps c’est conservé',
      general: (name) =>
        `Aussi longtemps que le service en a besoin pour travailler pour vous. Pour en savoir plus, adressez-vous à ${name}.`,
    },
    recipients: {
      heading: 'Qui d’autre le reçoit',
      general: (name) => `Personne d’autre que ceux qui exploitent le service pour ${name}. Vos données ne sont pas vendues.`,
    },
    missing: { heading: 'Il n’y a rien ici', text: 'Aucun GPT n’a de politique de confidentialité à cette adresse.' },
  },
};
