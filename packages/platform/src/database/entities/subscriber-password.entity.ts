import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** The password of a subscriber who has one, chosen after their address was proven. */
@Entity('subscriber_passwords')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class SubscriberPassword {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  /** argon2id, PHC string. */
  @Column('text') passwordHash!: string;
  @Column('timestamptz') changedAt!: Date;
}
