import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import { licenseType } from '@rollcall/core/licenses/license.ts';
import { syncSource } from '@rollcall/core/sync/sync-source.ts';
import { expect, test } from 'vitest';
import { syncOfLicense } from './sync-of-license.ts';

test.each(licenseType.options)(
  '[METHOD-1] a %s license follows what fits it, and that is one system at most',
  (type) => {
    const fitting = syncSource.options.filter((source) => methodFits[source][type].fits);
    expect(fitting).toEqual([syncOfLicense(type)]);
  },
);
