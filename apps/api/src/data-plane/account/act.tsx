import type { Account } from './account-door.service';

interface ActProps {
  readonly account: Account;
  readonly action: string;
  readonly label: string;
  /** What to say of it to people who hear the page, where several bear the same label. */
  readonly spoken?: string;
}

/** A button of its own that does one thing. */
export function Act({ account, action, label, spoken }: ActProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="csrf" value={account.formToken} />
      <button className="button plain" type="submit" aria-label={spoken}>
        {label}
      </button>
    </form>
  );
}
