import { brandingRepository, type BrandingRow, type LogoRow, type WorkspaceTransaction } from '@gatehouse/platform';
import type { Brand } from './page-frame';

/** The brand of a GPT, as its pages wear it. Works in the transaction of whoever asks. @param base what the paths of the door begin with */
export async function findBrand(tx: WorkspaceTransaction, base: string, gptId: string): Promise<Brand> {
  // One after another: a transaction is one connection, which answers one question at a time.
  const branding = await brandingRepository.find(tx, gptId);
  const logo = await brandingRepository.findLogo(tx, gptId);
  return brandFrom(base, gptId, branding, logo);
}

/** Paths have no origin, so that a page stays on the host on which it was asked for: a custom domain is a door of its own (ADR 0020). */
export function brandFrom(
  base: string,
  gptId: string,
  branding: Pick<BrandingRow, 'accent' | 'heading' | 'intro' | 'termsUrl' | 'privacyUrl'> | null,
  logo: Pick<LogoRow, 'hash'> | null,
): Brand {
  return {
    accent: branding?.accent ?? null,
    logoHref: logo === null ? null : logoPath(base, gptId, logo.hash),
    heading: branding?.heading ?? null,
    intro: branding?.intro ?? null,
    termsUrl: branding?.termsUrl ?? null,
    privacyUrl: branding?.privacyUrl ?? privacyPath(base, gptId),
  };
}

/** Of the hosted privacy policy. @param base what the paths of the door begin with, or the issuer, for the whole URL */
export const privacyPath = (base: string, gptId: string): string => `${base}/g/${gptId}/privacy`;

/** Of a logo. @param base as above */
export const logoPath = (base: string, gptId: string, hash: string): string => `${base}/logos/${gptId}/${hash}`;
