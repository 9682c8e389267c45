import type { Catalogue } from '../../../edge/hosted-pages/language';

export interface EmailLinkTexts {
  readonly sentLink: (email: string) => string;
  readonly sentBoth: (email: string) => string;
  readonly sendNew: string;
  readonly signInAs: (email: string) => string;
  readonly signIn: string;
  readonly void: { readonly heading: string; readonly why: string; readonly chooseAgain: string };
  readonly elsewhere: {
    readonly heading: string;
    readonly why: string;
    readonly withCode: string;
    readonly withoutCode: string;
    readonly noAddressBar: string;
  };
  readonly mail: {
    readonly subject: (gpt: string) => string;
    readonly intro: (gpt: string) => string;
    readonly orLink: string;
    readonly validity: string;
    readonly why: (gpt: string, creator: string) => string;
  };
}

/** Signing in by a mailed link: the mail, the page that the link opens, and the one that it opens in another browser. */
export const emailLinkTexts: Catalogue<EmailLinkTexts> = {
  en: {
    sentLink: (email) => `We sent a link to ${email}. Open it in this browser. It works once, for ten minutes.`,
    sentBoth: (email) =>
      `We sent a code and a link to ${email}. Enter the code here, or open the link in this browser. Both work for ten minutes.`,
    sendNew: 'Send a new mail',
    signInAs: (email) => `You are about to sign in as ${email}.`,
    signIn: 'Sign in',
    void: {
      heading: 'This link no longer works',
      why: 'It was used already, it is older than ten minutes, or a newer mail has taken its place.',
      chooseAgain: 'Choose how to sign in',
    },
    elsewhere: {
      heading: 'Open this link where you began',
      why: 'For your safety, the link works only in the browser in which you asked for it. You have not used it up: it still works there.',
      withCode:
        'The simplest way: go back to the page on which you asked for it, and enter the code of six digits from the same mail.',
      withoutCode: 'Copy the link from the mail and paste it into the address bar of that browser.',
      noAddressBar: 'If you began inside an app that has no address bar, go back there and choose another way of signing in.',
    },
    mail: {
      subject: (gpt) => `Sign in to ${gpt}`,
      intro: (gpt) => `Open this link to sign in to ${gpt}, in the browser in which you asked for it:`,
      orLink: 'Or open this link, in the browser in which you asked for it:',
      validity: 'It works once, for ten minutes.',
      why: (gpt, creator) =>
        `You get this mail because somebody entered your address to sign in to ${gpt} by ${creator}. If that was not you, ignore it and do not open the link.`,
    },
  },
  es: {
    sentLink: (email) =>
      `Hemos enviado un enlace a ${email}. Ábralo en este navegador. Funciona una sola vez, durante diez minutos.`,
    sentBoth: (email) =>
      `Hemos enviado un código y un enlace a ${email}. Escriba aquí el código o abra el enlace en este navegador. Ambos son válidos durante diez minutos.`,
    sendNew: 'Enviar un correo nuevo',
    signInAs: (email) => `Va a iniciar sesión como ${email}.`,
    signIn: 'Iniciar sesión',
    void: {
      heading: 'Este enlace ya no es válido',
      why: 'Ya se ha utilizado, tiene más de diez minutos o un correo más reciente lo ha sustituido.',
      chooseAgain: 'Elegir cómo iniciar sesión',
    },
    elsewhere: {
      heading: 'Abra este enlace donde empezó',
      why: 'Por su seguridad, el enlace solo funciona en el navegador en el que lo solicitó. No lo ha gastado: allí sigue siendo válido.',
      withCode: 'Lo más sencillo: vuelva a la página en la que lo solicitó y escriba el código de seis cifras del mismo correo.',
      withoutCode: 'Copie el enlace del correo y péguelo en la barra de direcciones de ese navegador.',
      noAddressBar:
        'Si empezó dentro de una aplicación sin barra de direcciones, vuelva a ella y elija otra forma de iniciar sesión.',
    },
    mail: {
      subject: (gpt) => `Iniciar sesión en ${gpt}`,
      intro: (gpt) => `Abra este enlace para iniciar sesión en ${gpt}, en el navegador en el que lo solicitó:`,
      orLink: 'O abra este enlace, en el navegador en el que lo solicitó:',
      validity: 'Funciona una sola vez, durante diez minutos.',
      why: (gpt, creator) =>
        `Recibe este correo porque alguien ha escrito su dirección para iniciar sesión en ${gpt}, de ${creator}. Si no ha sido usted, ignórelo y no abra el enlace.`,
    },
  },
  pt: {
    sentLink: (email) => `Enviamos um link para ${email}. Abra-o neste navegador. Ele funciona uma única vez, por dez minutos.`,
    sentBoth: (email) =>
      `Enviamos um código e um link para ${email}. Digite o código aqui ou abra o link neste navegador. Ambos valem por dez minutos.`,
    sendNew: 'Enviar um novo e-mail',
    signInAs: (email) => `Você vai entrar como ${email}.`,
    signIn: 'Entrar',
    void: {
      heading: 'Este link não vale mais',
      why: 'Ele já foi usado, tem mais de dez minutos ou foi substituído por um e-mail mais recente.',
      chooseAgain: 'Escolher como entrar',
    },
    elsewhere: {
      heading: 'Abra este link onde você começou',
      why: 'Para a sua segurança, o link só funciona no navegador em que você o pediu. Você não o gastou: lá ele continua valendo.',
      withCode: 'O mais simples: volte à página em que você o pediu e digite o código de seis dígitos do mesmo e-mail.',
      withoutCode: 'Copie o link do e-mail e cole-o na barra de endereços daquele navegador.',
      noAddressBar:
        'Se você começou dentro de um aplicativo sem barra de endereços, volte a ele e escolha outra forma de entrar.',
    },
    mail: {
      subject: (gpt) => `Entrar em ${gpt}`,
      intro: (gpt) => `Abra este link para entrar em ${gpt}, no navegador em que você o pediu:`,
      orLink: 'Ou abra este link, no navegador em que você o pediu:',
      validity: 'Ele funciona uma única vez, por dez minutos.',
      why: (gpt, creator) =>
        `Você recebeu este e-mail porque alguém digitou o seu endereço para entrar em ${gpt}, de ${creator}. Se não foi você, ignore-o e não abra o link.`,
    },
  },
  hi: {
    sentLink: (email) => `हमने ${email} पर एक लिंक भेजा है। उसे इसी ब्राउज़र में खोलें। वह एक ही बार, दस मिनट तक काम करेगा।`,
    sentBoth: (email) => `हमने ${email} पर एक कोड और एक लिंक भेजा है। कोड यहाँ लिखें या लिंक इसी ब्राउज़र में खोलें। दोनों दस मिनट तक काम करेंगे।`,
    sendNew: 'नया ईमेल भेजें',
    signInAs: (email) => `आप ${email} के रूप में साइन इन करने वाले हैं।`,
    signIn: 'साइन इन करें',
    void: {
      heading: 'यह लिंक अब काम नहीं करता',
      why: 'इसका उपयोग हो चुका है, यह दस मिनट से पुराना है, या इसकी जगह नया ईमेल आ चुका है।',
      chooseAgain: 'साइन इन करने का तरीका चुनें',
    },
    elsewhere: {
      heading: 'यह लिंक वहीं खोलें जहाँ आपने शुरू किया था',
      why: 'आपकी सुरक्षा के लिए यह लिंक केवल उसी ब्राउज़र में काम करता है जिसमें आपने इसे मँगाया था। यह अभी ख़र्च नहीं हुआ है: वहाँ यह अब भी काम करेगा।',
      withCode: 'सबसे आसान तरीका: उस पेज पर वापस जाएँ जहाँ आपने इसे मँगाया था और उसी ईमेल में आए छह अंकों का कोड लिखें।',
      withoutCode: 'ईमेल से लिंक कॉपी करें और उस ब्राउज़र के पता बार में चिपकाएँ।',
      noAddressBar: 'अगर आपने किसी ऐसे ऐप में शुरू किया था जिसमें पता बार नहीं है, तो वहाँ वापस जाकर साइन इन का कोई दूसरा तरीका चुनें।',
    },
    mail: {
      subject: (gpt) => `${gpt} में साइन इन करें`,
      intro: (gpt) => `${gpt} में साइन इन करने के लिए यह लिंक उसी ब्राउज़र में खोलें जिसमें आपने इसे मँगाया था:`,
      orLink: 'या यह लिंक उसी ब्राउज़र में खोलें जिसमें आपने इसे मँगाया था:',
      validity: 'यह एक ही बार, दस मिनट तक काम करेगा।',
      why: (gpt, creator) =>
        `आपको यह ईमेल इसलिए मिला है क्योंकि किसी ने ${creator} के ${gpt} में साइन इन करने के लिए आपका पता लिखा। अगर वह आप नहीं थे, तो इसे अनदेखा करें और लिंक न खोलें।`,
    },
  },
  id: {
    sentLink: (email) =>
      `Kami mengirim tautan ke ${email}. Buka tautan itu di browser ini. Tautan hanya berlaku sekali, selama sepuluh menit.`,
    sentBoth: (email) =>
      `Kami mengirim kode dan tautan ke ${email}. Masukkan kodenya di sini, atau buka tautannya di browser ini. Keduanya berlaku sepuluh menit.`,
    sendNew: 'Kirim email baru',
    signInAs: (email) => `Anda akan masuk sebagai ${email}.`,
    signIn: 'Masuk',
    void: {
      heading: 'Tautan ini tidak berlaku lagi',
      why: 'Tautan sudah dipakai, sudah lebih dari sepuluh menit, atau sudah digantikan oleh email yang lebih baru.',
      chooseAgain: 'Pilih cara masuk',
    },
    elsewhere: {
      heading: 'Buka tautan ini di tempat Anda memulai',
      why: 'Demi keamanan Anda, tautan ini hanya berfungsi di browser tempat Anda memintanya. Tautan belum terpakai: di sana masih berlaku.',
      withCode: 'Cara termudah: kembali ke halaman tempat Anda memintanya, lalu masukkan kode enam angka dari email yang sama.',
      withoutCode: 'Salin tautan dari email, lalu tempelkan di bilah alamat browser tersebut.',
      noAddressBar: 'Jika Anda memulai di aplikasi tanpa bilah alamat, kembalilah ke sana dan pilih cara masuk lain.',
    },
    mail: {
      subject: (gpt) => `Masuk ke ${gpt}`,
      intro: (gpt) => `Buka tautan ini untuk masuk ke ${gpt}, di browser tempat Anda memintanya:`,
      orLink: 'Atau buka tautan ini, di browser tempat Anda memintanya:',
      validity: 'Tautan hanya berlaku sekali, selama sepuluh menit.',
      why: (gpt, creator) =>
        `Anda menerima email ini karena seseorang memasukkan alamat Anda untuk masuk ke ${gpt} dari ${creator}. Jika itu bukan Anda, abaikan email ini dan jangan buka tautannya.`,
    },
  },
  ja: {
    sentLink: (email) => `${email} にリンクを送信しました。このブラウザーで開いてください。リンクは 10 分間、1 回だけ有効です。`,
    sentBoth: (email) =>
      `${email} にコードとリンクを送信しました。ここにコードを入力するか、このブラウザーでリンクを開いてください。どちらも 10 分間有効です。`,
    sendNew: '新しいメールを送る',
    signInAs: (email) => `${email} としてサインインします。`,
    signIn: 'サインイン',
    void: {
      heading: 'このリンクは無効になりました',
      why: 'すでに使用されたか、10 分が過ぎたか、新しいメールが送信されました。',
      chooseAgain: 'サインイン方法を選ぶ',
    },
    elsewhere: {
      heading: '手続きを始めたブラウザーでリンクを開いてください',
      why: '安全のため、このリンクはメールを請求したブラウザーでのみ使えます。まだ使用されていないので、そのブラウザーでは有効です。',
      withCode: '最も簡単な方法：メールを請求したページに戻り、同じメールにある 6 桁のコードを入力してください。',
      withoutCode: 'メールのリンクをコピーし、そのブラウザーのアドレスバーに貼り付けてください。',
      noAddressBar: 'アドレスバーのないアプリで始めた場合は、そのアプリに戻り、別のサインイン方法をお選びください。',
    },
    mail: {
      subject: (gpt) => `${gpt} にサインイン`,
      intro: (gpt) => `${gpt} にサインインするには、メールを請求したブラウザーで次のリンクを開いてください。`,
      orLink: 'または、メールを請求したブラウザーで次のリンクを開いてください。',
      validity: 'リンクは 10 分間、1 回だけ有効です。',
      why: (gpt, creator) =>
        `このメールは、${creator} の ${gpt} にサインインするためにお客様のアドレスが入力されたため送信されました。お心当たりがない場合は、リンクを開かずにこのメールを無視してください。`,
    },
  },
  de: {
    sentLink: (email) =>
      `Wir haben einen Link an ${email} gesendet. Öffnen Sie ihn in diesem Browser. Er gilt einmal, zehn Minuten lang.`,
    sentBoth: (email) =>
      `Wir haben einen Code und einen Link an ${email} gesendet. Geben Sie den Code hier ein oder öffnen Sie den Link in diesem Browser. Beide gelten zehn Minuten.`,
    sendNew: 'Neue E-Mail senden',
    signInAs: (email) => `Sie melden sich als ${email} an.`,
    signIn: 'Anmelden',
    void: {
      heading: 'Dieser Link gilt nicht mehr',
      why: 'Er wurde schon verwendet, ist älter als zehn Minuten, oder eine neuere E-Mail hat ihn ersetzt.',
      chooseAgain: 'Art der Anmeldung wählen',
    },
    elsewhere: {
      heading: 'Öffnen Sie diesen Link dort, wo Sie begonnen haben',
      why: 'Zu Ihrer Sicherheit gilt der Link nur in dem Browser, in dem Sie ihn angefordert haben. Er ist nicht verbraucht: Dort gilt er weiterhin.',
      withCode:
        'Am einfachsten: Gehen Sie zurück zu der Seite, auf der Sie ihn angefordert haben, und geben Sie den sechsstelligen Code aus derselben E-Mail ein.',
      withoutCode: 'Kopieren Sie den Link aus der E-Mail und fügen Sie ihn in die Adresszeile jenes Browsers ein.',
      noAddressBar:
        'Wenn Sie in einer App ohne Adresszeile begonnen haben, gehen Sie dorthin zurück und wählen Sie eine andere Art der Anmeldung.',
    },
    mail: {
      subject: (gpt) => `Bei ${gpt} anmelden`,
      intro: (gpt) =>
        `Öffnen Sie diesen Link, um sich bei ${gpt} anzumelden, und zwar in dem Browser, in dem Sie ihn angefordert haben:`,
      orLink: 'Oder öffnen Sie diesen Link in dem Browser, in dem Sie ihn angefordert haben:',
      validity: 'Er gilt einmal, zehn Minuten lang.',
      why: (gpt, creator) =>
        `Sie erhalten diese E-Mail, weil jemand Ihre Adresse eingegeben hat, um sich bei ${gpt} von ${creator} anzumelden. Wenn Sie das nicht waren, ignorieren Sie sie und öffnen Sie den Link nicht.`,
    },
  },
  fr: {
    sentLink: (email) =>
      `Nous avons envoyé un lien à ${email}. Ouvrez-le dans ce navigateur. Il fonctionne une seule fois, pendant dix minutes.`,
    sentBoth: (email) =>
      `Nous avons envoyé un code et un lien à ${email}. Saisissez le code ici ou ouvrez le lien dans ce navigateur. Les deux sont valables dix minutes.`,
    sendNew: 'Envoyer un nouvel e-mail',
    signInAs: (email) => `Vous allez vous connecter en tant que ${email}.`,
    signIn: 'Se connecter',
    void: {
      heading: 'Ce lien n’est plus valable',
      why: 'Il a déjà été utilisé, il a plus de dix minutes, ou un e-mail plus récent l’a remplacé.',
      chooseAgain: 'Choisir comment se connecter',
    },
    elsewhere: {
      heading: 'Ouvrez ce lien là où vous avez commencé',
      why: 'Pour votre sécurité, le lien ne fonctionne que dans le navigateur où vous l’avez demandé. Il n’est pas utilisé : il y reste valable.',
      withCode: 'Le plus simple : revenez à la page où vous l’avez demandé et saisissez le code à six chiffres du même e-mail.',
      withoutCode: 'Copiez le lien depuis l’e-mail et collez-le dans la barre d’adresse de ce navigateur.',
      noAddressBar:
        'Si vous avez commencé dans une application sans barre d’adresse, retournez-y et choisissez un autre moyen de connexion.',
    },
    mail: {
      subject: (gpt) => `Se connecter à ${gpt}`,
      intro: (gpt) => `Ouvrez ce lien pour vous connecter à ${gpt}, dans le navigateur où vous l’avez demandé :`,
      orLink: 'Ou ouvrez ce lien, dans le navigateur où vous l’avez demandé :',
      validity: 'Il fonctionne une seule fois, pendant dix minutes.',
      why: (gpt, creator) =>
        `Vous recevez cet e-mail parce que quelqu’un a saisi votre adresse pour se connecter à ${gpt}, de ${creator}. Si ce n’était pas vous, ignorez-le et n’ouvrez pas le lien.`,
    },
  },
};
