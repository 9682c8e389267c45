import type { AnonymousLimits, LoginMethod } from '@gatehouse/core';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Workspace } from './workspace.entity';

/** A registered custom GPT: one OAuth client. Deleted ones keep their row, because usage and grants name it. */
@Entity('gpts')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['clientId'])
export class Gpt {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text') clientId!: string;
  @Column('text', { nullable: true }) apiBaseUrl!: string | null;
  /** The schema of the API, as it was given: an object, or text. Large, so it is read only where it is shown. */
  @Column('json', { nullable: true, select: false }) apiOpenapi?: object | string | null;
  @Column('text', { array: true }) loginMethods!: LoginMethod[];
  @Column('integer', { default: 86_400 }) accessTokenTtlSeconds!: number;
  @Column('integer', { default: 7_776_000 }) refreshTokenIdleTtlSeconds!: number;
  @Column('integer', { default: 31_536_000 }) refreshTokenAbsoluteTtlSeconds!: number;
  @Column('integer', { default: 60 }) codeTtlSeconds!: number;
  /** For people who have not signed in; null is what every GPT begins with. */
  @Column('jsonb', { nullable: true }) anonymousLimits!: AnonymousLimits | null;
  /** Whether a refused call carries a link to upgrade, or a neutral sentence. */
  @Column('text', { default: 'link' }) upgradeWording!: 'link' | 'neutral';
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
}
