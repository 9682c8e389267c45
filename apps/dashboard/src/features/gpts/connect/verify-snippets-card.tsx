import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { CodeBlock } from '../../../shared/ui/code-block';
import { CopyButton } from '../../../shared/ui/copy-button';
import { CopyField } from '../../../shared/ui/copy-field';
import { Tabs } from '../../../shared/ui/tabs';
import { buildVerifySnippets } from './verify-snippets';

export function VerifySnippetsCard({ verifyUrl }: { verifyUrl: string }) {
  return (
    <Card aria-labelledby="verify-calls">
      <CardHeader
        id="verify-calls"
        title="Verify calls in your API"
        description="Your API hands the token it receives to Gatehouse, and learns who is calling. Each accepted call is counted."
      />
      <CardBody className="space-y-5">
        <CopyField label="Verify URL" value={verifyUrl} />
        <Tabs
          label="Language"
          tabs={buildVerifySnippets(verifyUrl).map(({ key, label, code }) => ({
            key,
            label,
            content: <CodeBlock code={code} label={`${label} example`} />,
            action: <CopyButton key={key} text={code} label={`${label} example`} />,
          }))}
        />
      </CardBody>
    </Card>
  );
}
