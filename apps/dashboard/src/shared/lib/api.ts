import { createClient } from '@gatehouse/api-client';

/** The one client of the pages, on the page's own origin. */
export const api = createClient();
