import type { Catalogue } from '../../edge/hosted-pages/language';

export interface CancelPlanTexts {
  readonly heading: (gpt: string) => string;
  readonly until: (plan: string, date: string) => string;
  readonly freeAfter: (plan: string) => string;
  readonly nothingAfter: (gpt: string) => string;
  readonly metered: string;
  readonly noChange: (plan: string) => string;
  readonly resume: string;
  readonly back: string;
}

/** What is said before a plan is cancelled. */
export const cancelPlanTexts: Catalogue<CancelPlanTexts> = {
  en: {
    heading: (gpt) => `Cancel your plan for ${gpt}?`,
    until: (plan, date) => `You keep ${plan} until ${date}; after that nothing is charged.`,
    freeAfter: (plan) => `Then you are on ${plan}, free of charge.`,
    nothingAfter: (gpt) => `Then ${gpt} no longer works for you.`,
    metered: 'What you use beyond your quota until then is still charged.',
    noChange: (plan) => `The change to ${plan} that you arranged will not take place.`,
    resume: 'Until then you can resume it at any time.',
    back: 'Keep the plan',
  },
  es: {
    heading: (gpt) => `¿Cancelar su plan de ${gpt}?`,
    until: (plan, date) => `Conserva ${plan} hasta el ${date}; después no se cobra nada.`,
    freeAfter: (plan) => `Después tendrá ${plan}, sin coste.`,
    nothingAfter: (gpt) => `Después ${gpt} dejará de funcionar para usted.`,
    metered: 'Lo que use hasta entonces por encima de su cuota se cobra igualmente.',
    noChange: (plan) => `El cambio a ${plan} que había acordado no se hará.`,
    resume: 'Hasta entonces puede reanudarlo cuando quiera.',
    back: 'Conservar el plan',
  },
  pt: {
    heading: (gpt) => `Cancelar o seu plano de ${gpt}?`,
    until: (plan, date) => `Você mantém ${plan} até ${date}; depois nada mais é cobrado.`,
    freeAfter: (plan) => `Depois você fica em ${plan}, sem custo.`,
    nothingAfter: (gpt) => `Depois ${gpt} deixa de funcionar para você.`,
    metered: 'O que você usar acima da cota até lá ainda será cobrado.',
    noChange: (plan) => `A mudança para ${plan} que você combinou não será feita.`,
    resume: 'Até lá você pode retomá-lo quando quiser.',
    back: 'Manter o plano',
  },
  hi: {
    heading: (gpt) => `${gpt} का अपना प्लान रद्द करें?`,
    until: (plan, date) => `${date} तक ${plan} आपके पास रहेगा; उसके बाद कुछ नहीं लिया जाएगा।`,
    freeAfter: (plan) => `उसके बाद आप ${plan} पर रहेंगे, निःशुल्क।`,
    nothingAfter: (gpt) => `उसके बाद ${gpt} आपके लिए काम नहीं करेगा।`,
    metered: 'तब तक कोटा से ज़्यादा जो इस्तेमाल होगा, उसका शुल्क लिया जाएगा।',
    noChange: (plan) => `${plan} पर जाने का आपका तय किया हुआ बदलाव नहीं होगा।`,
    resume: 'तब तक आप इसे कभी भी फिर शुरू कर सकते हैं।',
    back: 'प्लान रखें',
  },
  id: {
    heading: (gpt) => `Batalkan paket Anda untuk ${gpt}?`,
    until: (plan, date) => `Anda tetap memakai ${plan} sampai ${date}; setelah itu tidak ada yang ditagih.`,
    freeAfter: (plan) => `Setelah itu Anda memakai ${plan}, gratis.`,
    nothingAfter: (gpt) => `Setelah itu ${gpt} tidak lagi berfungsi untuk Anda.`,
    metered: 'Pemakaian di atas kuota sampai saat itu tetap ditagih.',
    noChange: (plan) => `Peralihan ke ${plan} yang sudah Anda atur tidak akan dilakukan.`,
    resume: 'Sampai saat itu Anda dapat melanjutkannya kapan saja.',
    back: 'Pertahankan paket',
  },
  ja: {
    heading: (gpt) => `${gpt} のプランを解約しますか？`,
    until: (plan, date) => `${date}までは ${plan} をご利用いただけます。その後の請求はありません。`,
    freeAfter: (plan) => `その後は無料の ${plan} になります。`,
    nothingAfter: (gpt) => `その後は ${gpt} をご利用いただけなくなります。`,
    metered: 'それまでに上限を超えてご利用になった分は請求されます。',
    noChange: (plan) => `お申し込み済みの ${plan} への変更は行われません。`,
    resume: 'それまではいつでも再開できます。',
    back: 'プランを続ける',
  },
  de: {
    heading: (gpt) => `Tarif für ${gpt} kündigen?`,
    until: (plan, date) => `Bis zum ${date} behalten Sie ${plan}; danach wird nichts mehr berechnet.`,
    freeAfter: (plan) => `Danach haben Sie ${plan}, kostenlos.`,
    nothingAfter: (gpt) => `Danach arbeitet ${gpt} nicht mehr für Sie.`,
    metered: 'Was Sie bis dahin über Ihr Kontingent hinaus nutzen, wird noch berechnet.',
    noChange: (plan) => `Der vereinbarte Wechsel zu ${plan} findet nicht statt.`,
    resume: 'Bis dahin können Sie den Tarif jederzeit fortsetzen.',
    back: 'Tarif behalten',
  },
  fr: {
    heading: (gpt) => `Résilier votre formule pour ${gpt} ?`,
    until: (plan, date) => `Vous gardez ${plan} jusqu’au ${date} ; ensuite, plus rien n’est facturé.`,
    freeAfter: (plan) => `Ensuite, vous passez à ${plan}, gratuitement.`,
    nothingAfter: (gpt) => `Ensuite, ${gpt} ne fonctionne plus pour vous.`,
    metered: 'Ce que vous utilisez d’ici là au-delà de votre quota reste facturé.',
    noChange: (plan) => `Le passage à ${plan} que vous aviez prévu n’aura pas lieu.`,
    resume: 'D’ici là, vous pouvez la reprendre à tout moment.',
    back: 'Garder la formule',
  },
};
