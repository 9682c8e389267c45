import type { Catalogue } from '../../edge/hosted-pages/language';

/** What is said of a plan's link, of a payment under way, and when it is done. */
export interface PayingTexts {
  readonly nothing: { readonly heading: string; readonly paragraph: string };
  readonly confirming: { readonly heading: string; readonly paragraph: string; readonly again: string };
  readonly done: { readonly heading: (plan: string) => string; readonly paragraph: string; readonly account: string };
  readonly tooOld: { readonly heading: string; readonly paragraph: string };
  readonly invalid: { readonly heading: string; readonly paragraph: string };
  readonly somebodyElse: { readonly heading: string; readonly paragraph: (email: string) => string; readonly advice: string };
}

export const payingTexts: Catalogue<PayingTexts> = {
  en: {
    nothing: { heading: 'There is nothing to choose', paragraph: 'No plans are on sale at the moment.' },
    confirming: {
      heading: 'Your payment is being confirmed',
      paragraph: 'This takes a few seconds. The page looks again by itself.',
      again: 'Look again now',
    },
    done: {
      heading: (plan) => `You are on ${plan} now`,
      paragraph: 'Go back to ChatGPT and ask again: it works at once.',
      account: 'Your account',
    },
    tooOld: {
      heading: 'This link is too old',
      paragraph: 'Links to plans work for half an hour. Ask again in ChatGPT, and you get a new one.',
    },
    invalid: { heading: 'This link leads nowhere', paragraph: 'It is not complete, or it was altered. Ask again in ChatGPT.' },
    somebodyElse: {
      heading: 'This link is for somebody else',
      paragraph: (email) => `You are signed in as ${email}, and the link was made for another person.`,
      advice: 'If it is yours, sign out in your account first, and then open the link again.',
    },
  },
  es: {
    nothing: { heading: 'No hay nada que elegir', paragraph: 'En este momento no hay planes a la venta.' },
    confirming: {
      heading: 'Su pago se está confirmando',
      paragraph: 'Tarda unos segundos. La página vuelve a mirar por sí sola.',
      again: 'Mirar de nuevo ahora',
    },
    done: {
      heading: (plan) => `Ahora tiene ${plan}`,
      paragraph: 'Vuelva a ChatGPT y pregunte de nuevo: funciona al instante.',
      account: 'Su cuenta',
    },
    tooOld: {
      heading: 'Este enlace es demasiado antiguo',
      paragraph: 'Los enlaces a los planes funcionan durante media hora. Pregunte de nuevo en ChatGPT y recibirá uno nuevo.',
    },
    invalid: {
      heading: 'Este enlace no lleva a ninguna parte',
      paragraph: 'No está completo o fue modificado. Pregunte de nuevo en ChatGPT.',
    },
    somebodyElse: {
      heading: 'Este enlace es para otra persona',
      paragraph: (email) => `Ha iniciado sesión como ${email}, y el enlace se hizo para otra persona.`,
      advice: 'Si es suyo, cierre primero la sesión en su cuenta y vuelva a abrir el enlace.',
    },
  },
  pt: {
    nothing: { heading: 'Não há nada para escolher', paragraph: 'No momento não há planos à venda.' },
    confirming: {
      heading: 'Seu pagamento está sendo confirmado',
      paragraph: 'Isso leva alguns segundos. A página verifica de novo sozinha.',
      again: 'Verificar de novo agora',
    },
    done: {
      heading: (plan) => `Agora você está no ${plan}`,
      paragraph: 'Volte ao ChatGPT e pergunte de novo: funciona na hora.',
      account: 'Sua conta',
    },
    tooOld: {
      heading: 'Este link é antigo demais',
      paragraph: 'Os links para os planos valem por meia hora. Pergunte de novo no ChatGPT e você recebe um novo.',
    },
    invalid: {
      heading: 'Este link não leva a lugar nenhum',
      paragraph: 'Ele está incompleto ou foi alterado. Pergunte de novo no ChatGPT.',
    },
    somebodyElse: {
      heading: 'Este link é para outra pessoa',
      paragraph: (email) => `Você entrou como ${email}, e o link foi feito para outra pessoa.`,
      advice: 'Se ele é seu, saia primeiro na sua conta e depois abra o link de novo.',
    },
  },
  hi: {
    nothing: { heading: 'चुनने के लिए कुछ नहीं है', paragraph: 'इस समय कोई प्लान उपलब्ध नहीं है।' },
    confirming: {
      heading: 'आपके भुगतान की पुष्टि हो रही है',
      paragraph: 'इसमें कुछ सेकंड लगते हैं। पेज अपने आप फिर से देखता है।',
      again: 'अभी फिर से देखें',
    },
    done: {
      heading: (plan) => `अब आप ${plan} पर हैं`,
      paragraph: 'ChatGPT पर लौटें और फिर से पूछें: यह तुरंत काम करेगा।',
      account: 'आपका खाता',
    },
    tooOld: {
      heading: 'यह लिंक बहुत पुराना है',
      paragraph: 'प्लान के लिंक आधे घंटे तक काम करते हैं। ChatGPT में फिर से पूछें, आपको नया लिंक मिलेगा।',
    },
    invalid: { heading: 'यह लिंक कहीं नहीं ले जाता', paragraph: 'यह अधूरा है या बदला गया है। ChatGPT में फिर से पूछें।' },
    somebodyElse: {
      heading: 'यह लिंक किसी और के लिए है',
      paragraph: (email) => `आप ${email} के रूप में साइन इन हैं, और यह लिंक किसी और के लिए बना था।`,
      advice: 'अगर यह आपका है, तो पहले अपने खाते से साइन आउट करें, फिर लिंक दोबारा खोलें।',
    },
  },
  id: {
    nothing: { heading: 'Tidak ada yang dapat dipilih', paragraph: 'Saat ini tidak ada paket yang dijual.' },
    confirming: {
      heading: 'Pembayaran Anda sedang dikonfirmasi',
      paragraph: 'Ini perlu beberapa detik. Halaman ini memeriksa lagi dengan sendirinya.',
      again: 'Periksa lagi sekarang',
    },
    done: {
      heading: (plan) => `Sekarang Anda memakai ${plan}`,
      paragraph: 'Kembalilah ke ChatGPT dan tanyakan lagi: langsung berfungsi.',
      account: 'Akun Anda',
    },
    tooOld: {
      heading: 'Tautan ini sudah terlalu lama',
      paragraph: 'Tautan ke paket berlaku setengah jam. Tanyakan lagi di ChatGPT, dan Anda mendapat yang baru.',
    },
    invalid: {
      heading: 'Tautan ini tidak menuju ke mana pun',
      paragraph: 'Tautannya tidak lengkap atau telah diubah. Tanyakan lagi di ChatGPT.',
    },
    somebodyElse: {
      heading: 'Tautan ini untuk orang lain',
      paragraph: (email) => `Anda masuk sebagai ${email}, sedangkan tautan ini dibuat untuk orang lain.`,
      advice: 'Jika tautan ini milik Anda, keluarlah dulu di akun Anda, lalu buka lagi tautannya.',
    },
  },
  ja: {
    nothing: { heading: 'お選びいただけるプランがありません', paragraph: '現在、販売中のプランはありません。' },
    confirming: {
      heading: 'お支払いを確認しています',
      paragraph: '数秒かかります。このページは自動的に確認し直します。',
      again: '今すぐ確認する',
    },
    done: {
      heading: (plan) => `${plan} をご利用いただけます`,
      paragraph: 'ChatGPT に戻ってもう一度お尋ねください。すぐにご利用になれます。',
      account: 'アカウント',
    },
    tooOld: {
      heading: 'このリンクは期限が切れています',
      paragraph: 'プランへのリンクは30分間有効です。ChatGPT でもう一度お尋ねになると、新しいリンクが届きます。',
    },
    invalid: {
      heading: 'このリンクは使えません',
      paragraph: 'リンクが不完全か、変更されています。ChatGPT でもう一度お尋ねください。',
    },
    somebodyElse: {
      heading: 'このリンクは別の方のものです',
      paragraph: (email) => `${email} としてサインインされていますが、このリンクは別の方のために作られました。`,
      advice: 'ご自分のリンクの場合は、先にアカウントからサインアウトし、もう一度リンクを開いてください。',
    },
  },
  de: {
    nothing: { heading: 'Es gibt nichts zu wählen', paragraph: 'Zurzeit werden keine Tarife verkauft.' },
    confirming: {
      heading: 'Ihre Zahlung wird bestätigt',
      paragraph: 'Das dauert einige Sekunden. Die Seite sieht von selbst noch einmal nach.',
      again: 'Jetzt noch einmal nachsehen',
    },
    done: {
      heading: (plan) => `Sie haben jetzt ${plan}`,
      paragraph: 'Gehen Sie zurück zu ChatGPT und fragen Sie noch einmal: Es geht sofort.',
      account: 'Ihr Konto',
    },
    tooOld: {
      heading: 'Dieser Link ist zu alt',
      paragraph:
        'Links zu den Tarifen gelten eine halbe Stunde. Fragen Sie in ChatGPT noch einmal, dann bekommen Sie einen neuen.',
    },
    invalid: {
      heading: 'Dieser Link führt nirgendwohin',
      paragraph: 'Er ist unvollständig oder wurde verändert. Fragen Sie in ChatGPT noch einmal.',
    },
    somebodyElse: {
      heading: 'Dieser Link ist für jemand anderen',
      paragraph: (email) => `Sie sind als ${email} angemeldet, und der Link ist für eine andere Person bestimmt.`,
      advice: 'Wenn er Ihnen gehört, melden Sie sich zuerst in Ihrem Konto ab und öffnen Sie den Link dann noch einmal.',
    },
  },
  fr: {
    nothing: { heading: 'Il n’y a rien à choisir', paragraph: 'Aucune formule n’est en vente pour le moment.' },
    confirming: {
      heading: 'Votre paiement est en cours de confirmation',
      paragraph: 'Cela prend quelques secondes. La page vérifie de nouveau d’elle-même.',
      again: 'Vérifier maintenant',
    },
    done: {
      heading: (plan) => `Vous avez maintenant ${plan}`,
      paragraph: 'Retournez dans ChatGPT et redemandez : cela fonctionne aussitôt.',
      account: 'Votre compte',
    },
    tooOld: {
      heading: 'Ce lien est trop ancien',
      paragraph: 'Les liens vers les formules sont valables une demi-heure. Redemandez dans ChatGPT pour en recevoir un nouveau.',
    },
    invalid: {
      heading: 'Ce lien ne mène nulle part',
      paragraph: 'Il est incomplet ou a été modifié. Redemandez dans ChatGPT.',
    },
    somebodyElse: {
      heading: 'Ce lien est destiné à quelqu’un d’autre',
      paragraph: (email) => `Vous êtes connecté en tant que ${email}, et le lien a été créé pour une autre personne.`,
      advice: 'S’il est à vous, déconnectez-vous d’abord dans votre compte, puis ouvrez de nouveau le lien.',
    },
  },
};
