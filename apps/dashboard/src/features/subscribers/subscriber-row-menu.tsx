import { Ban, Copy, Ellipsis, RotateCcw } from 'lucide-react';
import { copyText } from '../../shared/lib/clipboard';
import { Button } from '../../shared/ui/button';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../shared/ui/menu';
import { useToast } from '../../shared/ui/toast';
import { useBlocking } from './blocking';
import type { Subscriber } from './subscriber.queries';

export function SubscriberRowMenu({ subscriber }: { subscriber: Subscriber }) {
  const { email, blocked } = subscriber;
  const { dialog, block, unblock } = useBlocking(subscriber);
  const toast = useToast();

  async function copyEmail(): Promise<void> {
    if (await copyText(email)) toast.success('Email address copied.');
  }

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button tone="quiet" size="icon" aria-label={`Actions for ${email}`}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => void copyEmail()}>
            <Copy aria-hidden="true" />
            Copy email
          </MenuItem>
          <MenuSeparator />
          {blocked ? (
            <MenuItem onSelect={unblock}>
              <RotateCcw aria-hidden="true" />
              Unblock
            </MenuItem>
          ) : (
            <MenuItem tone="danger" onSelect={block}>
              <Ban aria-hidden="true" />
              Block
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      {dialog}
    </>
  );
}
