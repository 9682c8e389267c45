import { pairsFromForm, pairsFromJson, type ParameterPairs, tokenRefusal, type TokenRefusal } from '@gatehouse/core';

export interface TokenBody {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly bytes: Buffer | null;
}

/**
 * The parameters of a token request. RFC 6749 3.2 asks for a form; ChatGPT has been seen to send JSON, so both are read, with whatever charset
 * is named: the parameters are ASCII in all of them that clients use.
 */
export function readTokenBody({ contentType, contentEncoding, bytes }: TokenBody): ParameterPairs | TokenRefusal {
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity') {
    return tokenRefusal('invalid_request', 'The body is compressed; send it as it is.');
  }
  const text = bytes?.toString('utf8') ?? '';
  switch (contentType?.split(';')[0]?.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return pairsFromForm(text);
    case 'application/json':
      return pairsFromJson(text) ?? tokenRefusal('invalid_request', 'The body is not a flat JSON object of strings.');
    default:
      return tokenRefusal('invalid_request', 'Send the body as application/x-www-form-urlencoded or application/json.');
  }
}
