import type { Catalogue } from '../../edge/hosted-pages/language';

export interface ChangePlanTexts {
  readonly heading: (gpt: string) => string;
  readonly alone: string;
  readonly when: (date: string) => string;
  readonly inTrial: string;
  readonly back: string;
  readonly confirmHeading: (from: string, to: string) => string;
  readonly dueNow: string;
  readonly from: (date: string) => string;
  readonly atOnce: (to: string, from: string) => string;
  readonly trialGoesOn: (to: string) => string;
  readonly trialEnds: (to: string) => string;
  readonly atEnd: (from: string, to: string, date: string) => string;
  readonly instead: (plan: string) => string;
  readonly pay: (amount: string) => string;
  readonly confirm: string;
}

/** What is said of a change of plan, before it is made. */
export const changePlanTexts: Catalogue<ChangePlanTexts> = {
  en: {
    heading: (gpt) => `Change your plan for ${gpt}`,
    alone: 'There is no other plan to change to.',
    when: (date) =>
      `A plan that costs more begins at once, and what is left of the old one is taken off its price. Every other change takes place on ${date}, when what you have paid for ends.`,
    inTrial:
      'You are in a free trial: a change begins at once. The trial goes on for as long as the other plan’s own would; a plan without a trial is paid at once.',
    back: 'Back',
    confirmHeading: (from, to) => `From ${from} to ${to}`,
    dueNow: 'Due now',
    from: (date) => `From ${date}`,
    atOnce: (to, from) => `${to} begins at once. What is left of ${from} is taken off.`,
    trialGoesOn: (to) => `${to} begins at once, and nothing is due until your free trial ends.`,
    trialEnds: (to) => `${to} begins at once, and your free trial ends with it.`,
    atEnd: (from, to, date) => `You keep ${from} until ${date}. Then you have ${to}; until then you can take it back.`,
    instead: (plan) => `It takes the place of the change to ${plan} that you arranged.`,
    pay: (amount) => `Pay ${amount} and change`,
    confirm: 'Change plan',
  },
  es: {
    heading: (gpt) => `Cambiar su plan de ${gpt}`,
    alone: 'No hay otro plan al que cambiar.',
    when: (date) =>
      `Un plan más caro empieza enseguida y se descuenta lo que queda del anterior. Cualquier otro cambio se hace el ${date}, cuando termina lo que ha pagado.`,
    inTrial:
      'Está en un periodo de prueba: el cambio empieza enseguida. La prueba continúa mientras duraría la del otro plan; un plan sin prueba se paga al momento.',
    back: 'Volver',
    confirmHeading: (from, to) => `De ${from} a ${to}`,
    dueNow: 'A pagar ahora',
    from: (date) => `Desde el ${date}`,
    atOnce: (to, from) => `${to} empieza enseguida. Se descuenta lo que queda de ${from}.`,
    trialGoesOn: (to) => `${to} empieza enseguida y no se paga nada hasta que termine la prueba gratuita.`,
    trialEnds: (to) => `${to} empieza enseguida y con ello termina su prueba gratuita.`,
    atEnd: (from, to, date) => `Conserva ${from} hasta el ${date}. Después tendrá ${to}; hasta entonces puede retractarse.`,
    instead: (plan) => `Sustituye el cambio a ${plan} que había acordado.`,
    pay: (amount) => `Pagar ${amount} y cambiar`,
    confirm: 'Cambiar de plan',
  },
  pt: {
    heading: (gpt) => `Mudar o seu plano de ${gpt}`,
    alone: 'Não há outro plano para o qual mudar.',
    when: (date) =>
      `Um plano mais caro começa imediatamente, e o que resta do anterior é descontado. Qualquer outra mudança acontece em ${date}, quando termina o que você pagou.`,
    inTrial:
      'Você está em um teste gratuito: a mudança começa imediatamente. O teste continua enquanto duraria o do outro plano; um plano sem teste é pago na hora.',
    back: 'Voltar',
    confirmHeading: (from, to) => `De ${from} para ${to}`,
    dueNow: 'A pagar agora',
    from: (date) => `A partir de ${date}`,
    atOnce: (to, from) => `${to} começa imediatamente. O que resta de ${from} é descontado.`,
    trialGoesOn: (to) => `${to} começa imediatamente, e nada é devido até o fim do teste gratuito.`,
    trialEnds: (to) => `${to} começa imediatamente, e com isso termina o seu teste gratuito.`,
    atEnd: (from, to, date) => `Você mantém ${from} até ${date}. Depois passa a ter ${to}; até lá pode voltar atrás.`,
    instead: (plan) => `Substitui a mudança para ${plan} que você tinha combinado.`,
    pay: (amount) => `Pagar ${amount} e mudar`,
    confirm: 'Mudar de plano',
  },
  hi: {
    heading: (gpt) => `${gpt} का अपना प्लान बदलें`,
    alone: 'बदलने के लिए कोई और प्लान नहीं है।',
    when: (date) =>
      `ज़्यादा कीमत वाला प्लान तुरंत शुरू होता है, और पुराने प्लान का बचा हुआ हिस्सा उसकी कीमत से घटाया जाता है। बाकी हर बदलाव ${date} को होता है, जब आपका चुकाया हुआ समय समाप्त होता है।`,
    inTrial:
      'आप निःशुल्क परीक्षण में हैं: बदलाव तुरंत होगा। परीक्षण उतने ही समय तक चलेगा जितना दूसरे प्लान का अपना परीक्षण होता; जिस प्लान में परीक्षण नहीं है, उसका भुगतान तुरंत करना होगा।',
    back: 'वापस',
    confirmHeading: (from, to) => `${from} से ${to}`,
    dueNow: 'अभी देय',
    from: (date) => `${date} से`,
    atOnce: (to, from) => `${to} तुरंत शुरू होगा। ${from} का बचा हुआ हिस्सा घटाया गया है।`,
    trialGoesOn: (to) => `${to} तुरंत शुरू होगा, और निःशुल्क परीक्षण समाप्त होने तक कुछ देय नहीं है।`,
    trialEnds: (to) => `${to} तुरंत शुरू होगा, और इसके साथ आपका निःशुल्क परीक्षण समाप्त हो जाएगा।`,
    atEnd: (from, to, date) => `${date} तक ${from} आपके पास रहेगा। उसके बाद ${to} होगा; तब तक आप इसे वापस ले सकते हैं।`,
    instead: (plan) => `यह ${plan} पर जाने के तय किए हुए बदलाव की जगह लेगा।`,
    pay: (amount) => `${amount} चुकाएँ और बदलें`,
    confirm: 'प्लान बदलें',
  },
  id: {
    heading: (gpt) => `Ganti paket Anda untuk ${gpt}`,
    alone: 'Tidak ada paket lain untuk dipilih.',
    when: (date) =>
      `Paket yang lebih mahal langsung berlaku, dan sisa paket lama dipotong dari harganya. Perubahan lain berlaku pada ${date}, saat masa yang sudah Anda bayar berakhir.`,
    inTrial:
      'Anda sedang dalam uji coba gratis: perubahan langsung berlaku. Uji coba berlanjut selama masa uji coba paket yang baru; paket tanpa uji coba langsung dibayar.',
    back: 'Kembali',
    confirmHeading: (from, to) => `Dari ${from} ke ${to}`,
    dueNow: 'Dibayar sekarang',
    from: (date) => `Mulai ${date}`,
    atOnce: (to, from) => `${to} langsung berlaku. Sisa ${from} dipotong dari harganya.`,
    trialGoesOn: (to) => `${to} langsung berlaku, dan tidak ada yang perlu dibayar sampai uji coba gratis berakhir.`,
    trialEnds: (to) => `${to} langsung berlaku, dan dengan itu uji coba gratis Anda berakhir.`,
    atEnd: (from, to, date) =>
      `Anda tetap memakai ${from} sampai ${date}. Setelah itu ${to}; sampai saat itu Anda dapat membatalkannya.`,
    instead: (plan) => `Ini menggantikan peralihan ke ${plan} yang sudah Anda atur.`,
    pay: (amount) => `Bayar ${amount} dan ganti`,
    confirm: 'Ganti paket',
  },
  ja: {
    heading: (gpt) => `${gpt} のプランを変更`,
    alone: '変更できるほかのプランはありません。',
    when: (date) =>
      `より高額なプランはすぐに始まり、現在のプランの残り分が差し引かれます。それ以外の変更は、お支払い済みの期間が終わる${date}に行われます。`,
    inTrial:
      '無料のお試し期間中です。変更はすぐに適用されます。お試しは、変更先のプランのお試し期間の分だけ続きます。お試しのないプランはすぐにお支払いとなります。',
    back: '戻る',
    confirmHeading: (from, to) => `${from} から ${to} へ`,
    dueNow: '今回のお支払い',
    from: (date) => `${date}から`,
    atOnce: (to, from) => `${to} はすぐに始まります。${from} の残り分は差し引かれています。`,
    trialGoesOn: (to) => `${to} はすぐに始まります。無料のお試しが終わるまでお支払いはありません。`,
    trialEnds: (to) => `${to} はすぐに始まり、無料のお試しはそこで終わります。`,
    atEnd: (from, to, date) => `${date}までは ${from} をご利用いただけます。その後は ${to} になります。それまでは取り消せます。`,
    instead: (plan) => `お申し込み済みの ${plan} への変更に代わるものです。`,
    pay: (amount) => `${amount} を支払って変更`,
    confirm: 'プランを変更',
  },
  de: {
    heading: (gpt) => `Tarif für ${gpt} wechseln`,
    alone: 'Es gibt keinen anderen Tarif, zu dem Sie wechseln können.',
    when: (date) =>
      `Ein teurerer Tarif beginnt sofort, und was vom alten übrig ist, wird angerechnet. Jeder andere Wechsel findet am ${date} statt, wenn das Bezahlte endet.`,
    inTrial:
      'Sie sind in einer kostenlosen Probezeit: Ein Wechsel gilt sofort. Die Probezeit läuft so lange weiter, wie die des anderen Tarifs dauern würde; ein Tarif ohne Probezeit wird sofort bezahlt.',
    back: 'Zurück',
    confirmHeading: (from, to) => `Von ${from} zu ${to}`,
    dueNow: 'Jetzt fällig',
    from: (date) => `Ab dem ${date}`,
    atOnce: (to, from) => `${to} beginnt sofort. Was von ${from} übrig ist, wird angerechnet.`,
    trialGoesOn: (to) => `${to} beginnt sofort, und bis zum Ende der Probezeit ist nichts fällig.`,
    trialEnds: (to) => `${to} beginnt sofort, und damit endet Ihre kostenlose Probezeit.`,
    atEnd: (from, to, date) =>
      `Bis zum ${date} behalten Sie ${from}. Danach haben Sie ${to}; bis dahin können Sie es zurücknehmen.`,
    instead: (plan) => `Das tritt an die Stelle des vereinbarten Wechsels zu ${plan}.`,
    pay: (amount) => `${amount} zahlen und wechseln`,
    confirm: 'Tarif wechseln',
  },
  fr: {
    heading: (gpt) => `Changer de formule pour ${gpt}`,
    alone: 'Il n’y a pas d’autre formule à choisir.',
    when: (date) =>
      `Une formule plus chère commence aussitôt, et le reste de l’ancienne est déduit. Tout autre changement a lieu le ${date}, à la fin de ce que vous avez payé.`,
    inTrial:
      'Vous êtes en essai gratuit : le changement est immédiat. L’essai continue aussi longtemps que durerait celui de l’autre formule ; une formule sans essai est payée aussitôt.',
    back: 'Retour',
    confirmHeading: (from, to) => `De ${from} à ${to}`,
    dueNow: 'À payer maintenant',
    from: (date) => `À partir du ${date}`,
    atOnce: (to, from) => `${to} commence aussitôt. Le reste de ${from} est déduit.`,
    trialGoesOn: (to) => `${to} commence aussitôt, et rien n’est dû avant la fin de l’essai gratuit.`,
    trialEnds: (to) => `${to} commence aussitôt, et votre essai gratuit prend fin.`,
    atEnd: (from, to, date) =>
      `Vous gardez ${from} jusqu’au ${date}. Ensuite, vous aurez ${to} ; d’ici là, vous pouvez revenir en arrière.`,
    instead: (plan) => `Cela remplace le passage à ${plan} que vous aviez prévu.`,
    pay: (amount) => `Payer ${amount} et changer`,
    confirm: 'Changer de formule',
  },
};
