import { AppError } from '@gatehouse/core';
import { Database, memberRepository, membershipRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../edge/access/caller';
import { lesserRole } from '../../edge/access/roles';
import type { Me } from './session.dto';

@Injectable()
export class MeService {
  constructor(private readonly database: Database) {}

  /** The member who calls and their workspaces; by a personal API token, the one that the token opens and what it may do there. */
  async describe(caller: Caller): Promise<Me> {
    const me = await this.describeMember(caller.memberId);
    if (caller.kind === 'session') return me;
    const workspaces = me.workspaces
      .filter((workspace) => workspace.id === caller.workspaceId)
      .map((workspace) => ({ ...workspace, role: lesserRole(workspace.role, caller.role) }));
    return { ...me, workspaces };
  }

  async describeMember(memberId: string): Promise<Me> {
    return this.database.asMember(memberId, async (tx) => {
      const member = await memberRepository.find(tx, memberId);
      if (member === null) throw new AppError('unauthenticated');
      return {
        id: member.id,
        email: member.email,
        name: member.name,
        email_verified: member.emailVerifiedAt !== null,
        password_required: member.passwordHash === null && member.googleSubject === null,
        workspaces: await membershipRepository.listWorkspaces(tx),
      };
    });
  }
}
