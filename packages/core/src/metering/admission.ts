import type { Refusal } from '../policy/limits';

/** What the meter decided. Everything but `accepted` counts as denied and uses no quota. */
export type Decision = 'accepted' | Refusal | 'rate_limited' | 'quota_exceeded';

/** The meter's answer about one call: the decision, and how the counters stand after it. */
export interface Admission {
  readonly decision: Decision;
  /** Units used in the quota's period, this call included when it was accepted. */
  readonly usedUnits: number;
  /** GCRA's theoretical arrival time, 0 when no rate is limited. */
  readonly tatMicros: number;
  /** The same of the second rate, where there is one. */
  readonly sourceTatMicros: number | null;
  /** The clock of Redis when it decided; limits count by it. */
  readonly nowMicros: number;
}
