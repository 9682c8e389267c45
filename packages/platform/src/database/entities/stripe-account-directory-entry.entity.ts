import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** Which workspaces are paid through a Stripe account: asked when an event arrives, before any tenant is known. */
@Entity('stripe_account_directory')
@ForeignKey(() => Workspace, ['holderId'], ['id'], { onDelete: 'CASCADE' })
export class StripeAccountDirectoryEntry {
  @PrimaryColumn('text') stripeAccountId!: string;
  @PrimaryColumn('text') holderId!: string;
}
