import { classNames } from './class-names.ts';

const tints = ['bg-tint-1', 'bg-tint-2', 'bg-tint-3', 'bg-tint-4', 'bg-tint-5', 'bg-tint-6'] as const;
const sizes = {
  small: 'size-7 text-[0.6875rem]',
  medium: 'size-9 text-xs',
  large: 'size-12 text-base',
} as const;

type AvatarProps = { name: string; size?: keyof typeof sizes };

/** Initials on a tint of their own. A decoration: the name is always written beside it. */
export function Avatar({ name, size = 'medium' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-grid shrink-0 select-none place-items-center rounded-full font-semibold text-ink',
        sizes[size],
        tints[tintOf(name)],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last word; of an address, of the part before the @. */
function initialsOf(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    picked
      .map((word) => Array.from(word ?? '')[0] ?? '')
      .join('')
      .toLocaleUpperCase() || '?'
  );
}

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % tints.length;
}
