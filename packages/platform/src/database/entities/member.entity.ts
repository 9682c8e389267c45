import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who signs in to the dashboard. `email` is stored in lower case. */
@Entity('members')
@Unique(['email'])
@Unique(['googleSubject'])
export class Member {
  @PrimaryColumn('text') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  /** argon2id, PHC string; null for those who only use Google. */
  @Column('text', { nullable: true }) passwordHash!: string | null;
  @Column('timestamptz', { nullable: true }) emailVerifiedAt!: Date | null;
  @Column('text', { nullable: true }) googleSubject!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
