import type { Catalogue } from '../../edge/hosted-pages/language';

export interface PaywallTexts {
  readonly heading: (gpt: string) => string;
  readonly paidOnly: (gpt: string) => string;
  readonly onPlan: (plan: string) => string;
  readonly monthly: string;
  readonly yearly: string;
  readonly interval: string;
  readonly perMonth: string;
  readonly perYear: string;
  readonly free: string;
  readonly quota: (calls: string) => string;
  readonly unlimited: string;
  readonly trial: (days: string) => string;
  readonly choose: (plan: string) => string;
  readonly startTrial: (plan: string) => string;
  readonly current: string;
  readonly later: string;
  readonly paidTo: (workspace: string) => string;
  readonly sandbox: string;
  readonly notPaid: string;
  readonly changed: string;
  readonly unavailable: string;
  readonly nothing: { readonly heading: string; readonly paragraph: string };
  readonly confirming: { readonly heading: string; readonly paragraph: string; readonly again: string };
  readonly done: { readonly heading: (plan: string) => string; readonly paragraph: string; readonly account: string };
  readonly tooOld: { readonly heading: string; readonly paragraph: string };
  readonly invalid: { readonly heading: string; readonly paragraph: string };
  readonly somebodyElse: { readonly heading: string; readonly paragraph: (email: string) => string; readonly advice: string };
}

