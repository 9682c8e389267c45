import type { Catalogue } from './language';

/** What somebody agrees to who ticks the box about news. These words are kept with their agreement: a change here is a change for those who come after. */
export const marketingWording: Catalogue<(creator: string) => string> = {
  en: (creator) => `${creator} may send me news and offers by email. I can change this at any time in my account.`,
  es: (creator) =>
    `${creator} puede enviarme novedades y ofertas por correo electrónico. Puedo cambiarlo en cualquier momento en mi cuenta.`,
  pt: (creator) =>
    `${creator} pode me enviar novidades e ofertas por e-mail. Posso mudar isso a qualquer momento na minha conta.`,
  hi: (creator) => `${creator} मुझे ईमेल से समाचार और ऑफ़र भेज सकते हैं। मैं इसे अपने खाते में कभी भी बदल सकता/सकती हूँ।`,
  id: (creator) =>
    `${creator} boleh mengirimi saya kabar dan penawaran lewat email. Saya dapat mengubahnya kapan saja di akun saya.`,
  ja: (creator) => `${creator} からのお知らせやご案内をメールで受け取ります。この設定はアカウントでいつでも変更できます。`,
  de: (creator) =>
    `${creator} darf mir Neuigkeiten und Angebote per E-Mail senden. Ich kann das jederzeit in meinem Konto ändern.`,
  fr: (creator) =>
    `${creator} peut m’envoyer des nouvelles et des offres par e-mail. Je peux changer d’avis à tout moment dans mon compte.`,
};
