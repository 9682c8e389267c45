import { useState } from 'react';
import { CopyField } from '../../../shared/ui/copy-field';
import { Segmented } from '../../../shared/ui/segmented';
import { RadioReplica } from '../connect/radio-replica';

const AUTHENTICATION_TYPES = ['None', 'API Key', 'OAuth'];
const AUTH_TYPES = ['Basic', 'Bearer', 'Custom'] as const;
type AuthType = (typeof AUTH_TYPES)[number];

/** ChatGPT's own form for a key, filled in. Any of its three ways works; Bearer is the plainest. */
export function ApiKeyForm({ value }: { value: string }) {
  const [authType, setAuthType] = useState<AuthType>('Bearer');
  return (
    <div className="space-y-5">
      <Segmented
        label="How ChatGPT sends the key"
        value={authType}
        onValue={setAuthType}
        options={AUTH_TYPES.map((type) => ({ value: type, label: type }))}
      />
      <RadioReplica legend="Authentication Type" options={AUTHENTICATION_TYPES} selected="API Key" />
      <CopyField label="API Key" value={value} className="border-accent bg-accent-soft" />
      <RadioReplica legend="Auth Type" options={AUTH_TYPES} selected={authType} />
      {authType === 'Custom' && <CopyField label="Custom Header Name" value="Gatehouse-Key" />}
    </div>
  );
}
