import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { SwitchField } from '../../shared/ui/switch';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useMarketingConsent, useSetMarketingConsent } from './marketing-consent.queries';

/** Whether the consent page asks people if they want to hear news. */
export function MarketingConsentCard() {
  const { role } = useCurrentWorkspace();
  const setting = useMarketingConsent();
  const change = useSetMarketingConsent();
  const toast = useToast();
  return (
    <Card aria-labelledby="marketing-consent">
      <CardHeader
        id="marketing-consent"
        title="News by email"
        description="Only write to people who agreed. You find them by the filter on the Subscribers page, also for the export."
      />
      <CardBody>
        {setting.isPending && <Skeleton className="h-6 w-72 max-w-full" />}
        {setting.isError && !setting.data && <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />}
        {setting.data && (
          <SwitchField
            label="Ask on the consent page"
            hint="Adds a box to the consent page of each of your GPTs, never ticked beforehand. What people agreed to is kept with its words and its moment; they change it in their account at any time."
            checked={setting.data.ask}
            disabled={!covers(role, 'admin')}
            onChecked={(ask) => change.mutate(ask, { onError: (error) => toast.error(error.message) })}
          />
        )}
      </CardBody>
    </Card>
  );
}
