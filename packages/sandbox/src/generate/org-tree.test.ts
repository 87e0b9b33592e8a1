import { describe, expect, it } from 'vitest';
import { planOrgTree, sharePeople } from './org-tree.ts';

describe('the tree of a generated district', () => {
  it.each([0, 1, 7, 480, 9_999, 200_000])('shares out exactly %d people', (people) => {
    const units = planOrgTree(people);
    expect(sharePeople(units, people).reduce((sum, share) => sum + share, 0)).toBe(people);
  });

  it.each([300, 200_000])('has each path once, and parents before their children: %d people', (people) => {
    const seen = new Set<string>();
    for (const { path } of planOrgTree(people)) {
      expect(seen.has(path)).toBe(false);
      if (path !== '/') expect(seen.has(path.slice(0, path.lastIndexOf('/')) || '/')).toBe(true);
      seen.add(path);
    }
  });

  it('grows schools with its people', () => {
    const schools = (people: number) =>
      planOrgTree(people).filter(({ path }) => /^\/Students\/[^/]+$/.test(path)).length;
    expect([schools(300), schools(200_000)]).toEqual([3, 80]);
  });
});
