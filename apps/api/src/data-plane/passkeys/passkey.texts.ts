import type { Catalogue } from '../../edge/hosted-pages/language';

export interface PasskeyTexts {
  readonly signInHeading: (gpt: string) => string;
  readonly signInIntro: string;
  readonly signInButton: string;
  readonly anotherWay: string;
  readonly addHeading: string;
  readonly addIntro: (gpt: string, email: string) => string;
  readonly addButton: string;
  readonly skip: string;
  readonly noScript: string;
  readonly unsupported: string;
  readonly cancelled: string;
  readonly failed: string;
  readonly alreadyThere: string;
  readonly refused: string;
  readonly unknown: string;
  readonly tooMany: string;
}

export const passkeyTexts: Catalogue<PasskeyTexts> = {
  en: {
    signInHeading: (gpt) => `Sign in to ${gpt} with a passkey`,
    signInIntro: 'Your device asks for your fingerprint, face or PIN. You need not type anything.',
    signInButton: 'Use your passkey',
    anotherWay: 'Choose another way',
    addHeading: 'Next time with a passkey?',
    addIntro: (gpt, email) =>
      `With a passkey you sign in to ${gpt} as ${email} by fingerprint, face or PIN, and wait for no mail. It stays on your devices.`,
    addButton: 'Add a passkey',
    skip: 'Not now',
    noScript: 'Passkeys need JavaScript, which is switched off in this browser. Go on without one.',
    unsupported: 'This browser cannot use passkeys. Go on without one.',
    cancelled: 'Your device did not confirm it. Try again, or go on without a passkey.',
    failed: 'Something went wrong on your device. Try again, or go on without a passkey.',
    alreadyThere: 'This device already has a passkey for you.',
    refused: 'The passkey could not be confirmed. Try again.',
    unknown: 'That passkey is not known here: it was removed, or belongs to something else. Choose another one or another way.',
    tooMany: 'You have as many passkeys as can be kept. Remove one from your account first.',
  },
  es: {
    signInHeading: (gpt) => `Iniciar sesión en ${gpt} con una llave de acceso`,
    signInIntro: 'Su dispositivo le pedirá su huella, su rostro o su PIN. No tiene que escribir nada.',
    signInButton: 'Usar su llave de acceso',
    anotherWay: 'Elegir otra forma',
    addHeading: '¿La próxima vez con una llave de acceso?',
    addIntro: (gpt, email) =>
      `Con una llave de acceso entra en ${gpt} como ${email} con su huella, su rostro o su PIN, sin esperar ningún correo. Se queda en sus dispositivos.`,
    addButton: 'Añadir una llave de acceso',
    skip: 'Ahora no',
    noScript: 'Las llaves de acceso necesitan JavaScript, que está desactivado en este navegador. Continúe sin ella.',
    unsupported: 'Este navegador no admite llaves de acceso. Continúe sin ella.',
    cancelled: 'Su dispositivo no lo ha confirmado. Inténtelo de nuevo o continúe sin llave de acceso.',
    failed: 'Algo ha fallado en su dispositivo. Inténtelo de nuevo o continúe sin llave de acceso.',
    alreadyThere: 'Este dispositivo ya tiene una llave de acceso para usted.',
    refused: 'No se ha podido confirmar la llave de acceso. Inténtelo de nuevo.',
    unknown: 'Esa llave de acceso no se conoce aquí: se eliminó o pertenece a otro sitio. Elija otra u otra forma de entrar.',
    tooMany: 'Ya tiene todas las llaves de acceso que se pueden guardar. Elimine antes una desde su cuenta.',
  },
  pt: {
    signInHeading: (gpt) => `Entrar em ${gpt} com uma chave de acesso`,
    signInIntro: 'Seu dispositivo pede sua impressão digital, seu rosto ou seu PIN. Você não precisa digitar nada.',
    signInButton: 'Usar sua chave de acesso',
    anotherWay: 'Escolher outra forma',
    addHeading: 'Na próxima vez com uma chave de acesso?',
    addIntro: (gpt, email) =>
      `Com uma chave de acesso, você entra em ${gpt} como ${email} por impressão digital, rosto ou PIN, sem esperar por um e-mail. Ela fica nos seus dispositivos.`,
    addButton: 'Adicionar uma chave de acesso',
    skip: 'Agora não',
    noScript: 'As chaves de acesso precisam de JavaScript, que está desativado neste navegador. Continue sem ela.',
    unsupported: 'Este navegador não aceita chaves de acesso. Continue sem ela.',
    cancelled: 'Seu dispositivo não confirmou. Tente novamente ou continue sem chave de acesso.',
    failed: 'Algo deu errado no seu dispositivo. Tente novamente ou continue sem chave de acesso.',
    alreadyThere: 'Este dispositivo já tem uma chave de acesso para você.',
    refused: 'Não foi possível confirmar a chave de acesso. Tente novamente.',
    unknown: 'Essa chave de acesso não é conhecida aqui: foi removida ou pertence a outro lugar. Escolha outra ou outra forma.',
    tooMany: 'Você já tem o máximo de chaves de acesso. Remova uma na sua conta primeiro.',
  },
  hi: {
    signInHeading: (gpt) => `पासकी से ${gpt} में साइन इन करें`,
    signInIntro: 'आपका डिवाइस आपका फ़िंगरप्रिंट, चेहरा या पिन माँगेगा। आपको कुछ टाइप नहीं करना है।',
    signInButton: 'अपनी पासकी इस्तेमाल करें',
    anotherWay: 'दूसरा तरीका चुनें',
    addHeading: 'अगली बार पासकी से?',
    addIntro: (gpt, email) =>
      `पासकी के साथ आप ${gpt} में ${email} के रूप में फ़िंगरप्रिंट, चेहरे या पिन से साइन इन करते हैं, किसी मेल का इंतज़ार नहीं करना पड़ता। यह आपके डिवाइस पर ही रहती है।`,
    addButton: 'पासकी जोड़ें',
    skip: 'अभी नहीं',
    noScript: 'पासकी के लिए JavaScript चाहिए, जो इस ब्राउज़र में बंद है। कृपया इसके बिना आगे बढ़ें।',
    unsupported: 'यह ब्राउज़र पासकी का इस्तेमाल नहीं कर सकता। कृपया इसके बिना आगे बढ़ें।',
    cancelled: 'आपके डिवाइस ने पुष्टि नहीं की। फिर से कोशिश करें या पासकी के बिना आगे बढ़ें।',
    failed: 'आपके डिवाइस पर कुछ गड़बड़ हुई। फिर से कोशिश करें या पासकी के बिना आगे बढ़ें।',
    alreadyThere: 'इस डिवाइस पर आपके लिए पहले से एक पासकी है।',
    refused: 'पासकी की पुष्टि नहीं हो सकी। कृपया फिर से कोशिश करें।',
    unknown: 'यह पासकी यहाँ मान्य नहीं है: इसे हटा दिया गया है या यह किसी और जगह की है। कोई दूसरी पासकी या दूसरा तरीका चुनें।',
    tooMany: 'आपके पास पहले से अधिकतम संख्या में पासकी हैं। पहले अपने खाते से एक हटाएँ।',
  },
  id: {
    signInHeading: (gpt) => `Masuk ke ${gpt} dengan kunci sandi`,
    signInIntro: 'Perangkat Anda akan meminta sidik jari, wajah, atau PIN. Anda tidak perlu mengetik apa pun.',
    signInButton: 'Gunakan kunci sandi Anda',
    anotherWay: 'Pilih cara lain',
    addHeading: 'Lain kali dengan kunci sandi?',
    addIntro: (gpt, email) =>
      `Dengan kunci sandi Anda masuk ke ${gpt} sebagai ${email} memakai sidik jari, wajah, atau PIN, tanpa menunggu email. Kunci itu tetap di perangkat Anda.`,
    addButton: 'Tambahkan kunci sandi',
    skip: 'Jangan sekarang',
    noScript: 'Kunci sandi memerlukan JavaScript, yang dimatikan di peramban ini. Silakan lanjutkan tanpa kunci sandi.',
    unsupported: 'Peramban ini tidak dapat memakai kunci sandi. Silakan lanjutkan tanpa kunci sandi.',
    cancelled: 'Perangkat Anda tidak mengonfirmasinya. Coba lagi atau lanjutkan tanpa kunci sandi.',
    failed: 'Terjadi masalah pada perangkat Anda. Coba lagi atau lanjutkan tanpa kunci sandi.',
    alreadyThere: 'Perangkat ini sudah memiliki kunci sandi untuk Anda.',
    refused: 'Kunci sandi tidak dapat dikonfirmasi. Silakan coba lagi.',
    unknown: 'Kunci sandi itu tidak dikenal di sini: sudah dihapus atau milik tempat lain. Pilih yang lain atau cara lain.',
    tooMany: 'Jumlah kunci sandi Anda sudah mencapai batas. Hapus satu dari akun Anda terlebih dahulu.',
  },
  ja: {
    signInHeading: (gpt) => `パスキーで ${gpt} にサインイン`,
    signInIntro: 'お使いの端末が指紋、顔、または PIN を確認します。入力は必要ありません。',
    signInButton: 'パスキーを使う',
    anotherWay: '別の方法を選ぶ',
    addHeading: '次回はパスキーを使いますか？',
    addIntro: (gpt, email) =>
      `パスキーがあれば、指紋、顔、または PIN で ${gpt} に ${email} としてサインインでき、メールを待つ必要がありません。パスキーはお使いの端末に保存されます。`,
    addButton: 'パスキーを追加',
    skip: '今はしない',
    noScript: 'パスキーには JavaScript が必要ですが、このブラウザーでは無効になっています。パスキーなしでお進みください。',
    unsupported: 'このブラウザーではパスキーを使えません。パスキーなしでお進みください。',
    cancelled: '端末で確認されませんでした。もう一度お試しいただくか、パスキーなしでお進みください。',
    failed: '端末で問題が発生しました。もう一度お試しいただくか、パスキーなしでお進みください。',
    alreadyThere: 'この端末にはすでにパスキーがあります。',
    refused: 'パスキーを確認できませんでした。もう一度お試しください。',
    unknown: 'そのパスキーはここでは使えません。削除されたか、別のサービスのものです。別のパスキーか別の方法をお選びください。',
    tooMany: 'パスキーの数が上限に達しています。先にアカウントのページで一つ削除してください。',
  },
  de: {
    signInHeading: (gpt) => `Mit einem Passkey bei ${gpt} anmelden`,
    signInIntro: 'Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN. Sie müssen nichts eintippen.',
    signInButton: 'Passkey verwenden',
    anotherWay: 'Anderen Weg wählen',
    addHeading: 'Nächstes Mal mit einem Passkey?',
    addIntro: (gpt, email) =>
      `Mit einem Passkey melden Sie sich bei ${gpt} als ${email} per Fingerabdruck, Gesicht oder PIN an und warten auf keine Mail. Er bleibt auf Ihren Geräten.`,
    addButton: 'Passkey hinzufügen',
    skip: 'Nicht jetzt',
    noScript: 'Passkeys brauchen JavaScript, das in diesem Browser ausgeschaltet ist. Machen Sie bitte ohne weiter.',
    unsupported: 'Dieser Browser kann keine Passkeys verwenden. Machen Sie bitte ohne weiter.',
    cancelled: 'Ihr Gerät hat das nicht bestätigt. Versuchen Sie es erneut oder machen Sie ohne Passkey weiter.',
    failed: 'Auf Ihrem Gerät ist etwas schiefgegangen. Versuchen Sie es erneut oder machen Sie ohne Passkey weiter.',
    alreadyThere: 'Auf diesem Gerät liegt schon ein Passkey für Sie.',
    refused: 'Der Passkey ließ sich nicht bestätigen. Bitte versuchen Sie es erneut.',
    unknown:
      'Dieser Passkey ist hier nicht bekannt: Er wurde entfernt oder gehört woandershin. Wählen Sie einen anderen oder einen anderen Weg.',
    tooMany: 'Sie haben so viele Passkeys, wie aufbewahrt werden können. Entfernen Sie zuerst einen in Ihrem Konto.',
  },
  fr: {
    signInHeading: (gpt) => `Se connecter à ${gpt} avec une clé d’accès`,
    signInIntro: 'Votre appareil vous demande votre empreinte, votre visage ou votre code. Vous n’avez rien à saisir.',
    signInButton: 'Utiliser votre clé d’accès',
    anotherWay: 'Choisir un autre moyen',
    addHeading: 'La prochaine fois avec une clé d’accès ?',
    addIntro: (gpt, email) =>
      `Avec une clé d’accès, vous vous connectez à ${gpt} en tant que ${email} par empreinte, visage ou code, sans attendre d’e-mail. Elle reste sur vos appareils.`,
    addButton: 'Ajouter une clé d’accès',
    skip: 'Pas maintenant',
    noScript: 'Les clés d’accès nécessitent JavaScript, qui est désactivé dans ce navigateur. Veuillez continuer sans.',
    unsupported: 'Ce navigateur ne prend pas en charge les clés d’accès. Veuillez continuer sans.',
    cancelled: 'Votre appareil ne l’a pas confirmé. Réessayez ou continuez sans clé d’accès.',
    failed: 'Une erreur est survenue sur votre appareil. Réessayez ou continuez sans clé d’accès.',
    alreadyThere: 'Cet appareil a déjà une clé d’accès pour vous.',
    refused: 'La clé d’accès n’a pas pu être confirmée. Veuillez réessayer.',
    unknown:
      'Cette clé d’accès n’est pas connue ici : elle a été supprimée ou appartient à un autre service. Choisissez-en une autre ou un autre moyen.',
    tooMany: 'Vous avez atteint le nombre maximal de clés d’accès. Supprimez-en d’abord une depuis votre compte.',
  },
};
