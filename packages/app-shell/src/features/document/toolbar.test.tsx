// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { type FullTool, Toolbar } from './toolbar.tsx';
import type { Tool } from './tools.ts';

afterEach(cleanup);

function Tools({ full }: { full: readonly FullTool[] }) {
  const [tool, setTool] = useState<Tool>('read');
  return (
    <Toolbar
      tool={tool}
      onTool={setTool}
      fullTools={full}
      canUndo={false}
      canClear={false}
      onUndo={() => {}}
      onClear={() => {}}
    />
  );
}

const name = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

test('the toolbar is one stop of the Tab key, and arrow keys go round in it', async () => {
  const onUse = vi.fn();
  renderForMaria(<Tools full={[{ feature: 'comments', state: 'locked', onUse }]} />);
  const user = userEvent.setup();
  await user.tab();
  expect(name()).toBe('Read');
  await user.keyboard('{ArrowRight} ');
  expect(screen.getByRole('button', { name: 'Pen' }).getAttribute('aria-pressed')).toBe('true');
  await user.keyboard('{End}');
  expect(name()).toBe('Comments: locked, needs a license');
  await user.keyboard('{Enter}');
  expect(onUse).toHaveBeenCalledOnce();
  await user.keyboard('{ArrowRight}');
  expect(name()).toBe('Read');
  await user.keyboard('{ArrowLeft}');
  await user.tab();
  await user.tab({ shift: true });
  expect(name()).toBe('Comments: locked, needs a license');
});

test('[FEATURE-1] a feature of which nothing is known yet does nothing, and says why', async () => {
  const onUse = vi.fn();
  renderForMaria(<Tools full={[{ feature: 'exportDocument', state: 'checking', onUse }]} />);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Export: checking your license' }));
  expect(onUse).not.toHaveBeenCalled();
});
