import type { SubscriberRow } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';
import type { Tenant } from '../tenants/tenants.service';

/** Whoever stands before the plans of a GPT, and is known to be that person. */
export interface Buyer {
  readonly tenant: Tenant;
  readonly subscriber: SubscriberRow;
  readonly gptId: string;
  readonly language: Language;
}
