import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type MenuProps = {
  /** The button that opens it; it has to take a ref and spread its props. */
  trigger: ReactElement;
  /** What the list is, for a screen reader that goes from landmark to landmark. */
  label: string;
  align?: 'start' | 'center' | 'end';
  /** For a menu that was asked for before it had been loaded. */
  defaultOpen?: boolean;
  children: ReactNode;
};

/** A list of things to do. Arrow keys, first letters and Escape work as people know them. */
export function Menu({ trigger, label, align = 'end', defaultOpen = false, children }: MenuProps) {
  return (
    <Primitive.Root modal={false} defaultOpen={defaultOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <section aria-label={label}>
          <Primitive.Content
            align={align}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-xs overflow-y-auto rounded-lg border border-line bg-overlay p-1.5 text-ink shadow-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in"
          >
            {children}
          </Primitive.Content>
        </section>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemClasses =
  'flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none touch:min-h-11 data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0';

type MenuItemProps = {
  icon?: ReactNode;
  /** A count or a key at the far end. */
  trailing?: ReactNode;
  tone?: 'neutral' | 'danger';
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({
  icon,
  trailing,
  tone = 'neutral',
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Primitive.Item
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(itemClasses, tone === 'danger' ? 'text-negative-ink' : '[&>svg]:text-muted')}
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {trailing}
    </Primitive.Item>
  );
}

/** An item that is a link: give it one `<a>` or router `<Link>`. */
export function MenuLink({ children }: { children: ReactElement }) {
  return (
    <Primitive.Item asChild className={classNames(itemClasses, '[&>svg]:text-muted')}>
      {children}
    </Primitive.Item>
  );
}

export type MenuChoice<Value extends string> = { value: Value; label: ReactNode; icon?: ReactNode };

type MenuChoicesProps<Value extends string> = {
  heading: string;
  choices: readonly MenuChoice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, inside a menu, which stays open. */
export function MenuChoices<Value extends string>({
  heading,
  choices,
  value,
  onChange,
}: MenuChoicesProps<Value>) {
  return (
    <Primitive.RadioGroup aria-label={heading} value={value}>
      <MenuHeading>{heading}</MenuHeading>
      {choices.map((choice) => (
        <Primitive.RadioItem
          key={choice.value}
          value={choice.value}
          onSelect={(event) => {
            event.preventDefault();
            onChange(choice.value);
          }}
          className={classNames(itemClasses, '[&>svg]:text-muted')}
        >
          <ChoiceBody {...choice} />
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

type MenuTicksProps<Value extends string> = {
  heading: string;
  choices: readonly MenuChoice<Value>[];
  ticked: ReadonlySet<string>;
  onTick: (value: Value, ticked: boolean) => void;
};

/** Any of a few, inside a menu, which stays open. */
export function MenuTicks<Value extends string>({ heading, choices, ticked, onTick }: MenuTicksProps<Value>) {
  return (
    <Primitive.Group aria-label={heading}>
      <MenuHeading>{heading}</MenuHeading>
      {choices.map((choice) => (
        <Primitive.CheckboxItem
          key={choice.value}
          checked={ticked.has(choice.value)}
          onCheckedChange={(next) => onTick(choice.value, next)}
          onSelect={(event) => event.preventDefault()}
          className={classNames(itemClasses, '[&>svg]:text-muted')}
        >
          <ChoiceBody {...choice} />
        </Primitive.CheckboxItem>
      ))}
    </Primitive.Group>
  );
}

function ChoiceBody({ icon, label }: Pick<MenuChoice<string>, 'icon' | 'label'>) {
  return (
    <>
      {icon}
      <span className="min-w-0 flex-1">{label}</span>
      <Primitive.ItemIndicator>
        <Check aria-hidden="true" className="text-accent-ink" />
      </Primitive.ItemIndicator>
    </>
  );
}

function MenuHeading({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 pt-1.5 pb-1 text-muted text-xs">{children}</Primitive.Label>;
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1.5 my-1.5 border-line border-t" />;
}
