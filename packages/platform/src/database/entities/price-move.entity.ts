import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Subscription } from './subscription.entity';
import { TierPrice } from './tier-price.entity';

/** `left`: nothing is to be moved any more, since the person went to another price, or has ended. */
export type PriceMoveState = 'waiting' | 'moved' | 'left' | 'failed';

/** Somebody who bought at an older price, and is to pay another from their next renewal on. */
@Entity('price_moves')
@ForeignKey(() => Subscription, ['workspaceId', 'subscriptionId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => TierPrice, ['workspaceId', 'priceId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Index('price_moves_waiting_idx', ['workspaceId'], { where: '"state" = \'waiting\'' })
@Index(['workspaceId', 'priceId'])
export class PriceMove {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') subscriptionId!: string;
  /** Where they go. */
  @PrimaryColumn('text') priceId!: string;
  @Column('text') fromPriceId!: string;
  @Column('text') state!: PriceMoveState;
  /** Why it failed, or what became of them. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') askedAt!: Date;
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
}
