import type { Catalogue } from '../../edge/hosted-pages/language';

export interface AccountWaysTexts {
  readonly heading: string;
  readonly linkedOn: (date: string) => string;
  readonly notUsed: string;
  readonly toAddress: (email: string) => string;
  readonly noPassword: string;
  readonly passwordSince: (date: string) => string;
  readonly setPassword: string;
  readonly changePassword: string;
  readonly noPasskey: string;
  readonly addedOn: (date: string) => string;
  readonly lastUsed: (date: string) => string;
  readonly worksAt: (host: string) => string;
  readonly remove: string;
  readonly removeNamed: (passkey: string) => string;
  readonly passwordExplained: (creator: string) => string;
  readonly savePassword: string;
}

/** The ways in which a person signs in, on the account page, and the pages on which they add one. */
export const accountWaysTexts: Catalogue<AccountWaysTexts> = {
  en: {
    heading: 'Ways to sign in',
    linkedOn: (date) => `Linked on ${date}`,
    notUsed: 'Not used yet',
    toAddress: (email) => `Sent to ${email}`,
    noPassword: 'You have not set one.',
    passwordSince: (date) => `Set on ${date}`,
    setPassword: 'Set a password',
    changePassword: 'Change password',
    noPasskey: 'You have none. With one you sign in by fingerprint, face or PIN.',
    addedOn: (date) => `Added on ${date}`,
    lastUsed: (date) => `last used on ${date}`,
    worksAt: (host) => `works at ${host}`,
    remove: 'Remove',
    removeNamed: (passkey) => `Remove ${passkey}`,
    passwordExplained: (creator) =>
      `It is good for every GPT by ${creator} that offers passwords. All your other devices are signed out.`,
    savePassword: 'Save password',
  },
  es: {
    heading: 'Formas de iniciar sesión',
    linkedOn: (date) => `Vinculada el ${date}`,
    notUsed: 'Sin usar todavía',
    toAddress: (email) => `Se envía a ${email}`,
    noPassword: 'No ha establecido ninguna.',
    passwordSince: (date) => `Establecida el ${date}`,
    setPassword: 'Establecer una contraseña',
    changePassword: 'Cambiar la contraseña',
    noPasskey: 'No tiene ninguna. Con ella inicia sesión con su huella, su rostro o su PIN.',
    addedOn: (date) => `Añadida el ${date}`,
    lastUsed: (date) => `usada por última vez el ${date}`,
    worksAt: (host) => `funciona en ${host}`,
    remove: 'Eliminar',
    removeNamed: (passkey) => `Eliminar ${passkey}`,
    passwordExplained: (creator) =>
      `Sirve para todos los GPT de ${creator} que admiten contraseñas. Se cerrará la sesión en sus demás dispositivos.`,
    savePassword: 'Guardar la contraseña',
  },
  pt: {
    heading: 'Formas de entrar',
    linkedOn: (date) => `Vinculada em ${date}`,
    notUsed: 'Ainda não usada',
    toAddress: (email) => `Enviado para ${email}`,
    noPassword: 'Você não definiu nenhuma.',
    passwordSince: (date) => `Definida em ${date}`,
    setPassword: 'Definir uma senha',
    changePassword: 'Alterar a senha',
    noPasskey: 'Você não tem nenhuma. Com ela, você entra com a digital, o rosto ou o PIN.',
    addedOn: (date) => `Adicionada em ${date}`,
    lastUsed: (date) => `usada pela última vez em ${date}`,
    worksAt: (host) => `funciona em ${host}`,
    remove: 'Remover',
    removeNamed: (passkey) => `Remover ${passkey}`,
    passwordExplained: (creator) =>
      `Ela vale para todos os GPTs de ${creator} que aceitam senhas. Todos os seus outros dispositivos serão desconectados.`,
    savePassword: 'Salvar a senha',
  },
  hi: {
    heading: 'साइन इन करने के तरीके',
    linkedOn: (date) => `${date} को जोड़ा गया`,
    notUsed: 'अभी तक इस्तेमाल नहीं हुआ',
    toAddress: (email) => `${email} पर भेजा जाता है`,
    noPassword: 'आपने कोई पासवर्ड सेट नहीं किया है।',
    passwordSince: (date) => `${date} को सेट किया गया`,
    setPassword: 'पासवर्ड सेट करें',
    changePassword: 'पासवर्ड बदलें',
    noPasskey: 'आपके पास कोई पासकी नहीं है। इससे आप फ़िंगरप्रिंट, चेहरे या पिन से साइन इन करते हैं।',
    addedOn: (date) => `${date} को जोड़ी गई`,
    lastUsed: (date) => `आखिरी बार ${date} को इस्तेमाल हुई`,
    worksAt: (host) => `${host} पर काम करती है`,
    remove: 'हटाएँ',
    removeNamed: (passkey) => `${passkey} हटाएँ`,
    passwordExplained: (creator) =>
      `यह ${creator} के उन सभी GPT के लिए है जिनमें पासवर्ड से साइन इन होता है। आपके बाकी सभी डिवाइस साइन आउट हो जाएँगे।`,
    savePassword: 'पासवर्ड सहेजें',
  },
  id: {
    heading: 'Cara masuk',
    linkedOn: (date) => `Ditautkan pada ${date}`,
    notUsed: 'Belum digunakan',
    toAddress: (email) => `Dikirim ke ${email}`,
    noPassword: 'Anda belum menetapkannya.',
    passwordSince: (date) => `Ditetapkan pada ${date}`,
    setPassword: 'Tetapkan kata sandi',
    changePassword: 'Ubah kata sandi',
    noPasskey: 'Anda belum punya. Dengan kunci sandi, Anda masuk dengan sidik jari, wajah, atau PIN.',
    addedOn: (date) => `Ditambahkan pada ${date}`,
    lastUsed: (date) => `terakhir digunakan pada ${date}`,
    worksAt: (host) => `berlaku di ${host}`,
    remove: 'Hapus',
    removeNamed: (passkey) => `Hapus ${passkey}`,
    passwordExplained: (creator) =>
      `Berlaku untuk semua GPT dari ${creator} yang menerima kata sandi. Semua perangkat Anda yang lain akan dikeluarkan.`,
    savePassword: 'Simpan kata sandi',
  },
  ja: {
    heading: 'サインインの方法',
    linkedOn: (date) => `${date} に連携`,
    notUsed: 'まだ使用されていません',
    toAddress: (email) => `${email} 宛に送信されます`,
    noPassword: 'まだ設定されていません。',
    passwordSince: (date) => `${date} に設定`,
    setPassword: 'パスワードを設定',
    changePassword: 'パスワードを変更',
    noPasskey: 'まだありません。パスキーがあれば、指紋、顔、PIN でサインインできます。',
    addedOn: (date) => `${date} に追加`,
    lastUsed: (date) => `最終使用日 ${date}`,
    worksAt: (host) => `${host} で使用可能`,
    remove: '削除',
    removeNamed: (passkey) => `${passkey} を削除`,
    passwordExplained: (creator) =>
      `パスワードに対応する ${creator} のすべての GPT で使えます。ほかの端末はすべてサインアウトされます。`,
    savePassword: 'パスワードを保存',
  },
  de: {
    heading: 'Wege, sich anzumelden',
    linkedOn: (date) => `Verknüpft am ${date}`,
    notUsed: 'Noch nicht benutzt',
    toAddress: (email) => `Geht an ${email}`,
    noPassword: 'Sie haben keines gesetzt.',
    passwordSince: (date) => `Gesetzt am ${date}`,
    setPassword: 'Passwort setzen',
    changePassword: 'Passwort ändern',
    noPasskey: 'Sie haben keinen. Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN an.',
    addedOn: (date) => `Hinzugefügt am ${date}`,
    lastUsed: (date) => `zuletzt benutzt am ${date}`,
    worksAt: (host) => `gilt auf ${host}`,
    remove: 'Entfernen',
    removeNamed: (passkey) => `${passkey} entfernen`,
    passwordExplained: (creator) =>
      `Es gilt für alle GPTs von ${creator}, die Passwörter anbieten. Ihre anderen Geräte werden abgemeldet.`,
    savePassword: 'Passwort speichern',
  },
  fr: {
    heading: 'Moyens de connexion',
    linkedOn: (date) => `Associé le ${date}`,
    notUsed: 'Pas encore utilisé',
    toAddress: (email) => `Envoyé à ${email}`,
    noPassword: 'Vous n’en avez pas défini.',
    passwordSince: (date) => `Défini le ${date}`,
    setPassword: 'Définir un mot de passe',
    changePassword: 'Changer de mot de passe',
    noPasskey: 'Vous n’en avez pas. Avec une clé d’accès, vous vous connectez par empreinte, visage ou code PIN.',
    addedOn: (date) => `Ajoutée le ${date}`,
    lastUsed: (date) => `dernière utilisation le ${date}`,
    worksAt: (host) => `valable sur ${host}`,
    remove: 'Supprimer',
    removeNamed: (passkey) => `Supprimer ${passkey}`,
    passwordExplained: (creator) =>
      `Il vaut pour tous les GPT de ${creator} qui acceptent les mots de passe. Vos autres appareils seront déconnectés.`,
    savePassword: 'Enregistrer le mot de passe',
  },
};
