import type { Catalogue } from './language';

export interface FrameTexts {
  readonly securedBy: string;
  readonly terms: string;
  readonly privacy: string;
}

/** What stands below every hosted page. */
export const frameTexts: Catalogue<FrameTexts> = {
  en: { securedBy: 'Secured by Gatehouse', terms: 'Terms', privacy: 'Privacy' },
  es: { securedBy: 'Protegido por Gatehouse', terms: 'Condiciones', privacy: 'Privacidad' },
  pt: { securedBy: 'Protegido por Gatehouse', terms: 'Termos', privacy: 'Privacidade' },
  hi: { securedBy: 'Gatehouse द्वारा सुरक्षित', terms: 'शर्तें', privacy: 'गोपनीयता' },
  id: { securedBy: 'Diamankan oleh Gatehouse', terms: 'Ketentuan', privacy: 'Privasi' },
  ja: { securedBy: 'Gatehouse により保護されています', terms: '利用規約', privacy: 'プライバシー' },
  de: { securedBy: 'Geschützt durch Gatehouse', terms: 'Nutzungsbedingungen', privacy: 'Datenschutz' },
  fr: { securedBy: 'Sécurisé par Gatehouse', terms: 'Conditions', privacy: 'Confidentialité' },
};
