import type { ChangeEvent, MouseEvent } from 'react';

type TickBoxProps = {
  readonly label: string;
  readonly checked: boolean;
  /** Some of what it stands for is ticked. */
  readonly mixed?: boolean;
  readonly onTick: (checked: boolean, range: boolean) => void;
};

/** A box to tick, with room around it for a finger. Shift says that all since the last one are meant. */
export function TickBox({ label, checked, mixed = false, onTick }: TickBoxProps) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const native = event.nativeEvent as Event & Partial<Pick<MouseEvent, 'shiftKey'>>;
    onTick(event.target.checked, native.shiftKey === true);
  };
  return (
    <span className="relative inline-grid size-8 place-items-center touch:size-10">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box !== null) box.indeterminate = mixed && !checked;
        }}
        onChange={onChange}
        className="size-4 cursor-pointer accent-accent before:absolute before:inset-0 before:cursor-pointer before:content-['']"
      />
    </span>
  );
}
