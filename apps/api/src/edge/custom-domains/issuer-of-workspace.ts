import { domainIssuer, issuerOf } from '@gatehouse/core';
import { type AnyTransaction, domainDirectoryRepository } from '@gatehouse/platform';

/**
 * The issuer that a workspace's settings, mails and links show: its own domain once chosen, else the address under PUBLIC_URL. For whatever is
 * made without a request at one of its doors; a request's answers name the door at which it stands (`Tenant.issuer`).
 */
export async function issuerOfWorkspace(
  tx: AnyTransaction,
  publicUrl: string,
  workspace: { readonly id: string; readonly slug: string },
): Promise<string> {
  const domain = await domainDirectoryRepository.findIssuerDomain(tx, workspace.id);
  return domain === null ? issuerOf(publicUrl, workspace.slug) : domainIssuer(domain);
}
