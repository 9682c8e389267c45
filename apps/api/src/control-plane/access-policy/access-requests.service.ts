import { AppError, type Clock, parseId } from '@gatehouse/core';
import {
  accessInvitationRepository,
  accessPolicyRepository,
  accessRequestRepository,
  Database,
  type ListedAccessRequest,
  MailQueue,
  MeterFence,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { decisionMail } from './access-mails';
import type { AccessRequest, AccessRequestPage, AccessRequestQuery } from './access-request.dto';
import { endAccessUnlessAdmitted } from './end-access';

/** People who asked to use a GPT, and the answer to them. */
@Injectable()
export class AccessRequestsService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    private readonly mail: MailQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. @throws AppError `not_found`, `validation_failed` for a cursor that is none */
  list(workspace: WorkspaceAccess, gptId: string, { limit, cursor, status }: AccessRequestQuery): Promise<AccessRequestPage> {
    const position = cursor === undefined ? null : decodeCursor(cursor, { atMs: /^\d{1,14}$/, id: /^acr_[0-9a-z]{26}$/ });
    const after = position === null ? null : { requestedAt: new Date(Number(position.atMs)), id: position.id };
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const filter = { gptId: gpt.id, status: status ?? null };
      const rows = await accessRequestRepository.list(tx, filter, { limit: limit + 1, after });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        data: page.map(requestView),
        next_cursor: last === undefined ? null : encodeCursor({ atMs: String(last.requestedAt.getTime()), id: last.id }),
      };
    });
  }

  /**
   * Answers the person, who is told by mail. An answer can be changed: a refusal also ends what an earlier approval or invitation gave, from the
   * next call on. The same answer again changes nothing.
   * @throws AppError `not_found`
   */
  decide(workspace: WorkspaceAccess, gptId: string, text: string, status: 'approved' | 'refused'): Promise<AccessRequest> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const id = parseId('acr', text);
        const request = id === null ? null : await accessRequestRepository.findForUpdate(tx, gpt.id, id);
        if (request === null) throw new AppError('not_found');
        if (request.status === status) return requestView(request);
        const now = this.clock.now();
        await accessRequestRepository.decide(tx, request.id, status, now);
        if (status === 'refused') {
          await accessInvitationRepository.withdrawOf(tx, gpt.id, request.email);
          await endAccessUnlessAdmitted(tx, { gptId: gpt.id, email: request.email, now, mark });
        }
        const target = { kind: 'subscriber', id: request.subscriberId, name: null };
        const changes = { gpt: { from: null, to: gpt.id }, status: { from: request.status, to: status } };
        await recordChange(tx, workspace.caller, now, { action: `access_request.${status}`, target, changes });
        const gptUrl = (await accessPolicyRepository.find(tx, gpt.id))?.gptUrl ?? null;
        const names = { to: request.email, gptName: gpt.name, workspaceName: workspace.name, gptUrl };
        await this.mail.send(decisionMail(request.language, status, names));
        return requestView({ ...request, status, decidedAt: now });
      }),
    );
  }
}

function requestView(row: ListedAccessRequest): AccessRequest {
  return {
    id: row.id,
    subscriber: row.subscriberId,
    email: row.email,
    name: row.name,
    status: row.status,
    requested_at: row.requestedAt.toISOString(),
    decided_at: row.decidedAt?.toISOString() ?? null,
  };
}
