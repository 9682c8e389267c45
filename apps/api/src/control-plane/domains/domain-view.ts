import { challengeName, challengeValue, domainIssuer } from '@gatehouse/core';
import type { WorkspaceDomainRow } from '@gatehouse/platform';
import type { Domain } from './domain.dto';

/**
 * A domain on the wire, with the lines for its DNS zone.
 * @param issuerDomain the domain that the workspace has chosen as issuer
 * @param target what browsers are to be led to
 */
export function domainView(row: WorkspaceDomainRow, issuerDomain: string | null, target: string): Domain {
  return {
    id: row.id,
    domain: row.domain,
    state: row.state,
    reason: row.reason,
    proof_record: { type: 'TXT', name: challengeName(row.domain), value: challengeValue(row.token) },
    address_record: { type: 'CNAME', name: row.domain, value: target },
    issuer: domainIssuer(row.domain),
    is_issuer: issuerDomain === row.domain,
    created_at: row.createdAt.toISOString(),
    verified_at: row.verifiedAt?.toISOString() ?? null,
    failing_since: row.failingSince?.toISOString() ?? null,
    checked_at: row.checkedAt?.toISOString() ?? null,
  };
}
