import type { Catalogue } from '../../edge/hosted-pages/language';

export interface AccountDoorTexts {
  /** Below "Sign in to Acme". */
  readonly intro: string;
  /** The same for whoever comes by the link of a refused call. */
  readonly introToPlans: string;
  readonly nobody: {
    readonly heading: string;
    readonly paragraphs: (creator: string) => readonly string[];
    readonly again: string;
  };
  /** The workspace offers no way of signing in. */
  readonly closed: { readonly heading: string; readonly paragraph: (creator: string) => string };
  readonly signedOut: { readonly heading: string; readonly paragraph: string; readonly again: string };
}

/** On the way into the account, and out of it. */
export const accountDoorTexts: Catalogue<AccountDoorTexts> = {
  en: {
    intro: 'See and change what is kept about you, in the same way as you sign in from ChatGPT.',
    introToPlans: 'Sign in as you do from ChatGPT, and choose your plan.',
    nobody: {
      heading: 'You have no account here yet',
      paragraphs: (creator) => [
        `You proved who you are, but ${creator} does not know you.`,
        'An account begins when you sign in to one of their GPTs in ChatGPT. If you did that with another address, use that one.',
      ],
      again: 'Sign in another way',
    },
    closed: {
      heading: 'There is no account to sign in to',
      paragraph: (creator) => `${creator} has no GPT at the moment that people sign in to.`,
    },
    signedOut: { heading: 'You are signed out', paragraph: 'You can close this page.', again: 'Sign in again' },
  },
  es: {
    intro: 'Consulte y cambie lo que se guarda sobre usted. Inicie sesión igual que desde ChatGPT.',
    introToPlans: 'Inicie sesión igual que desde ChatGPT y elija su plan.',
    nobody: {
      heading: 'Aún no tiene una cuenta aquí',
      paragraphs: (creator) => [
        `Ha demostrado quién es, pero ${creator} no le conoce.`,
        'La cuenta se crea cuando inicia sesión en uno de sus GPT desde ChatGPT. Si lo hizo con otra dirección, use esa.',
      ],
      again: 'Iniciar sesión de otra forma',
    },
    closed: {
      heading: 'No hay ninguna cuenta en la que iniciar sesión',
      paragraph: (creator) => `En este momento ${creator} no tiene ningún GPT en el que se inicie sesión.`,
    },
    signedOut: { heading: 'Ha cerrado la sesión', paragraph: 'Puede cerrar esta página.', again: 'Volver a iniciar sesión' },
  },
  pt: {
    intro: 'Veja e altere o que é guardado sobre você. Entre da mesma forma que no ChatGPT.',
    introToPlans: 'Entre da mesma forma que no ChatGPT e escolha seu plano.',
    nobody: {
      heading: 'Você ainda não tem uma conta aqui',
      paragraphs: (creator) => [
        `Você comprovou quem é, mas ${creator} não conhece você.`,
        'A conta é criada quando você entra em um dos GPTs pelo ChatGPT. Se fez isso com outro endereço, use aquele.',
      ],
      again: 'Entrar de outra forma',
    },
    closed: {
      heading: 'Não há conta em que entrar',
      paragraph: (creator) => `No momento, ${creator} não tem nenhum GPT em que as pessoas entrem.`,
    },
    signedOut: { heading: 'Você saiu da sua conta', paragraph: 'Você pode fechar esta página.', again: 'Entrar novamente' },
  },
  hi: {
    intro: 'आपके बारे में जो रखा गया है उसे देखें और बदलें। वैसे ही साइन इन करें जैसे ChatGPT से करते हैं।',
    introToPlans: 'वैसे ही साइन इन करें जैसे ChatGPT से करते हैं, और अपना प्लान चुनें।',
    nobody: {
      heading: 'यहाँ अभी आपका कोई खाता नहीं है',
      paragraphs: (creator) => [
        `आपकी पहचान की पुष्टि हो गई, लेकिन ${creator} के यहाँ आपका खाता नहीं है।`,
        'खाता तब बनता है जब आप ChatGPT में उनके किसी GPT में साइन इन करते हैं। यदि आपने किसी दूसरे पते से ऐसा किया था, तो वही पता इस्तेमाल करें।',
      ],
      again: 'दूसरे तरीके से साइन इन करें',
    },
    closed: {
      heading: 'साइन इन करने के लिए कोई खाता नहीं है',
      paragraph: (creator) => `${creator} के पास अभी ऐसा कोई GPT नहीं है जिसमें लोग साइन इन करते हों।`,
    },
    signedOut: { heading: 'आप साइन आउट हो गए हैं', paragraph: 'आप यह पेज बंद कर सकते हैं।', again: 'फिर साइन इन करें' },
  },
  id: {
    intro: 'Lihat dan ubah data yang disimpan tentang Anda. Masuklah dengan cara yang sama seperti dari ChatGPT.',
    introToPlans: 'Masuklah dengan cara yang sama seperti dari ChatGPT, lalu pilih paket Anda.',
    nobody: {
      heading: 'Anda belum memiliki akun di sini',
      paragraphs: (creator) => [
        `Identitas Anda sudah terbukti, tetapi ${creator} tidak mengenal Anda.`,
        'Akun dibuat saat Anda masuk ke salah satu GPT mereka di ChatGPT. Jika Anda melakukannya dengan alamat lain, gunakan alamat itu.',
      ],
      again: 'Masuk dengan cara lain',
    },
    closed: {
      heading: 'Tidak ada akun untuk dimasuki',
      paragraph: (creator) => `Saat ini ${creator} tidak memiliki GPT yang dapat dimasuki.`,
    },
    signedOut: { heading: 'Anda sudah keluar', paragraph: 'Anda dapat menutup halaman ini.', again: 'Masuk lagi' },
  },
  ja: {
    intro: 'お客様について保存されている情報を確認、変更できます。ChatGPT からと同じ方法でサインインしてください。',
    introToPlans: 'ChatGPT からと同じ方法でサインインして、プランをお選びください。',
    nobody: {
      heading: 'まだアカウントがありません',
      paragraphs: (creator) => [
        `ご本人であることは確認できましたが、${creator} にはお客様の登録がありません。`,
        'アカウントは、ChatGPT で GPT のいずれかにサインインしたときに作成されます。別のアドレスでサインインした場合は、そのアドレスをお使いください。',
      ],
      again: '別の方法でサインイン',
    },
    closed: {
      heading: 'サインインできるアカウントがありません',
      paragraph: (creator) => `現在 ${creator} には、サインインできる GPT がありません。`,
    },
    signedOut: { heading: 'サインアウトしました', paragraph: 'このページは閉じて構いません。', again: 'もう一度サインイン' },
  },
  de: {
    intro: 'Sehen und ändern Sie, was über Sie gespeichert ist. Melden Sie sich an wie aus ChatGPT.',
    introToPlans: 'Melden Sie sich an wie aus ChatGPT, und wählen Sie Ihren Tarif.',
    nobody: {
      heading: 'Sie haben hier noch kein Konto',
      paragraphs: (creator) => [
        `Sie haben gezeigt, wer Sie sind, aber ${creator} kennt Sie nicht.`,
        'Ein Konto entsteht, wenn Sie sich in ChatGPT bei einem der GPTs anmelden. Haben Sie das mit einer anderen Adresse getan, nehmen Sie diese.',
      ],
      again: 'Auf anderem Weg anmelden',
    },
    closed: {
      heading: 'Hier gibt es kein Konto zum Anmelden',
      paragraph: (creator) => `${creator} hat im Moment kein GPT, bei dem man sich anmeldet.`,
    },
    signedOut: { heading: 'Sie sind abgemeldet', paragraph: 'Sie können diese Seite schließen.', again: 'Wieder anmelden' },
  },
  fr: {
    intro: 'Consultez et modifiez ce qui est conservé à votre sujet. Connectez-vous comme depuis ChatGPT.',
    introToPlans: 'Connectez-vous comme depuis ChatGPT et choisissez votre formule.',
    nobody: {
      heading: 'Vous n’avez pas encore de compte ici',
      paragraphs: (creator) => [
        `Vous avez prouvé votre identité, mais ${creator} ne vous connaît pas.`,
        'Un compte est créé lorsque vous vous connectez à l’un des GPT dans ChatGPT. Si vous l’avez fait avec une autre adresse, utilisez celle-ci.',
      ],
      again: 'Se connecter autrement',
    },
    closed: {
      heading: 'Il n’y a aucun compte auquel se connecter',
      paragraph: (creator) => `${creator} n’a en ce moment aucun GPT auquel on se connecte.`,
    },
    signedOut: { heading: 'Vous êtes déconnecté', paragraph: 'Vous pouvez fermer cette page.', again: 'Se reconnecter' },
  },
};
