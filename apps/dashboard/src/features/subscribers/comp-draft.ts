/** The day of a moment in the reader's own time zone, as a date field has it. The last moment of a day is that day's. */
export function dayOf(at: string): string {
  const moment = new Date(new Date(at).getTime() - 1);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** When a day is over in the reader's own time zone; null for what is no day. */
export function endOfDay(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + 1).toISOString();
}
