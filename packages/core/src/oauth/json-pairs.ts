import type { ParameterPairs } from './parameters';

const MEMBER = /\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|null)\s*[,}]/sy;

/**
 * Reads the parameters of a token request whose body is JSON, a form that ChatGPT has been seen to send. Answers null when the text is no
 * flat JSON object of strings. A name written twice gives two pairs, so that it is refused like a repeated form parameter
 * (RFC 6749 3.2) instead of one of them silently winning, which is all that `JSON.parse` could do; null counts as absent.
 */
export function pairsFromJson(text: string): ParameterPairs | null {
  if (!isJsonObject(text)) return null;
  const pairs: [string, string][] = [];
  const end = text.lastIndexOf('}') + 1;
  let position = text.indexOf('{') + 1;
  if (text.slice(position, end - 1).trim() === '') return pairs;
  while (position < end) {
    // Sticky: each member is read where the one before it ended, so the text is walked once and nothing nested passes for a member.
    MEMBER.lastIndex = position;
    const member = MEMBER.exec(text);
    if (member === null) return null;
    position = MEMBER.lastIndex;
    const value = JSON.parse(member[2] as string) as string | null;
    if (value !== null) pairs.push([JSON.parse(member[1] as string) as string, value]);
  }
  return pairs;
}

function isJsonObject(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body);
  } catch {
    return false;
  }
}
