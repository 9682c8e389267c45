import { PageHeader } from '../../shared/ui/page-header';
import { AuditLinkCard } from './audit-link-card';
import { ChangePasswordCard } from './change-password-card';
import { LostPaymentsCard } from './lost-payments-card';
import { PaymentsCard } from './payments-card';
import { MySessionsCard } from './my-sessions-card';
import { DomainsCard } from './domains/domains-card';
import { MeteringCard } from './metering-card';
import { SigningKeysCard } from './signing-keys/signing-keys-card';
import { MarketingConsentCard } from './marketing-consent-card';
import { YouCard } from './you-card';
import { TokensCard } from './tokens-card';
import { WorkspaceCard } from './workspace-card';

export function WorkspaceSettingsPage() {
  return (
    <>
      <PageHeader title="Settings" description="The workspace, your role in it, and access for your own programs." />
      <div className="max-w-3xl space-y-6">
        <WorkspaceCard />
        <YouCard />
        <ChangePasswordCard />
        <MySessionsCard />
        <PaymentsCard />
        <LostPaymentsCard />
        <DomainsCard />
        <MeteringCard />
        <TokensCard />
        <SigningKeysCard />
        <MarketingConsentCard />
        <AuditLinkCard />
      </div>
    </>
  );
}
