import { describe, expect, it } from 'vitest';
import { useSandbox } from '../_kit/sandbox.ts';
import { allPages, clientsFor, refusalOf } from './google-clients.ts';

const dana = 'dana.whitfield@riverbend.example';
const sandbox = useSandbox();

describe('the Directory API of the sandbox, through the official client', () => {
  it('[DEMO-6] pages through everybody once, in pages of the size asked for', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const pages = await allPages((pageToken) =>
      directory.users.list({
        customer: 'my_customer',
        maxResults: 100,
        ...(pageToken === undefined ? {} : { pageToken }),
      }),
    );
    const people = pages.flatMap((page) => page.users ?? []);
    expect(pages.map((page) => page.users?.length)).toEqual([100, 100, 100, 100, 85]);
    expect(new Set(people.map((person) => person.id)).size).toBe(485);
    expect(people.find((person) => person.primaryEmail === dana)).toMatchObject({
      kind: 'admin#directory#user',
      id: expect.stringMatching(/^1\d{20}$/),
      name: { givenName: 'Dana', familyName: 'Whitfield', fullName: 'Dana Whitfield' },
      isAdmin: true,
      suspended: false,
      archived: false,
      orgUnitPath: '/Staff/Administration',
    });
  });

  it('shows the tree without its root, whole or level by level, by path or by id', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const list = async (type: string, orgUnitPath?: string) => {
      const { data } = await directory.orgunits.list({
        customerId: 'my_customer',
        type,
        ...(orgUnitPath === undefined ? {} : { orgUnitPath }),
      });
      return data.organizationUnits ?? [];
    };
    const all = await list('all');
    expect(all.some((unit) => unit.orgUnitPath === '/')).toBe(false);
    expect(all.map((unit) => unit.orgUnitPath)).toContain('/Students/High School/Grade 9');
    const top = await list('children');
    expect(top.map((unit) => unit.orgUnitPath)).toEqual(['/Former', '/Staff', '/Students']);
    const students = top.find((unit) => unit.name === 'Students');
    const byId = await list('children', students?.orgUnitId ?? '');
    expect(byId.map((unit) => unit.name)).toEqual(['Elementary School', 'High School', 'Middle School']);
    expect(byId[0]).toMatchObject({
      parentOrgUnitId: students?.orgUnitId,
      parentOrgUnitPath: '/Students',
      kind: 'admin#directory#orgUnit',
    });
    expect(await list('children', 'Students/High School/Grade 9')).toEqual([]);
    expect(await refusalOf(list('all', '/Nowhere'))).toMatchObject({ status: 404, reason: 'notFound' });
  });

  it('answers queries: a unit with those below it, who is active, names by their beginning', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const count = async (query: string) => {
      const { data } = await directory.users.list({ customer: 'my_customer', maxResults: 500, query });
      return (data.users ?? []).length;
    };
    const students = await count("orgUnitPath='/Students'");
    const parts = ['Elementary School', 'Middle School', 'High School'];
    const below = await Promise.all(parts.map((name) => count(`orgUnitPath='/Students/${name}'`)));
    expect(students).toBe(below.reduce((sum, part) => sum + part, 0) + 3);
    expect(await count("orgUnitPath='/Former' isSuspended=true")).toBe(await count("orgUnitPath='/Former'"));
    expect(await count("orgUnitPath='/Former' isSuspended=false")).toBe(0);
    expect(await count('email:dana.whit*')).toBe(1);
    expect(await count("name='Dana Whitfield'")).toBe(1);
    expect(await count("orgUnitPath='/'")).toBe(485);
    expect(await refusalOf(count('shoeSize=44'))).toMatchObject({ status: 400, reason: 'invalid' });
  });

  it('keeps of an answer what is asked for, and sorts', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const { data } = await directory.users.list({
      customer: 'my_customer',
      maxResults: 2,
      orderBy: 'familyName',
      sortOrder: 'DESCENDING',
      fields: 'nextPageToken,users(id,name/familyName)',
    });
    expect(Object.keys(data).sort()).toEqual(['nextPageToken', 'users']);
    expect(data.users?.map((user) => user.name)).toEqual([{ familyName: 'Young' }, { familyName: 'Young' }]);
  });

  it('names its domains and its customer, and one person by id, address or former address', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const { data } = await directory.domains.list({ customer: 'my_customer' });
    expect(
      data.domains?.map(({ domainName, isPrimary, verified }) => [domainName, isPrimary, verified]),
    ).toEqual([
      ['riverbend.example', true, true],
      ['students.riverbend.example', false, true],
    ]);
    const customer = await directory.customers.get({ customerKey: 'my_customer' });
    expect(customer.data.customerDomain).toBe('riverbend.example');
    const renamed = sandbox().control.addPerson({
      email: 'old.name@riverbend.example',
      givenName: 'Old',
      familyName: 'Name',
    });
    sandbox().control.changeAddress(renamed.id, 'new.name@riverbend.example');
    for (const userKey of [renamed.id, 'new.name@riverbend.example', 'old.name@riverbend.example']) {
      const { data: user } = await directory.users.get({ userKey });
      expect(user).toMatchObject({ id: renamed.id, aliases: ['old.name@riverbend.example'] });
    }
    sandbox().control.deletePerson(renamed.id);
    expect(await refusalOf(directory.users.get({ userKey: renamed.id }))).toMatchObject({
      status: 404,
      reason: 'notFound',
    });
    const { data: gone } = await directory.users.list({ customer: 'my_customer', showDeleted: 'true' });
    expect(gone.users?.map((user) => user.id)).toEqual([renamed.id]);
  });

  it.each([
    ['a person who is no administrator', 'tom.becker@riverbend.example', undefined, 403, 'forbidden'],
    ['a token without the scope', dana, ['admin.directory.orgunit.readonly'], 403, 'insufficientPermissions'],
  ])('refuses %s', async (_who, email, scopes, status, reason) => {
    const { directory } = await clientsFor(sandbox(), email, scopes);
    expect(await refusalOf(directory.users.list({ customer: 'my_customer' }))).toMatchObject({
      status,
      reason,
    });
  });

  it('refuses other workspaces, and tokens that are over', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const lakeview = sandbox().control.getPerson('lena.ortiz@lakeview.example').customerId;
    expect(await refusalOf(directory.users.list({ customer: lakeview }))).toMatchObject({
      status: 403,
      reason: 'forbidden',
    });
    expect(await refusalOf(directory.users.list({ domain: 'lakeview.example' }))).toMatchObject({
      status: 403,
      reason: 'forbidden',
    });
    sandbox().control.expireAccessTokens();
    expect(await refusalOf(directory.users.list({ customer: 'my_customer' }))).toMatchObject({
      status: 401,
      reason: 'authError',
    });
  });

  it('answers a page token with the query that it came from only', async () => {
    const { directory } = await clientsFor(sandbox(), dana);
    const { data } = await directory.users.list({ customer: 'my_customer', maxResults: 5 });
    const pageToken = data.nextPageToken ?? '';
    expect(
      await refusalOf(
        directory.users.list({ customer: 'my_customer', query: 'isSuspended=false', pageToken }),
      ),
    ).toMatchObject({ status: 400, reason: 'invalid' });
  });
});
