import { parseId } from '@gatehouse/core';

/** Where a run stopped, and another can go on. */
export interface Place {
  readonly workspaceId: string;
  /** The month (`2026-03`) before which everything is done; null when nothing of the workspace is. */
  readonly month: string | null;
}

export function formatPlace({ workspaceId, month }: Place): string {
  return month === null ? workspaceId : `${workspaceId}/${month}`;
}

/** @throws RangeError when it is no such place. */
export function parsePlace(text: string): Place {
  const [id = '', month = null, ...more] = text.split('/');
  const workspaceId = parseId('wsp', id);
  const isMonth = month === null || /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  if (workspaceId === null || !isMonth || more.length > 0) {
    throw new RangeError('--resume must be as it was printed: wsp_… or wsp_…/2026-03');
  }
  return { workspaceId, month };
}
