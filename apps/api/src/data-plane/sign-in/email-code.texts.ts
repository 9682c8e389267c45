import type { Catalogue } from '../../edge/hosted-pages/language';

export interface EmailCodeTexts {
  readonly title: string;
  readonly heading: string;
  readonly sentTo: (email: string) => string;
  readonly code: string;
  readonly continue: string;
  readonly noMail: string;
  readonly sendNew: string;
  readonly wrongAddress: string;
  readonly useAnother: string;
  readonly sixDigits: string;
  readonly isVoid: string;
  readonly wrongAndVoid: string;
  readonly wrong: (triesLeft: number) => string;
  readonly tooMany: string;
  readonly severalSent: string;
  readonly mail: {
    readonly subject: (code: string, gpt: string) => string;
    readonly intro: (gpt: string) => string;
    readonly validity: string;
    readonly why: (gpt: string, creator: string) => string;
  };
}

/** Signing in by a mailed code: the page that asks for it, and the mail that brings it. */
export const emailCodeTexts: Catalogue<EmailCodeTexts> = {
  en: {
    title: 'Enter your code',
    heading: 'Check your email',
    sentTo: (email) => `We sent a code of six digits to ${email}. It works for ten minutes, on this page only.`,
    code: 'Code',
    continue: 'Continue',
    noMail: 'No mail? Look among the junk.',
    sendNew: 'Send a new code',
    wrongAddress: 'Wrong address?',
    useAnother: 'Use another one',
    sixDigits: 'Enter the six digits from the mail.',
    isVoid: 'This code no longer works. Ask for a new one below.',
    wrongAndVoid: 'That is not the code, and it can no longer be used. Ask for a new one below.',
    wrong: (left) => `That is not the code. You have ${left} ${left === 1 ? 'try' : 'tries'} left.`,
    tooMany: 'Too many codes',
    severalSent: 'We sent several codes for this sign-in already.',
    mail: {
      subject: (code, gpt) => `${code} is your code for ${gpt}`,
      intro: (gpt) => `Your code to sign in to ${gpt} is:`,
      validity: 'It works for ten minutes, on the page where you asked for it. Nobody from us will ever ask you for it.',
      why: (gpt, creator) =>
        `You get this mail because somebody entered your address to sign in to ${gpt} by ${creator}. If that was not you, ignore it: without the code nothing happens.`,
    },
  },
  es: {
    title: 'Escriba su código',
    heading: 'Revise su correo',
    sentTo: (email) => `Hemos enviado un código de seis cifras a ${email}. Es válido durante diez minutos y solo en esta página.`,
    code: 'Código',
    continue: 'Continuar',
    noMail: '¿No ha recibido el correo? Mire en el correo no deseado.',
    sendNew: 'Enviar un código nuevo',
    wrongAddress: '¿Dirección equivocada?',
    useAnother: 'Usar otra',
    sixDigits: 'Escriba las seis cifras del correo.',
    isVoid: 'Este código ya no es válido. Solicite uno nuevo más abajo.',
    wrongAndVoid: 'Ese no es el código y ya no se puede usar. Solicite uno nuevo más abajo.',
    wrong: (left) => `Ese no es el código. Le ${left === 1 ? 'queda 1 intento' : `quedan ${left} intentos`}.`,
    tooMany: 'Demasiados códigos',
    severalSent: 'Ya hemos enviado varios códigos para este inicio de sesión.',
    mail: {
      subject: (code, gpt) => `${code} es su código para ${gpt}`,
      intro: (gpt) => `Su código para iniciar sesión en ${gpt} es:`,
      validity: 'Es válido durante diez minutos, en la página donde lo solicitó. Nadie de nuestro equipo se lo pedirá nunca.',
      why: (gpt, creator) =>
        `Recibe este correo porque alguien ha escrito su dirección para iniciar sesión en ${gpt}, de ${creator}. Si no ha sido usted, ignórelo: sin el código no ocurre nada.`,
    },
  },
  pt: {
    title: 'Digite o seu código',
    heading: 'Verifique o seu e-mail',
    sentTo: (email) => `Enviamos um código de seis dígitos para ${email}. Ele vale por dez minutos e somente nesta página.`,
    code: 'Código',
    continue: 'Continuar',
    noMail: 'Não recebeu? Procure na caixa de spam.',
    sendNew: 'Enviar um novo código',
    wrongAddress: 'Endereço errado?',
    useAnother: 'Usar outro',
    sixDigits: 'Digite os seis dígitos do e-mail.',
    isVoid: 'Este código não vale mais. Peça um novo abaixo.',
    wrongAndVoid: 'Esse não é o código, e ele não pode mais ser usado. Peça um novo abaixo.',
    wrong: (left) => `Esse não é o código. ${left === 1 ? 'Resta 1 tentativa' : `Restam ${left} tentativas`}.`,
    tooMany: 'Códigos demais',
    severalSent: 'Já enviamos vários códigos para este acesso.',
    mail: {
      subject: (code, gpt) => `${code} é o seu código para ${gpt}`,
      intro: (gpt) => `O seu código para entrar em ${gpt} é:`,
      validity: 'Ele vale por dez minutos, na página em que você o pediu. Ninguém da nossa equipe vai pedir esse código a você.',
      why: (gpt, creator) =>
        `Você recebeu este e-mail porque alguém digitou o seu endereço para entrar em ${gpt}, de ${creator}. Se não foi você, ignore: sem o código, nada acontece.`,
    },
  },
  hi: {
    title: 'अपना कोड लिखें',
    heading: 'अपना ईमेल देखें',
    sentTo: (email) => `हमने ${email} पर छह अंकों का कोड भेजा है। यह दस मिनट तक और केवल इसी पेज पर काम करेगा।`,
    code: 'कोड',
    continue: 'जारी रखें',
    noMail: 'ईमेल नहीं मिला? स्पैम फ़ोल्डर में देखें।',
    sendNew: 'नया कोड भेजें',
    wrongAddress: 'पता गलत है?',
    useAnother: 'दूसरा पता इस्तेमाल करें',
    sixDigits: 'ईमेल में आए छह अंक लिखें।',
    isVoid: 'यह कोड अब काम नहीं करता। नीचे से नया कोड मँगाएँ।',
    wrongAndVoid: 'यह सही कोड नहीं है और अब इसे इस्तेमाल नहीं किया जा सकता। नीचे से नया कोड मँगाएँ।',
    wrong: (left) => `यह सही कोड नहीं है। आपके पास ${left} ${left === 1 ? 'प्रयास बचा है' : 'प्रयास बचे हैं'}।`,
    tooMany: 'बहुत ज़्यादा कोड',
    severalSent: 'इस साइन-इन के लिए हम पहले ही कई कोड भेज चुके हैं।',
    mail: {
      subject: (code, gpt) => `${code} ${gpt} के लिए आपका कोड है`,
      intro: (gpt) => `${gpt} में साइन इन करने के लिए आपका कोड है:`,
      validity: 'यह दस मिनट तक उसी पेज पर काम करेगा जहाँ आपने इसे मँगाया था। हमारी ओर से कोई भी आपसे यह कोड कभी नहीं माँगेगा।',
      why: (gpt, creator) =>
        `आपको यह ईमेल इसलिए मिला है क्योंकि किसी ने ${creator} के ${gpt} में साइन इन करने के लिए आपका पता लिखा। अगर वह आप नहीं थे, तो इसे अनदेखा करें: कोड के बिना कुछ नहीं होगा।`,
    },
  },
  id: {
    title: 'Masukkan kode Anda',
    heading: 'Periksa email Anda',
    sentTo: (email) => `Kami mengirim kode enam angka ke ${email}. Kode ini berlaku sepuluh menit, hanya di halaman ini.`,
    code: 'Kode',
    continue: 'Lanjutkan',
    noMail: 'Belum menerima email? Periksa folder spam.',
    sendNew: 'Kirim kode baru',
    wrongAddress: 'Alamatnya salah?',
    useAnother: 'Gunakan alamat lain',
    sixDigits: 'Masukkan enam angka dari email.',
    isVoid: 'Kode ini tidak berlaku lagi. Minta kode baru di bawah.',
    wrongAndVoid: 'Kodenya salah dan tidak dapat digunakan lagi. Minta kode baru di bawah.',
    wrong: (left) => `Kodenya salah. Sisa percobaan Anda: ${left}.`,
    tooMany: 'Terlalu banyak kode',
    severalSent: 'Kami sudah mengirim beberapa kode untuk proses masuk ini.',
    mail: {
      subject: (code, gpt) => `${code} adalah kode Anda untuk ${gpt}`,
      intro: (gpt) => `Kode Anda untuk masuk ke ${gpt}:`,
      validity:
        'Kode ini berlaku sepuluh menit, di halaman tempat Anda memintanya. Kami tidak akan pernah meminta kode ini kepada Anda.',
      why: (gpt, creator) =>
        `Anda menerima email ini karena seseorang memasukkan alamat Anda untuk masuk ke ${gpt} dari ${creator}. Jika itu bukan Anda, abaikan saja: tanpa kode ini tidak terjadi apa-apa.`,
    },
  },
  ja: {
    title: 'コードの入力',
    heading: 'メールをご確認ください',
    sentTo: (email) => `${email} に 6 桁のコードを送信しました。コードは 10 分間、このページでのみ有効です。`,
    code: 'コード',
    continue: '続ける',
    noMail: 'メールが届かない場合は、迷惑メールをご確認ください。',
    sendNew: '新しいコードを送る',
    wrongAddress: 'アドレスが違いますか？',
    useAnother: '別のアドレスを使う',
    sixDigits: 'メールに記載された 6 桁の数字を入力してください。',
    isVoid: 'このコードは無効になりました。下から新しいコードを請求してください。',
    wrongAndVoid: 'コードが違います。このコードはもう使えません。下から新しいコードを請求してください。',
    wrong: (left) => `コードが違います。あと ${left} 回試せます。`,
    tooMany: 'コードの送信回数が上限に達しました',
    severalSent: 'このサインインのために、すでに何度かコードを送信しています。',
    mail: {
      subject: (code, gpt) => `${code} は ${gpt} の確認コードです`,
      intro: (gpt) => `${gpt} にサインインするためのコード：`,
      validity: 'コードは 10 分間、請求したページで有効です。当方からコードをお尋ねすることは決してありません。',
      why: (gpt, creator) =>
        `このメールは、${creator} の ${gpt} にサインインするためにあなたのアドレスが入力されたため送信されました。心当たりがない場合は無視してください。コードがなければ何も起こりません。`,
    },
  },
  de: {
    title: 'Geben Sie Ihren Code ein',
    heading: 'Sehen Sie in Ihre E-Mails',
    sentTo: (email) => `Wir haben einen sechsstelligen Code an ${email} gesendet. Er gilt zehn Minuten, nur auf dieser Seite.`,
    code: 'Code',
    continue: 'Weiter',
    noMail: 'Keine E-Mail? Sehen Sie im Spam-Ordner nach.',
    sendNew: 'Neuen Code senden',
    wrongAddress: 'Falsche Adresse?',
    useAnother: 'Andere verwenden',
    sixDigits: 'Geben Sie die sechs Ziffern aus der E-Mail ein.',
    isVoid: 'Dieser Code gilt nicht mehr. Fordern Sie unten einen neuen an.',
    wrongAndVoid: 'Das ist nicht der Code, und er kann nicht mehr verwendet werden. Fordern Sie unten einen neuen an.',
    wrong: (left) => `Das ist nicht der Code. Sie haben noch ${left} ${left === 1 ? 'Versuch' : 'Versuche'}.`,
    tooMany: 'Zu viele Codes',
    severalSent: 'Für diese Anmeldung haben wir schon mehrere Codes gesendet.',
    mail: {
      subject: (code, gpt) => `${code} ist Ihr Code für ${gpt}`,
      intro: (gpt) => `Ihr Code für die Anmeldung bei ${gpt} lautet:`,
      validity:
        'Er gilt zehn Minuten auf der Seite, auf der Sie ihn angefordert haben. Niemand von uns wird Sie je danach fragen.',
      why: (gpt, creator) =>
        `Sie erhalten diese E-Mail, weil jemand Ihre Adresse eingegeben hat, um sich bei ${gpt} von ${creator} anzumelden. Wenn Sie das nicht waren, ignorieren Sie sie: Ohne den Code geschieht nichts.`,
    },
  },
  fr: {
    title: 'Saisissez votre code',
    heading: 'Consultez votre messagerie',
    sentTo: (email) =>
      `Nous avons envoyé un code à six chiffres à ${email}. Il est valable dix minutes, sur cette page uniquement.`,
    code: 'Code de vérification',
    continue: 'Continuer',
    noMail: 'Pas d’e-mail ? Regardez dans les indésirables.',
    sendNew: 'Envoyer un nouveau code',
    wrongAddress: 'Mauvaise adresse ?',
    useAnother: 'En utiliser une autre',
    sixDigits: 'Saisissez les six chiffres reçus par e-mail.',
    isVoid: 'Ce code n’est plus valable. Demandez-en un nouveau ci-dessous.',
    wrongAndVoid: 'Ce n’est pas le bon code, et il ne peut plus être utilisé. Demandez-en un nouveau ci-dessous.',
    wrong: (left) => `Ce n’est pas le bon code. Il vous reste ${left} ${left === 1 ? 'essai' : 'essais'}.`,
    tooMany: 'Trop de codes',
    severalSent: 'Nous avons déjà envoyé plusieurs codes pour cette connexion.',
    mail: {
      subject: (code, gpt) => `${code} est votre code pour ${gpt}`,
      intro: (gpt) => `Votre code pour vous connecter à ${gpt} est :`,
      validity:
        'Il est valable dix minutes, sur la page où vous l’avez demandé. Personne de chez nous ne vous le demandera jamais.',
      why: (gpt, creator) =>
        `Vous recevez cet e-mail parce que quelqu’un a saisi votre adresse pour se connecter à ${gpt}, de ${creator}. Si ce n’était pas vous, ignorez-le : sans le code, rien ne se passe.`,
    },
  },
};
