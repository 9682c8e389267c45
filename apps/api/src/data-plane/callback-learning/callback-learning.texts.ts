import type { Catalogue } from '../../edge/hosted-pages/language';

interface MessageTexts {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export interface CallbackLearningTexts {
  readonly learned: MessageTexts & { readonly review: string };
  readonly staleLink: MessageTexts;
}

/** For a member of the workspace who tests the sign-in of their GPT. */
export const callbackLearningTexts: Catalogue<CallbackLearningTexts> = {
  en: {
    learned: {
      heading: 'We have your new callback URL',
      paragraphs: [
        'ChatGPT came with a callback URL that is not registered for this GPT. Because this is your own test, we kept it for you. Nobody was sent there.',
        'Compare it with the callback URL in the GPT editor, and approve it if they are the same.',
      ],
      review: 'Review it in the dashboard',
    },
    staleLink: {
      heading: 'This test has expired',
      paragraphs: ['Start the test sign-in again on the GPT’s page in your dashboard.'],
    },
  },
  es: {
    learned: {
      heading: 'Tenemos su nueva callback URL',
      paragraphs: [
        'ChatGPT ha llegado con una callback URL que no está registrada para este GPT. Como es su propia prueba, la hemos guardado para usted. No se ha enviado a nadie allí.',
        'Compárela con la callback URL del editor de GPT y apruébela si son iguales.',
      ],
      review: 'Revisarla en el panel',
    },
    staleLink: {
      heading: 'Esta prueba ha caducado',
      paragraphs: ['Vuelva a empezar la prueba de inicio de sesión en la página del GPT en su panel.'],
    },
  },
  pt: {
    learned: {
      heading: 'Temos a sua nova callback URL',
      paragraphs: [
        'O ChatGPT chegou com uma callback URL que não está registrada para este GPT. Como é o seu próprio teste, nós a guardamos para você. Ninguém foi enviado para lá.',
        'Compare-a com a callback URL no editor de GPTs e aprove-a se forem iguais.',
      ],
      review: 'Revisar no painel',
    },
    staleLink: {
      heading: 'Este teste expirou',
      paragraphs: ['Comece de novo o teste de entrada na página do GPT no seu painel.'],
    },
  },
  hi: {
    learned: {
      heading: 'आपका नया Callback URL हमारे पास है',
      paragraphs: [
        'ChatGPT ऐसे Callback URL के साथ आया जो इस GPT के लिए पंजीकृत नहीं है। यह आपका अपना परीक्षण है, इसलिए हमने उसे आपके लिए रख लिया है। किसी को वहाँ नहीं भेजा गया।',
        'उसे GPT एडिटर के Callback URL से मिलाएँ, और दोनों एक हों तो मंज़ूर करें।',
      ],
      review: 'डैशबोर्ड में देखें',
    },
    staleLink: {
      heading: 'इस परीक्षण की अवधि समाप्त हो गई है',
      paragraphs: ['अपने डैशबोर्ड में GPT के पेज पर साइन इन का परीक्षण फिर से शुरू करें।'],
    },
  },
  id: {
    learned: {
      heading: 'Kami sudah menerima callback URL baru Anda',
      paragraphs: [
        'ChatGPT datang dengan callback URL yang tidak terdaftar untuk GPT ini. Karena ini uji coba Anda sendiri, kami menyimpannya untuk Anda. Tidak ada yang dikirim ke sana.',
        'Bandingkan dengan callback URL di editor GPT, lalu setujui jika keduanya sama.',
      ],
      review: 'Tinjau di dasbor',
    },
    staleLink: {
      heading: 'Uji coba ini sudah kedaluwarsa',
      paragraphs: ['Mulai lagi uji coba masuk di halaman GPT pada dasbor Anda.'],
    },
  },
  ja: {
    learned: {
      heading: '新しい Callback URL を受け取りました',
      paragraphs: [
        'ChatGPT が、この GPT に登録されていない Callback URL で呼び出しました。ご自身のテストのため、確認用に保存しました。そこへは誰も移動していません。',
        'GPT エディターの Callback URL と見比べ、同じであれば承認してください。',
      ],
      review: 'ダッシュボードで確認する',
    },
    staleLink: {
      heading: 'このテストの有効期限が切れています',
      paragraphs: ['ダッシュボードの GPT のページで、サインインのテストをもう一度始めてください。'],
    },
  },
  de: {
    learned: {
      heading: 'Wir haben Ihre neue Callback-URL',
      paragraphs: [
        'ChatGPT kam mit einer Callback-URL, die für dieses GPT nicht registriert ist. Weil es Ihr eigener Test ist, haben wir sie für Sie aufbewahrt. Niemand wurde dorthin geschickt.',
        'Vergleichen Sie sie mit der Callback-URL im GPT-Editor und geben Sie sie frei, wenn beide gleich sind.',
      ],
      review: 'In der Verwaltungsoberfläche prüfen',
    },
    staleLink: {
      heading: 'Dieser Test ist abgelaufen',
      paragraphs: ['Starten Sie die Testanmeldung auf der Seite des GPT in Ihrer Verwaltungsoberfläche noch einmal.'],
    },
  },
  fr: {
    learned: {
      heading: 'Nous avons votre nouvelle callback URL',
      paragraphs: [
        'ChatGPT est venu avec une callback URL qui n’est pas enregistrée pour ce GPT. Comme il s’agit de votre propre test, nous l’avons gardée pour vous. Personne n’y a été envoyé.',
        'Comparez-la avec la callback URL de l’éditeur de GPT, et approuvez-la si elles sont identiques.',
      ],
      review: 'La vérifier dans le tableau de bord',
    },
    staleLink: {
      heading: 'Ce test a expiré',
      paragraphs: ['Recommencez le test de connexion sur la page du GPT dans votre tableau de bord.'],
    },
  },
};
