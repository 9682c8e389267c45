import type { PageErrorReason } from '@gatehouse/core';
import type { Catalogue } from '../../edge/hosted-pages/language';

export interface PageErrorTexts {
  readonly heading: string;
  readonly faults: Readonly<Record<PageErrorReason, string>>;
  readonly tellTheCreator: (creator: string) => string;
  readonly ifYouMadeIt: (remedy: string) => string;
  readonly compareSettings: string;
  readonly newCallback: string;
}

/** What a person reads whom ChatGPT sent with a request that nobody can answer. Names of settings stay as the GPT editor writes them. */
export const pageErrorTexts: Catalogue<PageErrorTexts> = {
  en: {
    heading: 'This GPT cannot sign you in',
    faults: {
      request_too_large: 'The request that brought you here is far larger than any that ChatGPT sends.',
      client_id_missing: 'The request that brought you here names no client ID.',
      client_id_repeated: 'The request that brought you here names more than one client ID.',
      client_unknown: 'No GPT with this client ID is registered here. It was entered wrong, or the GPT was removed.',
      redirect_uri_missing: 'The request that brought you here does not say where you should return to.',
      redirect_uri_repeated: 'The request that brought you here names more than one place to return to.',
      redirect_uri_unknown: 'The callback URL of this GPT is not registered, so we do not send you there.',
    },
    tellTheCreator: (creator) =>
      `This is not your doing. Please tell the GPT's creator, ${creator}, what it says here. Then close this page and return to ChatGPT.`,
    ifYouMadeIt: (remedy) => `If you made this GPT: ${remedy}`,
    compareSettings: "Compare the OAuth settings in the GPT editor with the GPT's page in your dashboard.",
    newCallback:
      "ChatGPT gives a GPT a new callback URL whenever its action is edited. Copy the callback URL from the GPT editor and paste it into the GPT's page in your dashboard.",
  },
  es: {
    heading: 'Este GPT no puede iniciar su sesión',
    faults: {
      request_too_large: 'La solicitud que le ha traído aquí es mucho mayor que cualquiera de las que envía ChatGPT.',
      client_id_missing: 'La solicitud que le ha traído aquí no indica ningún Client ID.',
      client_id_repeated: 'La solicitud que le ha traído aquí indica más de un Client ID.',
      client_unknown: 'Aquí no hay registrado ningún GPT con este Client ID. Se ha escrito mal o el GPT se ha eliminado.',
      redirect_uri_missing: 'La solicitud que le ha traído aquí no dice adónde debe volver.',
      redirect_uri_repeated: 'La solicitud que le ha traído aquí indica más de un lugar al que volver.',
      redirect_uri_unknown: 'La URL de retorno (callback URL) de este GPT no está registrada, así que no le enviamos allí.',
    },
    tellTheCreator: (creator) =>
      `No es culpa suya. Comunique al creador del GPT, ${creator}, lo que se indica aquí. Después, cierre esta página y vuelva a ChatGPT.`,
    ifYouMadeIt: (remedy) => `Si usted ha creado este GPT: ${remedy}`,
    compareSettings: 'Compare los ajustes de OAuth del editor de GPT con la página del GPT en su panel.',
    newCallback:
      'ChatGPT asigna al GPT una nueva callback URL cada vez que se edita su acción. Copie la callback URL del editor de GPT y péguela en la página del GPT en su panel.',
  },
  pt: {
    heading: 'Este GPT não consegue iniciar a sua sessão',
    faults: {
      request_too_large: 'A solicitação que trouxe você aqui é muito maior do que qualquer uma que o ChatGPT envia.',
      client_id_missing: 'A solicitação que trouxe você aqui não indica nenhum Client ID.',
      client_id_repeated: 'A solicitação que trouxe você aqui indica mais de um Client ID.',
      client_unknown: 'Nenhum GPT com este Client ID está registrado aqui. Ele foi digitado errado ou o GPT foi removido.',
      redirect_uri_missing: 'A solicitação que trouxe você aqui não diz para onde você deve voltar.',
      redirect_uri_repeated: 'A solicitação que trouxe você aqui indica mais de um lugar para onde voltar.',
      redirect_uri_unknown: 'A URL de retorno (callback URL) deste GPT não está registrada, por isso não enviamos você para lá.',
    },
    tellTheCreator: (creator) =>
      `A culpa não é sua. Informe a quem criou o GPT, ${creator}, o que está escrito aqui. Depois, feche esta página e volte ao ChatGPT.`,
    ifYouMadeIt: (remedy) => `Se você criou este GPT: ${remedy}`,
    compareSettings: 'Compare as configurações de OAuth no editor de GPTs com a página do GPT no seu painel.',
    newCallback:
      'O ChatGPT dá ao GPT uma nova callback URL sempre que a ação é editada. Copie a callback URL do editor de GPTs e cole-a na página do GPT no seu painel.',
  },
  hi: {
    heading: 'यह GPT आपको साइन इन नहीं करा सकता',
    faults: {
      request_too_large: 'जिस अनुरोध से आप यहाँ आए हैं, वह ChatGPT के भेजे किसी भी अनुरोध से कहीं बड़ा है।',
      client_id_missing: 'जिस अनुरोध से आप यहाँ आए हैं, उसमें कोई Client ID नहीं है।',
      client_id_repeated: 'जिस अनुरोध से आप यहाँ आए हैं, उसमें एक से ज़्यादा Client ID हैं।',
      client_unknown: 'इस Client ID वाला कोई GPT यहाँ पंजीकृत नहीं है। या तो वह गलत लिखा गया है, या GPT हटा दिया गया है।',
      redirect_uri_missing: 'जिस अनुरोध से आप यहाँ आए हैं, वह नहीं बताता कि आपको कहाँ लौटना है।',
      redirect_uri_repeated: 'जिस अनुरोध से आप यहाँ आए हैं, उसमें लौटने की एक से ज़्यादा जगहें हैं।',
      redirect_uri_unknown: 'इस GPT का Callback URL पंजीकृत नहीं है, इसलिए हम आपको वहाँ नहीं भेजते।',
    },
    tellTheCreator: (creator) =>
      `इसमें आपकी कोई गलती नहीं है। यहाँ जो लिखा है, वह कृपया GPT के निर्माता (${creator}) को बताएँ। फिर यह पेज बंद करके ChatGPT पर लौट जाएँ।`,
    ifYouMadeIt: (remedy) => `अगर यह GPT आपने बनाया है: ${remedy}`,
    compareSettings: 'GPT एडिटर की OAuth सेटिंग को अपने डैशबोर्ड में GPT के पेज से मिलाएँ।',
    newCallback:
      'जब भी किसी GPT का ऐक्शन बदला जाता है, ChatGPT उसे नया Callback URL देता है। GPT एडिटर से Callback URL कॉपी करके अपने डैशबोर्ड में GPT के पेज पर चिपकाएँ।',
  },
  id: {
    heading: 'GPT ini tidak dapat memasukkan Anda',
    faults: {
      request_too_large: 'Permintaan yang membawa Anda ke sini jauh lebih besar daripada yang pernah dikirim ChatGPT.',
      client_id_missing: 'Permintaan yang membawa Anda ke sini tidak menyebutkan Client ID.',
      client_id_repeated: 'Permintaan yang membawa Anda ke sini menyebutkan lebih dari satu Client ID.',
      client_unknown:
        'Tidak ada GPT dengan Client ID ini yang terdaftar di sini. Mungkin salah ketik, atau GPT-nya sudah dihapus.',
      redirect_uri_missing: 'Permintaan yang membawa Anda ke sini tidak menyebutkan ke mana Anda harus kembali.',
      redirect_uri_repeated: 'Permintaan yang membawa Anda ke sini menyebutkan lebih dari satu tempat untuk kembali.',
      redirect_uri_unknown: 'Callback URL GPT ini tidak terdaftar, jadi kami tidak mengirim Anda ke sana.',
    },
    tellTheCreator: (creator) =>
      `Ini bukan kesalahan Anda. Mohon beri tahu pembuat GPT ini, ${creator}, apa yang tertulis di sini. Lalu tutup halaman ini dan kembali ke ChatGPT.`,
    ifYouMadeIt: (remedy) => `Jika Anda yang membuat GPT ini: ${remedy}`,
    compareSettings: 'Bandingkan pengaturan OAuth di editor GPT dengan halaman GPT di dasbor Anda.',
    newCallback:
      'ChatGPT memberi GPT sebuah callback URL baru setiap kali action-nya diubah. Salin callback URL dari editor GPT dan tempelkan di halaman GPT pada dasbor Anda.',
  },
  ja: {
    heading: 'この GPT ではサインインできません',
    faults: {
      request_too_large: 'ここに来る元となったリクエストは、ChatGPT が送るどのリクエストよりもはるかに大きいものです。',
      client_id_missing: 'ここに来る元となったリクエストに Client ID がありません。',
      client_id_repeated: 'ここに来る元となったリクエストに Client ID が複数あります。',
      client_unknown: 'この Client ID の GPT は登録されていません。入力に誤りがあるか、GPT が削除されています。',
      redirect_uri_missing: 'ここに来る元となったリクエストに、戻り先が書かれていません。',
      redirect_uri_repeated: 'ここに来る元となったリクエストに、戻り先が複数書かれています。',
      redirect_uri_unknown: 'この GPT の Callback URL は登録されていないため、そこへは移動しません。',
    },
    tellTheCreator: (creator) =>
      `お客様の操作が原因ではありません。GPT の作成者（${creator}）に、この画面の内容をお伝えください。その後、このページを閉じて ChatGPT にお戻りください。`,
    ifYouMadeIt: (remedy) => `この GPT を作成された方へ：${remedy}`,
    compareSettings: 'GPT エディターの OAuth 設定を、ダッシュボードの GPT のページと見比べてください。',
    newCallback:
      'アクションを編集するたびに、ChatGPT は GPT に新しい Callback URL を割り当てます。GPT エディターから Callback URL をコピーし、ダッシュボードの GPT のページに貼り付けてください。',
  },
  de: {
    heading: 'Dieses GPT kann Sie nicht anmelden',
    faults: {
      request_too_large: 'Die Anfrage, mit der Sie hierher kamen, ist viel größer als jede, die ChatGPT sendet.',
      client_id_missing: 'Die Anfrage, mit der Sie hierher kamen, nennt keine Client ID.',
      client_id_repeated: 'Die Anfrage, mit der Sie hierher kamen, nennt mehr als eine Client ID.',
      client_unknown:
        'Ein GPT mit dieser Client ID ist hier nicht registriert. Sie wurde falsch eingetragen, oder das GPT wurde entfernt.',
      redirect_uri_missing: 'Die Anfrage, mit der Sie hierher kamen, sagt nicht, wohin Sie zurückkehren sollen.',
      redirect_uri_repeated: 'Die Anfrage, mit der Sie hierher kamen, nennt mehr als einen Ort, an den Sie zurückkehren sollen.',
      redirect_uri_unknown: 'Die Callback-URL dieses GPT ist nicht registriert. Deshalb schicken wir Sie nicht dorthin.',
    },
    tellTheCreator: (creator) =>
      `Das liegt nicht an Ihnen. Bitte teilen Sie dem Ersteller des GPT, ${creator}, mit, was hier steht. Schließen Sie dann diese Seite und kehren Sie zu ChatGPT zurück.`,
    ifYouMadeIt: (remedy) => `Wenn Sie dieses GPT erstellt haben: ${remedy}`,
    compareSettings:
      'Vergleichen Sie die OAuth-Einstellungen im GPT-Editor mit der Seite des GPT in Ihrer Verwaltungsoberfläche.',
    newCallback:
      'ChatGPT gibt einem GPT bei jeder Änderung seiner Aktion eine neue Callback-URL. Kopieren Sie die Callback-URL aus dem GPT-Editor und fügen Sie sie auf der Seite des GPT in Ihrer Verwaltungsoberfläche ein.',
  },
  fr: {
    heading: 'Ce GPT ne peut pas vous connecter',
    faults: {
      request_too_large: 'La demande qui vous a amené ici est bien plus grande que toutes celles qu’envoie ChatGPT.',
      client_id_missing: 'La demande qui vous a amené ici n’indique aucun Client ID.',
      client_id_repeated: 'La demande qui vous a amené ici indique plus d’un Client ID.',
      client_unknown: 'Aucun GPT avec ce Client ID n’est enregistré ici. Il a été mal saisi, ou le GPT a été supprimé.',
      redirect_uri_missing: 'La demande qui vous a amené ici ne dit pas où vous devez retourner.',
      redirect_uri_repeated: 'La demande qui vous a amené ici indique plus d’un endroit où retourner.',
      redirect_uri_unknown: 'L’URL de retour (callback URL) de ce GPT n’est pas enregistrée ; nous ne vous y envoyons donc pas.',
    },
    tellTheCreator: (creator) =>
      `Vous n’y êtes pour rien. Merci de signaler au créateur du GPT, ${creator}, ce qui est écrit ici. Fermez ensuite cette page et retournez dans ChatGPT.`,
    ifYouMadeIt: (remedy) => `Si vous avez créé ce GPT : ${remedy}`,
    compareSettings: 'Comparez les paramètres OAuth de l’éditeur de GPT avec la page du GPT dans votre tableau de bord.',
    newCallback:
      'ChatGPT donne au GPT une nouvelle callback URL chaque fois que son action est modifiée. Copiez la callback URL depuis l’éditeur de GPT et collez-la sur la page du GPT dans votre tableau de bord.',
  },
};
