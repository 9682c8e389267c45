import type { Catalogue } from '../../edge/hosted-pages/language';

/** What a hosted privacy policy says whatever its creator says: what we keep ourselves, who else has a part in it, and whose rights those are. */
export interface OwnPrivacyTexts {
  readonly signingIn: {
    readonly heading: string;
    readonly intro: (name: string) => string;
    readonly items: readonly [identity: string, browsers: string, permissions: string, calls: string, cookies: string];
    readonly yours: string;
    readonly account: string;
  };
  readonly openAi: { readonly heading: string; readonly text: string };
  readonly rights: { readonly heading: string; readonly text: (name: string) => string };
}

export const ownPrivacyTexts: Catalogue<OwnPrivacyTexts> = {
  en: {
    signingIn: {
      heading: 'What is kept for signing in',
      intro: (name) => `You sign in through Gatehouse, which works for ${name}. It keeps:`,
      items: [
        'your name, your email address, and by which account or method you sign in;',
        'in which browsers you are signed in, and when you were last seen;',
        'what you allowed the GPT to do, and when;',
        'how often the GPT works for you, by kind of action and hour. What you write and what is answered is not kept;',
        'cookies, only as far as signing in needs them. Nobody follows you by them.',
      ],
      yours: 'You can see, take along and erase it at any time:',
      account: 'Your account',
    },
    openAi: {
      heading: 'ChatGPT',
      text: "What you write in ChatGPT is handled by OpenAI, under OpenAI's own privacy policy.",
    },
    rights: {
      heading: 'Your rights',
      text: (name) =>
        `Depending on where you live, you may ask ${name} to show, correct, hand over or erase your data, object to its use, and complain to a data protection authority.`,
    },
  },
  es: {
    signingIn: {
      heading: 'Qué se guarda para iniciar sesión',
      intro: (name) => `Usted inicia sesión a través de Gatehouse, que trabaja por encargo de ${name}. Guarda:`,
      items: [
        'su nombre, su dirección de correo electrónico y la cuenta o el método con el que inicia sesión;',
        'en qué navegadores tiene la sesión iniciada y cuándo se conectó por última vez;',
        'qué permitió hacer al GPT y cuándo;',
        'cuántas veces trabaja el GPT para usted, por tipo de acción y por hora. No se guarda lo que usted escribe ni lo que se responde;',
        'cookies, solo en la medida en que el inicio de sesión las necesita. Nadie le sigue mediante ellas.',
      ],
      yours: 'Puede consultar, descargar y borrar estos datos en cualquier momento:',
      account: 'Su cuenta',
    },
    openAi: {
      heading: 'ChatGPT y OpenAI',
      text: 'OpenAI trata lo que usted escribe en ChatGPT según su propia política de privacidad.',
    },
    rights: {
      heading: 'Sus derechos',
      text: (name) =>
        `Según dónde viva, puede pedir a ${name} que le muestre, corrija, entregue o borre sus datos, oponerse a su uso y reclamar ante una autoridad de protección de datos.`,
    },
  },
  pt: {
    signingIn: {
      heading: 'O que é guardado para o acesso',
      intro: (name) => `Você inicia a sessão pelo Gatehouse, que trabalha para ${name}. Ele guarda:`,
      items: [
        'o seu nome, o seu endereço de e-mail e a conta ou o método com que você inicia a sessão;',
        'em quais navegadores você tem a sessão iniciada e quando esteve presente pela última vez;',
        'o que você permitiu que o GPT fizesse, e quando;',
        'quantas vezes o GPT trabalha para você, por tipo de ação e por hora. O que você escreve e o que é respondido não é guardado;',
        'cookies, somente na medida em que o acesso precisa deles. Ninguém rastreia você por meio deles.',
      ],
      yours: 'Você pode ver, levar consigo e apagar esses dados a qualquer momento:',
      account: 'A sua conta',
    },
    openAi: {
      heading: 'ChatGPT e OpenAI',
      text: 'O que você escreve no ChatGPT é tratado pela OpenAI, segundo a política de privacidade da própria OpenAI.',
    },
    rights: {
      heading: 'Os seus direitos',
      text: (name) =>
        `Dependendo de onde você mora, pode pedir a ${name} que mostre, corrija, entregue ou apague os seus dados, opor-se ao uso deles e reclamar a uma autoridade de proteção de dados.`,
    },
  },
  hi: {
    signingIn: {
      heading: 'साइन इन के लिए क्या रखा जाता है',
      intro: (name) => `आप Gatehouse के ज़रिए साइन इन करते हैं, जो ${name} के लिए काम करता है। वह ये चीज़ें रखता है:`,
      items: [
        'आपका नाम, आपका ईमेल पता, और आप किस खाते या तरीके से साइन इन करते हैं;',
        'आप किन ब्राउज़रों में साइन इन हैं और आख़िरी बार कब आए थे;',
        'आपने GPT को क्या करने की अनुमति दी, और कब;',
        'GPT आपके लिए कितनी बार काम करता है, काम के प्रकार और घंटे के अनुसार। आप जो लिखते हैं और जो जवाब मिलता है, वह नहीं रखा जाता;',
        'कुकी, केवल उतनी जितनी साइन इन के लिए ज़रूरी हैं। इनसे कोई आपका पीछा नहीं करता।',
      ],
      yours: 'आप इसे कभी भी देख सकते हैं, साथ ले जा सकते हैं और मिटा सकते हैं:',
      account: 'आपका खाता',
    },
    openAi: {
      heading: 'ChatGPT और OpenAI',
      text: 'आप ChatGPT में जो लिखते हैं, उसे OpenAI अपनी गोपनीयता नीति के अनुसार सँभालता है।',
    },
    rights: {
      heading: 'आपके अधिकार',
      text: (name) =>
        `आप कहाँ रहते हैं, इसके अनुसार आप ${name} से अपना डेटा दिखाने, सुधारने, सौंपने या मिटाने को कह सकते हैं, उसके उपयोग पर आपत्ति कर सकते हैं और डेटा सुरक्षा प्राधिकरण से शिकायत कर सकते हैं।`,
    },
  },
  id: {
    signingIn: {
      heading: 'Apa yang disimpan untuk proses masuk',
      intro: (name) => `Anda masuk melalui Gatehouse, yang bekerja untuk ${name}. Gatehouse menyimpan:`,
      items: [
        'nama Anda, alamat email Anda, serta akun atau cara yang Anda gunakan untuk masuk;',
        'di browser mana saja Anda masuk dan kapan Anda terakhir terlihat;',
        'apa yang Anda izinkan kepada GPT, dan kapan;',
        'seberapa sering GPT bekerja untuk Anda, menurut jenis tindakan dan jam. Apa yang Anda tulis dan jawabannya tidak disimpan;',
        'cookie, hanya sejauh yang diperlukan untuk proses masuk. Cookie itu tidak dipakai untuk melacak Anda.',
      ],
      yours: 'Anda dapat melihat, membawa, dan menghapusnya kapan saja:',
      account: 'Akun Anda',
    },
    openAi: {
      heading: 'ChatGPT dan OpenAI',
      text: 'Apa yang Anda tulis di ChatGPT ditangani oleh OpenAI menurut kebijakan privasi OpenAI sendiri.',
    },
    rights: {
      heading: 'Hak Anda',
      text: (name) =>
        `Bergantung pada tempat tinggal Anda, Anda dapat meminta ${name} untuk memperlihatkan, memperbaiki, menyerahkan, atau menghapus data Anda, menolak penggunaannya, dan mengadu kepada otoritas pelindungan data.`,
    },
  },
  ja: {
    signingIn: {
      heading: 'サインインのために保存する情報',
      intro: (name) => `サインインには、${name} の委託を受けた Gatehouse を利用します。Gatehouse は次の情報を保存します：`,
      items: [
        'お名前、メールアドレス、サインインに使うアカウントまたは方法',
        'サインインしているブラウザーと、最後に利用した日時',
        'GPT に許可した内容とその日時',
        'GPT がお客様のために動作した回数（操作の種類と時間ごと）。お客様が書いた内容や回答の内容は保存しません',
        'サインインに必要な範囲の Cookie。追跡には使用しません',
      ],
      yours: 'これらの情報は、いつでも確認、持ち出し、消去できます：',
      account: 'アカウント',
    },
    openAi: {
      heading: 'ChatGPT について',
      text: 'ChatGPT に書いた内容は、OpenAI が自らのプライバシーポリシーに従って取り扱います。',
    },
    rights: {
      heading: 'お客様の権利',
      text: (name) =>
        `お住まいの地域によっては、${name} に対してデータの開示、訂正、引き渡し、消去を求めること、利用に異議を申し立てること、データ保護当局に苦情を申し立てることができます。`,
    },
  },
  de: {
    signingIn: {
      heading: 'Was für die Anmeldung aufbewahrt wird',
      intro: (name) => `Sie melden sich über Gatehouse an, das im Auftrag von ${name} arbeitet. Gatehouse bewahrt auf:`,
      items: [
        'Ihren Namen, Ihre E-Mail-Adresse und mit welchem Konto oder auf welche Art Sie sich anmelden;',
        'in welchen Browsern Sie angemeldet sind und wann Sie zuletzt da waren;',
        'was Sie dem GPT erlaubt haben und wann;',
        'wie oft das GPT für Sie arbeitet, nach Art der Aktion und Stunde. Was Sie schreiben und was geantwortet wird, wird nicht aufbewahrt;',
        'Cookies, nur soweit die Anmeldung sie braucht. Niemand verfolgt Sie damit.',
      ],
      yours: 'Sie können das jederzeit einsehen, mitnehmen und löschen:',
      account: 'Ihr Konto',
    },
    openAi: {
      heading: 'ChatGPT und OpenAI',
      text: 'Was Sie in ChatGPT schreiben, verarbeitet OpenAI nach der eigenen Datenschutzerklärung von OpenAI.',
    },
    rights: {
      heading: 'Ihre Rechte',
      text: (name) =>
        `Je nachdem, wo Sie leben, können Sie von ${name} verlangen, dass Ihre Daten gezeigt, berichtigt, herausgegeben oder gelöscht werden, ihrer Verwendung widersprechen und sich bei einer Datenschutzbehörde beschweren.`,
    },
  },
  fr: {
    signingIn: {
      heading: 'Ce qui est conservé pour la connexion',
      intro: (name) => `Vous vous connectez par Gatehouse, qui travaille pour ${name}. Gatehouse conserve :`,
      items: [
        'votre nom, votre adresse e-mail, ainsi que le compte ou le moyen par lequel vous vous connectez ;',
        'les navigateurs dans lesquels vous êtes connecté et votre dernière visite ;',
        'ce que vous avez autorisé le GPT à faire, et quand ;',
        'combien de fois le GPT travaille pour vous, par type d’action et par heure. Ce que vous écrivez et ce qui est répondu n’est pas conservé ;',
        'des cookies, uniquement dans la mesure où la connexion en a besoin. Personne ne vous suit grâce à eux.',
      ],
      yours: 'Vous pouvez les consulter, les emporter et les effacer à tout moment :',
      account: 'Votre compte',
    },
    openAi: {
      heading: 'ChatGPT et OpenAI',
      text: 'Ce que vous écrivez dans ChatGPT est traité par OpenAI, selon la politique de confidentialité d’OpenAI.',
    },
    rights: {
      heading: 'Vos droits',
      text: (name) =>
        `Selon l’endroit où vous vivez, vous pouvez demander à ${name} de vous montrer, corriger, remettre ou effacer vos données, vous opposer à leur utilisation et vous plaindre auprès d’une autorité de protection des données.`,
    },
  },
};
