import { useFormatter } from 'use-intl';

/** A day of the history in words. Days are UTC's, wherever the reader is. */
export function useHistoryDay(): (day: string | undefined) => string {
  const { dateTime } = useFormatter();
  return (day) =>
    day === undefined ? '' : dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' });
}
