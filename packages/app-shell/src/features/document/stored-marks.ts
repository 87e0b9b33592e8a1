import type { Mark, Point } from './marks.ts';

/** Reads stored marks. What cannot be read, damaged or of a newer version, is left out mark by mark. */
export function readMarks(stored: string | null): readonly Mark[] {
  if (stored === null) return [];
  try {
    const raw: unknown = JSON.parse(stored);
    return Array.isArray(raw) ? raw.filter(isMark) : [];
  } catch {
    return [];
  }
}

function isMark(raw: unknown): raw is Mark {
  if (typeof raw !== 'object' || raw === null) return false;
  const { kind, id, blockId, sentenceId, text, points } = raw as Record<string, unknown>;
  if (typeof id !== 'string') return false;
  if (kind === 'highlight' || kind === 'underline') return typeof sentenceId === 'string';
  if (kind === 'note') return typeof blockId === 'string' && typeof text === 'string';
  return kind === 'stroke' && typeof blockId === 'string' && Array.isArray(points) && points.every(isPoint);
}

function isPoint(raw: unknown): raw is Point {
  return Array.isArray(raw) && raw.length === 2 && raw.every((part) => Number.isFinite(part));
}
