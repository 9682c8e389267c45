import type { Catalogue } from '../../edge/hosted-pages/language';

export interface EraseTexts {
  readonly heading: string;
  readonly intro: (creator: string) => string;
  /** What happens, each a sentence. */
  readonly effects: readonly string[];
  readonly final: string;
  readonly type: (email: string) => string;
  readonly mismatch: string;
  readonly erase: string;
  readonly keep: string;
  readonly done: { readonly heading: string; readonly paragraphs: (creator: string) => readonly string[] };
}

/** The page on which somebody is erased, and the one that says so. */
export const eraseTexts: Catalogue<EraseTexts> = {
  en: {
    heading: 'Erase your data',
    intro: (creator) => `This is what happens at ${creator}, in all of their GPTs:`,
    effects: [
      'Your name, your address and your ways of signing in are deleted.',
      'Every GPT loses its access, and every device is signed out.',
      'Your plans and what you agreed to are deleted.',
      'How much was used stays in the statistics, without you.',
    ],
    final: 'This cannot be undone. You can sign up again later, as somebody new.',
    type: (email) => `Type ${email} to confirm`,
    mismatch: 'That is not the address of this account.',
    erase: 'Erase my data for good',
    keep: 'Keep my data',
    done: {
      heading: 'Your data is erased',
      paragraphs: (creator) => [
        `Nothing personal about you is kept by ${creator} here any more.`,
        'What their own systems hold, they have to erase themselves: write to them about it.',
      ],
    },
  },
  es: {
    heading: 'Borrar sus datos',
    intro: (creator) => `Esto es lo que ocurre en ${creator}, en todos sus GPT:`,
    effects: [
      'Se eliminan su nombre, su dirección y sus formas de iniciar sesión.',
      'Todos los GPT pierden el acceso y se cierra la sesión en todos los dispositivos.',
      'Se eliminan sus planes y lo que aceptó.',
      'El uso realizado permanece en las estadísticas, sin usted.',
    ],
    final: 'Esto no se puede deshacer. Más adelante puede registrarse de nuevo, como una persona nueva.',
    type: (email) => `Escriba ${email} para confirmar`,
    mismatch: 'Esa no es la dirección de esta cuenta.',
    erase: 'Borrar mis datos definitivamente',
    keep: 'Conservar mis datos',
    done: {
      heading: 'Sus datos se han borrado',
      paragraphs: (creator) => [
        `${creator} ya no conserva aquí ningún dato personal sobre usted.`,
        'Lo que guardan sus propios sistemas deben borrarlo ellos mismos: escríbales al respecto.',
      ],
    },
  },
  pt: {
    heading: 'Apagar seus dados',
    intro: (creator) => `Isto é o que acontece em ${creator}, em todos os GPTs:`,
    effects: [
      'Seu nome, seu endereço e suas formas de entrar são excluídos.',
      'Todos os GPTs perdem o acesso e todos os dispositivos são desconectados.',
      'Seus planos e aquilo com que concordou são excluídos.',
      'O quanto foi usado permanece nas estatísticas, sem você.',
    ],
    final: 'Isto não pode ser desfeito. Você pode se cadastrar de novo depois, como uma nova pessoa.',
    type: (email) => `Digite ${email} para confirmar`,
    mismatch: 'Esse não é o endereço desta conta.',
    erase: 'Apagar meus dados definitivamente',
    keep: 'Manter meus dados',
    done: {
      heading: 'Seus dados foram apagados',
      paragraphs: (creator) => [
        `${creator} não guarda mais nada pessoal sobre você aqui.`,
        'O que os próprios sistemas deles guardam, eles mesmos precisam apagar: escreva para eles.',
      ],
    },
  },
  hi: {
    heading: 'अपना डेटा मिटाएँ',
    intro: (creator) => `${creator} के यहाँ, उनके सभी GPT में, यह होगा:`,
    effects: [
      'आपका नाम, आपका पता और साइन इन करने के आपके तरीके हटा दिए जाएँगे।',
      'हर GPT की पहुँच समाप्त होगी और हर डिवाइस से साइन आउट कर दिया जाएगा।',
      'आपके प्लान और आपकी दी हुई सहमतियाँ हटा दी जाएँगी।',
      'कितना इस्तेमाल हुआ, यह आँकड़ों में रहेगा, आपके नाम के बिना।',
    ],
    final: 'इसे वापस नहीं किया जा सकता। आप बाद में नए व्यक्ति के रूप में फिर साइन अप कर सकते हैं।',
    type: (email) => `पुष्टि के लिए ${email} लिखें`,
    mismatch: 'यह इस खाते का पता नहीं है।',
    erase: 'मेरा डेटा हमेशा के लिए मिटाएँ',
    keep: 'मेरा डेटा रहने दें',
    done: {
      heading: 'आपका डेटा मिटा दिया गया है',
      paragraphs: (creator) => [
        `${creator} के पास यहाँ अब आपके बारे में कोई व्यक्तिगत जानकारी नहीं है।`,
        'जो उनके अपने सिस्टम में है, उसे उन्हें स्वयं मिटाना होगा: इसके बारे में उन्हें लिखें।',
      ],
    },
  },
  id: {
    heading: 'Hapus data Anda',
    intro: (creator) => `Inilah yang terjadi di ${creator}, di semua GPT mereka:`,
    effects: [
      'Nama, alamat, dan cara masuk Anda dihapus.',
      'Setiap GPT kehilangan aksesnya, dan setiap perangkat dikeluarkan.',
      'Paket Anda dan hal-hal yang Anda setujui dihapus.',
      'Jumlah penggunaan tetap ada dalam statistik, tanpa Anda.',
    ],
    final: 'Ini tidak dapat dibatalkan. Anda dapat mendaftar lagi nanti, sebagai orang baru.',
    type: (email) => `Ketik ${email} untuk mengonfirmasi`,
    mismatch: 'Itu bukan alamat akun ini.',
    erase: 'Hapus data saya selamanya',
    keep: 'Simpan data saya',
    done: {
      heading: 'Data Anda telah dihapus',
      paragraphs: (creator) => [
        `${creator} tidak lagi menyimpan data pribadi apa pun tentang Anda di sini.`,
        'Apa yang disimpan sistem mereka sendiri harus mereka hapus sendiri: hubungi mereka tentang hal itu.',
      ],
    },
  },
  ja: {
    heading: 'データの消去',
    intro: (creator) => `${creator} のすべての GPT で、次のことが行われます：`,
    effects: [
      'お名前、アドレス、サインイン方法が削除されます。',
      'すべての GPT がアクセスできなくなり、すべての端末からサインアウトされます。',
      'プランと、同意された内容が削除されます。',
      '利用量は、お客様と結び付かない形で統計に残ります。',
    ],
    final: 'この操作は取り消せません。後で新しい利用者として登録し直すことはできます。',
    type: (email) => `確認のため ${email} と入力してください`,
    mismatch: 'このアカウントのアドレスではありません。',
    erase: 'データを完全に消去する',
    keep: 'データを残す',
    done: {
      heading: 'データを消去しました',
      paragraphs: (creator) => [
        `${creator} は、お客様の個人情報をここにはもう保持していません。`,
        '作成者自身のシステムにある情報は、作成者が消去する必要があります。作成者にご連絡ください。',
      ],
    },
  },
  de: {
    heading: 'Ihre Daten löschen',
    intro: (creator) => `Das geschieht bei ${creator}, in allen GPTs:`,
    effects: [
      'Ihr Name, Ihre Adresse und Ihre Arten der Anmeldung werden gelöscht.',
      'Jedes GPT verliert seinen Zugriff, und jedes Gerät wird abgemeldet.',
      'Ihre Tarife und das, dem Sie zugestimmt haben, werden gelöscht.',
      'Wie viel verbraucht wurde, bleibt in der Statistik, ohne Sie.',
    ],
    final: 'Das lässt sich nicht rückgängig machen. Sie können sich später als neue Person wieder anmelden.',
    type: (email) => `Geben Sie zur Bestätigung ${email} ein`,
    mismatch: 'Das ist nicht die Adresse dieses Kontos.',
    erase: 'Meine Daten endgültig löschen',
    keep: 'Meine Daten behalten',
    done: {
      heading: 'Ihre Daten sind gelöscht',
      paragraphs: (creator) => [
        `${creator} bewahrt hier nichts Persönliches mehr über Sie auf.`,
        'Was in deren eigenen Systemen liegt, muss dort gelöscht werden: Schreiben Sie ihnen deswegen.',
      ],
    },
  },
  fr: {
    heading: 'Effacer vos données',
    intro: (creator) => `Voici ce qui se passe chez ${creator}, dans tous ses GPT :`,
    effects: [
      'Votre nom, votre adresse et vos moyens de connexion sont supprimés.',
      'Chaque GPT perd son accès et chaque appareil est déconnecté.',
      'Vos offres et ce que vous avez accepté sont supprimés.',
      'Les quantités utilisées restent dans les statistiques, sans vous.',
    ],
    final: 'Cette action est irréversible. Vous pourrez vous inscrire à nouveau plus tard, comme une nouvelle personne.',
    type: (email) => `Saisissez ${email} pour confirmer`,
    mismatch: 'Ce n’est pas l’adresse de ce compte.',
    erase: 'Effacer définitivement mes données',
    keep: 'Conserver mes données',
    done: {
      heading: 'Vos données sont effacées',
      paragraphs: (creator) => [
        `${creator} ne conserve plus ici aucune donnée personnelle à votre sujet.`,
        'Ce que contiennent ses propres systèmes, c’est à lui de l’effacer : écrivez-lui à ce sujet.',
      ],
    },
  },
};
