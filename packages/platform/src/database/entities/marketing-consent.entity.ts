import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** On which page somebody agreed. */
export type ConsentPlace = 'consent_page' | 'account_page';

/** That a subscriber agreed to hear news from the workspace: to which words, where and when, and until when. At most one is live. */
@Entity('marketing_consents')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'subscriberId', 'givenAt'])
@Index('marketing_consents_live_idx', ['workspaceId', 'subscriberId'], { unique: true, where: '"withdrawn_at" IS NULL' })
export class MarketingConsent {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  /** The sentence beside the box that they ticked, as they read it. */
  @Column('text') wording!: string;
  @Column('text') language!: string;
  @Column('text') givenOn!: ConsentPlace;
  @Column('timestamptz') givenAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
}
