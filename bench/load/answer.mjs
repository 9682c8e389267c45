const lengthHeader = /\r\ncontent-length: *(\d+)/i;
const separator = '\r\n\r\n';

/**
 * Reads one HTTP/1.1 answer from what a connection has received so far. No general client: every contender states a Content-Length, and a
 * client that understands more costs the load's core more than a fast server's own work costs its.
 * @param {Buffer} heard
 * @returns {{status: number, body: Buffer} | null} null while it is not complete.
 * @throws {Error} on an answer without a Content-Length.
 */
export function readAnswer(heard) {
  const headEnd = heard.indexOf(separator);
  if (headEnd === -1) return null;
  const head = heard.latin1Slice(0, headEnd);
  const length = lengthHeader.exec(head);
  if (length === null) throw new Error(`An answer came without a Content-Length:\n${head}`);
  const start = headEnd + separator.length;
  const end = start + Number(length[1]);
  if (heard.length < end) return null;
  return { status: Number(head.slice(9, 12)), body: heard.subarray(start, end) };
}
