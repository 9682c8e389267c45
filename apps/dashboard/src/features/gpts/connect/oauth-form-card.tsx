import type { ReactNode } from 'react';
import { Card, CardHeader } from '../../../shared/ui/card';
import { CopyField } from '../../../shared/ui/copy-field';
import type { Gpt } from '../gpt.queries';
import { ClientSecretField } from './client-secret-field';
import { RadioReplica } from './radio-replica';

const authenticationTypes = ['None', 'API Key', 'OAuth'];
const exchangeMethods = ['Default (POST request)', 'Basic authorization header'];

/** ChatGPT's own form, filled in: the same fields, in the same order, under the same names, so that nothing has to be understood to copy it. */
export function OauthFormCard({ gpt }: { gpt: Gpt }) {
  const { oauth } = gpt;
  return (
    <Card aria-labelledby="oauth-settings">
      <CardHeader
        id="oauth-settings"
        title="OAuth settings"
        description="The form below is the one in the GPT editor. Copy each field into its twin there."
      />
      <div className="mt-5 rounded-b-lg border-t border-line bg-inset">
        <p className="border-b border-line px-5 py-3.5 font-semibold sm:px-6">Authentication</p>
        <div className="space-y-5 px-5 py-5 sm:px-6">
          <RadioReplica legend="Authentication Type" options={authenticationTypes} selected="OAuth" inline />
          <CopyField label="Client ID" value={gpt.client_id} />
          <ClientSecretField gpt={gpt} />
          <CopyField label="Authorization URL" value={oauth.authorization_url} />
          <CopyField label="Token URL" value={oauth.token_url} />
          {oauth.scope === '' ? <EmptyScope /> : <CopyField label="Scope" value={oauth.scope} />}
          <RadioReplica legend="Token Exchange Method" options={exchangeMethods} selected={oauth.token_exchange_method} />
        </div>
        <div className="border-t border-line px-5 py-5 sm:px-6">
          <CopyField
            label="Privacy policy URL"
            value={gpt.privacy_policy_url}
            hint="Stands below the actions in the GPT editor. Without it a public GPT cannot use them."
          />
        </div>
      </div>
    </Card>
  );
}

function EmptyScope(): ReactNode {
  return <CopyField label="Scope" value="" placeholder="Leave this field empty" />;
}
