import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { CopyField } from '../../../shared/ui/copy-field';
import type { Gpt } from '../gpt.queries';

/** For whoever connects something other than the GPT editor: an OAuth or OpenID Connect library finds everything from here. */
export function DiscoveryCard({ gpt }: { gpt: Gpt }) {
  return (
    <Card aria-labelledby="discovery">
      <CardHeader
        id="discovery"
        title="For OAuth libraries"
        description="The GPT editor does not ask for these. A library configures itself from either."
      />
      <CardBody className="space-y-5">
        <CopyField label="Issuer" value={gpt.issuer} />
        <CopyField label="Discovery URL" value={gpt.discovery_url} hint="OpenID Connect Discovery." />
        <CopyField label="OAuth metadata URL" value={gpt.metadata_url} hint="RFC 8414. Says the same." />
      </CardBody>
    </Card>
  );
}
