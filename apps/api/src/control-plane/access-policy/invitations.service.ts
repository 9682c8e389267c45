import { AppError, type Clock, type FieldProblem, parseEmailAddress, parseId } from '@gatehouse/core';
import {
  accessInvitationRepository,
  type AccessInvitationRow,
  accessPolicyRepository,
  Database,
  type GptRow,
  MailQueue,
  MeterFence,
  newId,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { PageQuery } from '../paging/page.dto';
import { invitationMail } from './access-mails';
import { endAccessUnlessAdmitted } from './end-access';
import type { CreatedInvitations, CreateInvitations, Invitation, InvitationPage } from './invitation.dto';

const MAX_INVITATIONS_PER_GPT = 5_000;
/** Our sender's good name is everybody's: what one workspace may have mailed in a day, and one person by one GPT in ten minutes. */
const MAILS_OF_WORKSPACE: Allowance = { name: 'invitation-mails', points: 500, seconds: 86_400, volatile: true };
const MAILS_TO_PERSON: Allowance = { name: 'invitation-mails-to', points: 1, seconds: 600, volatile: true };

/** Addresses that may use a GPT under every policy. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    private readonly mail: MailQueue,
    private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. @throws AppError `not_found`, `validation_failed` for a cursor that is none */
  list(workspace: WorkspaceAccess, gptId: string, { limit, cursor }: PageQuery): Promise<InvitationPage> {
    const position = cursor === undefined ? null : decodeCursor(cursor, { atMs: /^\d{1,14}$/, id: /^inv_[0-9a-z]{26}$/ });
    const after = position === null ? null : { createdAt: new Date(Number(position.atMs)), id: position.id };
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const rows = await accessInvitationRepository.list(tx, gpt.id, { limit: limit + 1, after });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        data: page.map(invitationView),
        next_cursor: last === undefined ? null : encodeCursor({ atMs: String(last.createdAt.getTime()), id: last.id }),
      };
    });
  }

  /**
   * Invites them all or none. Who was invited before gets the new end, and the mail again.
   * @throws AppError `not_found`, `validation_failed`, `limit_reached`, `too_many_attempts` when the day's mails are spent
   */
  async create(workspace: WorkspaceAccess, gptId: string, input: CreateInvitations): Promise<CreatedInvitations> {
    const now = this.clock.now();
    const emails = emailsFrom(input.emails);
    const expiresAt = endFrom(input.expires_at, now);
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      if ((await accessInvitationRepository.count(tx, gpt.id)) + emails.length > MAX_INVITATIONS_PER_GPT)
        throw new AppError('limit_reached', { detail: `A GPT has at most ${MAX_INVITATIONS_PER_GPT} invitations.` });
      const told = input.send_mail ? await this.spendMails(workspace, gpt, emails) : new Set<string>();
      const people = emails.map((email) => ({ id: newId('inv'), email, mailedAt: told.has(email) ? now : null }));
      const rows = await accessInvitationRepository.invite(tx, { gptId: gpt.id, people, createdAt: now, expiresAt });
      // Without the addresses: people may ask to be forgotten, and the log cannot.
      const changes = { invited: { from: null, to: emails.length } };
      const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
      await recordChange(tx, workspace.caller, now, { action: 'invitation.created', target, changes });
      // Before the commit: if the queue does not take a mail, nobody is said to have been told.
      const gptUrl = (await accessPolicyRepository.find(tx, gpt.id))?.gptUrl ?? null;
      const names = { gptName: gpt.name, workspaceName: workspace.name, gptUrl };
      for (const to of told) await this.mail.send(invitationMail(input.language, { to, ...names, expiresAt }));
      return { data: rows.map(invitationView) };
    });
  }

  /** Whoever was in by this invitation alone is refused from the next call on. @throws AppError `not_found` */
  async withdraw(workspace: WorkspaceAccess, gptId: string, text: string): Promise<void> {
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const id = parseId('inv', text);
        const email = id === null ? null : await accessInvitationRepository.withdraw(tx, gpt.id, id);
        if (email === null) throw new AppError('not_found');
        const now = this.clock.now();
        const ended = await endAccessUnlessAdmitted(tx, { gptId: gpt.id, email, now, mark });
        const changes = ended ? { access_ended: { from: null, to: 1 } } : {};
        const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
        await recordChange(tx, workspace.caller, now, { action: 'invitation.withdrawn', target, changes });
      }),
    );
  }

  /** @returns who may be written to now: not whoever was a moment ago */
  private async spendMails({ id }: WorkspaceAccess, gpt: GptRow, emails: readonly string[]): Promise<Set<string>> {
    const told = new Set<string>();
    for (const email of emails) {
      const fresh = await this.throttle.trySpend([{ allowance: MAILS_TO_PERSON, of: `${gpt.id} ${email}` }]);
      if (!fresh) continue;
      await this.throttle.spend([{ allowance: MAILS_OF_WORKSPACE, of: id }]);
      told.add(email);
    }
    return told;
  }
}

/** @throws AppError `validation_failed` */
function emailsFrom(typed: readonly string[]): string[] {
  const emails = typed.map(parseEmailAddress);
  const fields = emails.flatMap((email, index): FieldProblem[] =>
    email === null ? [{ field: `emails.${index}`, message: 'must be an email address' }] : [],
  );
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
  return [...new Set(emails.filter((email) => email !== null))];
}

/** @throws AppError `validation_failed` */
function endFrom(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const end = new Date(text);
  if (Number.isNaN(end.getTime()) || end <= now)
    throw new AppError('validation_failed', { fields: [{ field: 'expires_at', message: 'must be a time to come' }] });
  if (end.getTime() - now.getTime() > 10 * 366 * 86_400_000)
    throw new AppError('validation_failed', { fields: [{ field: 'expires_at', message: 'must be within ten years' }] });
  return end;
}

function invitationView(row: AccessInvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    mailed_at: row.mailedAt?.toISOString() ?? null,
    accepted_at: row.acceptedAt?.toISOString() ?? null,
  };
}
