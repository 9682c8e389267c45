/** A number with as many digits as it deserves. */
export function rounded(value) {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A share in whole percent. */
export const percent = (share) => `${Math.round(share * 100)} %`;

/** A table in Markdown, its columns aligned so that it reads in a terminal too. The first column is text, the others are numbers. */
export function table(head, rows) {
  const cells = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/**
 * What was aimed at, beside what was measured.
 * @param {{aim: string, value: number, atLeast?: number, atMost?: number}[]} aims
 */
export function aimsTable(aims) {
  const rows = aims.map(({ aim, value, atLeast = -Infinity, atMost = Infinity }) => {
    const bound = atLeast > -Infinity ? `at least ${atLeast}` : `at most ${atMost}`;
    return [aim, bound, rounded(value), value >= atLeast && value <= atMost ? 'met' : 'missed'];
  });
  return table(['aim', 'bound', 'measured', ''], rows);
}
