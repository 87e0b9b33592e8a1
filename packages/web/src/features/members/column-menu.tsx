import { Button } from '@rollcall/client/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTicks } from '@rollcall/client/ui/menu.tsx';
import { Columns3, RotateCcw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { memberColumns } from './member-columns.ts';
import type { useColumns } from './use-columns.ts';

/** Which columns are shown in this browser. */
export function ColumnMenu({ columns }: { readonly columns: ReturnType<typeof useColumns> }) {
  const t = useTranslations('users');
  const shown = new Set<string>(columns.columns);
  return (
    <Menu
      defaultOpen
      label={t('columns.label')}
      trigger={
        <Button className="max-md:hidden" icon={<Columns3 aria-hidden="true" />}>
          {t('columns.button')}
        </Button>
      }
    >
      <MenuTicks
        heading={t('columns.label')}
        choices={memberColumns.map((value) => ({ value, label: t(`column.${value}`) }))}
        ticked={shown}
        onTick={(column, ticked) =>
          columns.choose(memberColumns.filter((one) => (one === column ? ticked : shown.has(one))))
        }
      />
      {columns.chosen && (
        <>
          <MenuSeparator />
          <MenuItem icon={<RotateCcw aria-hidden="true" />} onSelect={() => columns.choose(null)}>
            {t('columns.usual')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