/** The pages on which a person chooses a plan, goes to pay, and comes back. */
export const paywallTexts: Catalogue<PaywallTexts> = {
  en: {
    heading: (gpt) => `Choose a plan for ${gpt}`,
    paidOnly: (gpt) => `${gpt} is for people with a plan.`,
    onPlan: (plan) => `You are on the ${plan} plan.`,
    monthly: 'Pay monthly',
    yearly: 'Pay yearly',
    interval: 'How you pay',
    perMonth: 'per month',
    perYear: 'per year',
    free: 'Free of charge',
    quota: (calls) => `${calls} calls a month`,
    unlimited: 'As many calls as you like',
    trial: (days) => `First ${days} days free`,
    choose: (plan) => `Choose ${plan}`,
    startTrial: (plan) => `Try ${plan}`,
    current: 'Your plan',
    later: 'Not now',
    paidTo: (workspace) => `You pay ${workspace} through Stripe, and can cancel at any time in your account.`,
    sandbox: 'Sandbox: no money moves.',
    notPaid: 'Nothing was paid. Choose a plan whenever you like.',
    changed: 'What is on offer has changed. Please choose again.',
    unavailable: 'The payment page cannot be opened right now. Please try again in a moment.',
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
    heading: (gpt) => `Elija un plan para ${gpt}`,
    paidOnly: (gpt) => `${gpt} es para personas con un plan.`,
    onPlan: (plan) => `Usted tiene el plan ${plan}.`,
    monthly: 'Pagar cada mes',
    yearly: 'Pagar cada año',
    interval: 'Cómo paga',
    perMonth: 'al mes',
    perYear: 'al año',
    free: 'Sin coste',
    quota: (calls) => `${calls} llamadas al mes`,
    unlimited: 'Todas las llamadas que quiera',
    trial: (days) => `Primeros ${days} días gratis`,
    choose: (plan) => `Elegir ${plan}`,
    startTrial: (plan) => `Probar ${plan}`,
    current: 'Su plan',
    later: 'Ahora no',
    paidTo: (workspace) => `Paga a ${workspace} a través de Stripe y puede cancelar en cualquier momento desde su cuenta.`,
    sandbox: 'Entorno de pruebas: no se mueve dinero.',
    notPaid: 'No se ha pagado nada. Elija un plan cuando quiera.',
    changed: 'La oferta ha cambiado. Elija de nuevo, por favor.',
    unavailable: 'La página de pago no se puede abrir en este momento. Inténtelo de nuevo dentro de un momento.',
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
    heading: (gpt) => `Escolha um plano para ${gpt}`,
    paidOnly: (gpt) => `${gpt} é para pessoas com um plano.`,
    onPlan: (plan) => `Você está no plano ${plan}.`,
    monthly: 'Pagar por mês',
    yearly: 'Pagar por ano',
    interval: 'Como você paga',
    perMonth: 'por mês',
    perYear: 'por ano',
    free: 'Sem custo',
    quota: (calls) => `${calls} chamadas por mês`,
    unlimited: 'Quantas chamadas você quiser',
    trial: (days) => `Primeiros ${days} dias grátis`,
    choose: (plan) => `Escolher ${plan}`,
    startTrial: (plan) => `Experimentar ${plan}`,
    current: 'Seu plano',
    later: 'Agora não',
    paidTo: (workspace) => `Você paga a ${workspace} pelo Stripe e pode cancelar a qualquer momento na sua conta.`,
    sandbox: 'Ambiente de testes: nenhum dinheiro é movimentado.',
    notPaid: 'Nada foi pago. Escolha um plano quando quiser.',
    changed: 'A oferta mudou. Escolha de novo, por favor.',
    unavailable: 'A página de pagamento não pode ser aberta agora. Tente de novo daqui a pouco.',
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
    heading: (gpt) => `${gpt} के लिए प्लान चुनें`,
    paidOnly: (gpt) => `${gpt} उन लोगों के लिए है जिनके पास प्लान है।`,
    onPlan: (plan) => `आप ${plan} प्लान पर हैं।`,
    monthly: 'हर महीने भुगतान',
    yearly: 'हर साल भुगतान',
    interval: 'भुगतान का तरीका',
    perMonth: 'प्रति माह',
    perYear: 'प्रति वर्ष',
    free: 'निःशुल्क',
    quota: (calls) => `महीने में ${calls} कॉल`,
    unlimited: 'जितनी चाहें उतनी कॉल',
    trial: (days) => `पहले ${days} दिन मुफ़्त`,
    choose: (plan) => `${plan} चुनें`,
    startTrial: (plan) => `${plan} आज़माएँ`,
    current: 'आपका प्लान',
    later: 'अभी नहीं',
    paidTo: (workspace) => `आप Stripe के ज़रिए ${workspace} को भुगतान करते हैं और अपने खाते में कभी भी रद्द कर सकते हैं।`,
    sandbox: 'परीक्षण: कोई असली पैसा नहीं लगता।',
    notPaid: 'कोई भुगतान नहीं हुआ। जब चाहें प्लान चुनें।',
    changed: 'प्लान बदल गए हैं। कृपया फिर से चुनें।',
    unavailable: 'भुगतान का पेज अभी नहीं खुल सकता। कृपया थोड़ी देर में फिर कोशिश करें।',
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
    heading: (gpt) => `Pilih paket untuk ${gpt}`,
    paidOnly: (gpt) => `${gpt} diperuntukkan bagi orang yang memiliki paket.`,
    onPlan: (plan) => `Anda memakai paket ${plan}.`,
    monthly: 'Bayar bulanan',
    yearly: 'Bayar tahunan',
    interval: 'Cara Anda membayar',
    perMonth: 'per bulan',
    perYear: 'per tahun',
    free: 'Gratis',
    quota: (calls) => `${calls} panggilan sebulan`,
    unlimited: 'Panggilan sebanyak yang Anda mau',
    trial: (days) => `${days} hari pertama gratis`,
    choose: (plan) => `Pilih ${plan}`,
    startTrial: (plan) => `Coba ${plan}`,
    current: 'Paket Anda',
    later: 'Nanti saja',
    paidTo: (workspace) => `Anda membayar ${workspace} lewat Stripe, dan dapat berhenti kapan saja di akun Anda.`,
    sandbox: 'Uji coba: tidak ada uang yang berpindah.',
    notPaid: 'Tidak ada yang dibayar. Pilih paket kapan saja Anda mau.',
    changed: 'Yang ditawarkan sudah berubah. Silakan pilih lagi.',
    unavailable: 'Halaman pembayaran tidak dapat dibuka saat ini. Silakan coba lagi sebentar lagi.',
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
    heading: (gpt) => `${gpt} のプランをお選びください`,
    paidOnly: (gpt) => `${gpt} はプランをお持ちの方がご利用になれます。`,
    onPlan: (plan) => `現在のプランは ${plan} です。`,
    monthly: '月払い',
    yearly: '年払い',
    interval: 'お支払い方法',
    perMonth: '1か月あたり',
    perYear: '1年あたり',
    free: '無料',
    quota: (calls) => `1か月に ${calls} 回まで`,
    unlimited: '回数の制限なし',
    trial: (days) => `最初の ${days} 日間は無料`,
    choose: (plan) => `${plan} を選ぶ`,
    startTrial: (plan) => `${plan} を試す`,
    current: '現在のプラン',
    later: '今はしない',
    paidTo: (workspace) => `お支払いは Stripe を通じて ${workspace} に行われます。アカウントからいつでも解約できます。`,
    sandbox: 'テスト環境です。お金は動きません。',
    notPaid: 'お支払いは行われていません。いつでもプランをお選びいただけます。',
    changed: '内容が変わりました。もう一度お選びください。',
    unavailable: '現在、お支払いページを開けません。しばらくしてからもう一度お試しください。',
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
    heading: (gpt) => `Wählen Sie einen Tarif für ${gpt}`,
    paidOnly: (gpt) => `${gpt} ist für Personen mit einem Tarif.`,
    onPlan: (plan) => `Sie haben den Tarif ${plan}.`,
    monthly: 'Monatlich zahlen',
    yearly: 'Jährlich zahlen',
    interval: 'Wie Sie zahlen',
    perMonth: 'im Monat',
    perYear: 'im Jahr',
    free: 'Kostenlos',
    quota: (calls) => `${calls} Aufrufe im Monat`,
    unlimited: 'So viele Aufrufe, wie Sie möchten',
    trial: (days) => `Die ersten ${days} Tage kostenlos`,
    choose: (plan) => `${plan} wählen`,
    startTrial: (plan) => `${plan} ausprobieren`,
    current: 'Ihr Tarif',
    later: 'Nicht jetzt',
    paidTo: (workspace) => `Sie zahlen über Stripe an ${workspace} und können jederzeit in Ihrem Konto kündigen.`,
    sandbox: 'Testumgebung: Es fließt kein Geld.',
    notPaid: 'Es wurde nichts bezahlt. Wählen Sie einen Tarif, wann immer Sie möchten.',
    changed: 'Das Angebot hat sich geändert. Bitte wählen Sie noch einmal.',
    unavailable: 'Die Zahlungsseite lässt sich gerade nicht öffnen. Bitte versuchen Sie es gleich noch einmal.',
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
    heading: (gpt) => `Choisissez une formule pour ${gpt}`,
    paidOnly: (gpt) => `${gpt} est réservé aux personnes qui ont une formule.`,
    onPlan: (plan) => `Vous avez la formule ${plan}.`,
    monthly: 'Payer par mois',
    yearly: 'Payer par an',
    interval: 'Mode de paiement',
    perMonth: 'par mois',
    perYear: 'par an',
    free: 'Gratuit',
    quota: (calls) => `${calls} appels par mois`,
    unlimited: 'Autant d’appels que vous le souhaitez',
    trial: (days) => `Les ${days} premiers jours gratuits`,
    choose: (plan) => `Choisir ${plan}`,
    startTrial: (plan) => `Essayer ${plan}`,
    current: 'Votre formule',
    later: 'Pas maintenant',
    paidTo: (workspace) => `Vous payez ${workspace} par Stripe et pouvez résilier à tout moment dans votre compte.`,
    sandbox: 'Environnement de test : aucun argent n’est transféré.',
    notPaid: 'Rien n’a été payé. Choisissez une formule quand vous le souhaitez.',
    changed: 'L’offre a changé. Veuillez choisir de nouveau.',
    unavailable: 'La page de paiement ne peut pas être ouverte pour le moment. Veuillez réessayer dans un instant.',
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
