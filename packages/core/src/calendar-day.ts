import { z } from 'zod';

/** A day that the database's calendar has: it knows no year 0. */
export const calendarDay = z.iso.date().refine((text) => text >= '0001-01-01', 'no_such_day');
