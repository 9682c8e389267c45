import type { Catalogue } from '../../../edge/hosted-pages/language';

export interface PasswordMailTexts {
  readonly code: {
    readonly subject: (code: string, gpt: string) => string;
    readonly intro: (gpt: string) => string;
    readonly validity: string;
    readonly why: (gpt: string, creator: string) => string;
  };
  readonly changed: {
    readonly subject: (gpt: string) => string;
    readonly what: (creator: string) => string;
    readonly remedy: string;
  };
}

/** The mails on the way to a password: the code for choosing one, and word that one was chosen. */
export const passwordMailTexts: Catalogue<PasswordMailTexts> = {
  en: {
    code: {
      subject: (code, gpt) => `${code} is your code for a password at ${gpt}`,
      intro: (gpt) => `Your code to choose a password for ${gpt} is:`,
      validity:
        'It works for ten minutes, on the page where you asked for it. Whoever enters it chooses your password, so never pass it on.',
      why: (gpt, creator) =>
        `You get this mail because somebody entered your address to choose a password for ${gpt} by ${creator}. If that was not you, ignore it: without the code nothing changes.`,
    },
    changed: {
      subject: (gpt) => `Your password for ${gpt} was set`,
      what: (creator) =>
        `A new password was chosen just now for your account with ${creator}, and you were signed out on all other devices.`,
      remedy:
        'If that was not you, choose a new password at once, by “Forgot your password?” on the sign-in page, and check who can read your mail.',
    },
  },
  es: {
    code: {
      subject: (code, gpt) => `${code} es su código para elegir una contraseña en ${gpt}`,
      intro: (gpt) => `Su código para elegir una contraseña para ${gpt} es:`,
      validity:
        'Es válido durante diez minutos, en la página donde lo solicitó. Quien lo escriba elige su contraseña, así que no se lo dé a nadie.',
      why: (gpt, creator) =>
        `Recibe este correo porque alguien ha escrito su dirección para elegir una contraseña para ${gpt}, de ${creator}. Si no ha sido usted, ignórelo: sin el código no cambia nada.`,
    },
    changed: {
      subject: (gpt) => `Se ha establecido su contraseña para ${gpt}`,
      what: (creator) =>
        `Acaba de elegirse una contraseña nueva para su cuenta con ${creator} y se ha cerrado la sesión en todos los demás dispositivos.`,
      remedy:
        'Si no ha sido usted, elija enseguida una contraseña nueva con «¿Ha olvidado su contraseña?» en la página de inicio de sesión y compruebe quién puede leer su correo.',
    },
  },
  pt: {
    code: {
      subject: (code, gpt) => `${code} é o seu código para escolher uma senha em ${gpt}`,
      intro: (gpt) => `O seu código para escolher uma senha para ${gpt} é:`,
      validity:
        'Ele vale por dez minutos, na página em que você o pediu. Quem o digitar escolhe a sua senha, portanto nunca o repasse.',
      why: (gpt, creator) =>
        `Você recebeu este e-mail porque alguém digitou o seu endereço para escolher uma senha para ${gpt}, de ${creator}. Se não foi você, ignore: sem o código, nada muda.`,
    },
    changed: {
      subject: (gpt) => `A sua senha para ${gpt} foi definida`,
      what: (creator) =>
        `Uma nova senha acabou de ser escolhida para a sua conta com ${creator}, e a sua sessão foi encerrada em todos os outros dispositivos.`,
      remedy:
        'Se não foi você, escolha imediatamente uma nova senha em “Esqueceu a senha?” na página de entrada e verifique quem pode ler o seu e-mail.',
    },
  },
  hi: {
    code: {
      subject: (code, gpt) => `${code} ${gpt} का पासवर्ड चुनने के लिए आपका कोड है`,
      intro: (gpt) => `${gpt} के लिए पासवर्ड चुनने का आपका कोड है:`,
      validity:
        'यह दस मिनट तक उसी पेज पर काम करेगा जहाँ आपने इसे मँगाया था। जो भी इसे लिखेगा वही आपका पासवर्ड चुनेगा, इसलिए इसे किसी को न दें।',
      why: (gpt, creator) =>
        `आपको यह ईमेल इसलिए मिला है क्योंकि किसी ने ${creator} के ${gpt} का पासवर्ड चुनने के लिए आपका पता लिखा। अगर वह आप नहीं थे, तो इसे अनदेखा करें: कोड के बिना कुछ नहीं बदलेगा।`,
    },
    changed: {
      subject: (gpt) => `${gpt} के लिए आपका पासवर्ड सेट किया गया`,
      what: (creator) =>
        `${creator} के साथ आपके खाते के लिए अभी नया पासवर्ड चुना गया है और आपको बाकी सभी डिवाइस से साइन आउट कर दिया गया है।`,
      remedy: 'अगर वह आप नहीं थे, तो साइन-इन पेज पर “पासवर्ड भूल गए?” से तुरंत नया पासवर्ड चुनें और जाँचें कि आपके ईमेल कौन पढ़ सकता है।',
    },
  },
  id: {
    code: {
      subject: (code, gpt) => `${code} adalah kode Anda untuk kata sandi ${gpt}`,
      intro: (gpt) => `Kode Anda untuk memilih kata sandi ${gpt}:`,
      validity:
        'Kode ini berlaku sepuluh menit, di halaman tempat Anda memintanya. Siapa pun yang memasukkannya memilih kata sandi Anda, jadi jangan berikan kepada orang lain.',
      why: (gpt, creator) =>
        `Anda menerima email ini karena seseorang memasukkan alamat Anda untuk memilih kata sandi ${gpt} dari ${creator}. Jika itu bukan Anda, abaikan saja: tanpa kode ini tidak ada yang berubah.`,
    },
    changed: {
      subject: (gpt) => `Kata sandi Anda untuk ${gpt} telah ditetapkan`,
      what: (creator) =>
        `Kata sandi baru baru saja dipilih untuk akun Anda di ${creator}, dan Anda dikeluarkan dari semua perangkat lain.`,
      remedy:
        'Jika itu bukan Anda, segera pilih kata sandi baru lewat “Lupa kata sandi?” di halaman masuk, dan periksa siapa yang dapat membaca email Anda.',
    },
  },
  ja: {
    code: {
      subject: (code, gpt) => `${code} は ${gpt} のパスワード設定用コードです`,
      intro: (gpt) => `${gpt} のパスワードを設定するためのコード：`,
      validity:
        'コードは 10 分間、請求したページで有効です。これを入力した人がパスワードを設定できるため、決して他人に教えないでください。',
      why: (gpt, creator) =>
        `このメールは、${creator} の ${gpt} のパスワードを設定するためにお客様のアドレスが入力されたため送信されました。お心当たりがない場合は無視してください。コードがなければ何も変わりません。`,
    },
    changed: {
      subject: (gpt) => `${gpt} のパスワードが設定されました`,
      what: (creator) =>
        `${creator} のアカウントに新しいパスワードが設定され、ほかのすべてのデバイスからサインアウトされました。`,
      remedy:
        'お心当たりがない場合は、サインインページの「パスワードをお忘れですか？」からすぐに新しいパスワードを設定し、メールを読める人がほかにいないかご確認ください。',
    },
  },
  de: {
    code: {
      subject: (code, gpt) => `${code} ist Ihr Code für ein Passwort bei ${gpt}`,
      intro: (gpt) => `Ihr Code, um ein Passwort für ${gpt} zu wählen, lautet:`,
      validity:
        'Er gilt zehn Minuten auf der Seite, auf der Sie ihn angefordert haben. Wer ihn eingibt, wählt Ihr Passwort: Geben Sie ihn nie weiter.',
      why: (gpt, creator) =>
        `Sie erhalten diese E-Mail, weil jemand Ihre Adresse eingegeben hat, um ein Passwort für ${gpt} von ${creator} zu wählen. Wenn Sie das nicht waren, ignorieren Sie sie: Ohne den Code ändert sich nichts.`,
    },
    changed: {
      subject: (gpt) => `Ihr Passwort für ${gpt} wurde gesetzt`,
      what: (creator) =>
        `Für Ihr Konto bei ${creator} wurde soeben ein neues Passwort gewählt, und Sie wurden auf allen anderen Geräten abgemeldet.`,
      remedy:
        'Wenn Sie das nicht waren, wählen Sie über „Passwort vergessen?“ auf der Anmeldeseite sofort ein neues und prüfen Sie, wer Ihre E-Mails lesen kann.',
    },
  },
  fr: {
    code: {
      subject: (code, gpt) => `${code} est votre code pour choisir un mot de passe pour ${gpt}`,
      intro: (gpt) => `Votre code pour choisir un mot de passe pour ${gpt} est :`,
      validity:
        'Il est valable dix minutes, sur la page où vous l’avez demandé. Quiconque le saisit choisit votre mot de passe : ne le communiquez jamais.',
      why: (gpt, creator) =>
        `Vous recevez cet e-mail parce que quelqu’un a saisi votre adresse pour choisir un mot de passe pour ${gpt}, de ${creator}. Si ce n’était pas vous, ignorez-le : sans le code, rien ne change.`,
    },
    changed: {
      subject: (gpt) => `Votre mot de passe pour ${gpt} a été défini`,
      what: (creator) =>
        `Un nouveau mot de passe vient d’être choisi pour votre compte auprès de ${creator}, et vous avez été déconnecté de tous les autres appareils.`,
      remedy:
        'Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe par « Mot de passe oublié ? » sur la page de connexion et vérifiez qui peut lire votre messagerie.',
    },
  },
};
