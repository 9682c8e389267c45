import { AppError } from '@gatehouse/core';
import { imageSize } from 'image-size';

const MAX_BYTES = 256 * 1024;
const MIN_SIDE = 16;
/** A small file may hold a picture that fills a phone's memory. */
const MAX_SIDE = 2_048;

const MEDIA_TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };

export interface LogoImage {
  readonly bytes: Buffer;
  /** By its bytes, not by what somebody called it. */
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Judges an uploaded logo. SVG is refused: it is a document that can run and load things.
 * @throws AppError `validation_failed` in words for whoever uploads
 */
export function checkLogo(base64: string): LogoImage {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_BYTES) throw refused('must be an image of at most 256 KiB');
  const found = sizeOf(bytes);
  const mediaType = MEDIA_TYPES[found?.type ?? ''];
  if (found === null || mediaType === undefined) throw refused('must be a PNG, JPEG or WebP image');
  const { width, height } = found;
  const sides = [width, height];
  if (sides.some((side) => !Number.isInteger(side) || side < MIN_SIDE || side > MAX_SIDE))
    throw refused(`must have ${MIN_SIDE} to ${MAX_SIDE} pixels on each side; this one has ${width} × ${height}`);
  return { bytes, mediaType, width, height };
}

function sizeOf(bytes: Buffer): { type?: string | undefined; width: number; height: number } | null {
  // By the first bytes, so that no reader of another format is ever run on what a stranger sent.
  if (!isOneOfOurs(bytes)) return null;
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
}

/** The signatures of PNG (RFC 2083 3.1), JPEG (ITU T.81 B.1.1.3) and WebP (RFC 9649 2.4). */
function isOneOfOurs(bytes: Buffer): boolean {
  const png = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  const webp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return png || jpeg || webp;
}

function refused(message: string): AppError {
  return new AppError('validation_failed', { fields: [{ field: 'image', message }] });
}
