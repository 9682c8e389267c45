import { useOutletContext } from 'react-router';
import type { Gpt } from './gpt.queries';

/** The GPT whose tabs are shown; given by the frame around them. */
export function useCurrentGpt(): Gpt {
  return useOutletContext<Gpt>();
}
