import { Resolver } from 'node:dns/promises';
import { describe, expect, it } from 'vitest';
import { useSandbox } from '../_kit/sandbox.ts';

const sandbox = useSandbox();

/** Asks the sandbox as a server would ask any DNS. */
function ask(name: string): Promise<string[][]> {
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([`127.0.0.1:${sandbox().dnsPort}`]);
  return resolver.resolveTxt(name);
}

describe('the DNS of the sandbox, through node:dns', () => {
  it('answers what was set, in any case, and long values in parts', async () => {
    const long = 'v=long '.padEnd(400, 'x');
    sandbox().control.setTxt('_rollcall.Riverbend.example.', ['rollcall-verify=abc', long]);
    const records = await ask('_rollcall.riverbend.EXAMPLE');
    expect(records.map((parts) => parts.join('')).sort()).toEqual(['rollcall-verify=abc', long].sort());
  });

  it('knows no other name, and none whose values were taken away', async () => {
    await expect(ask('nowhere.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    sandbox().control.setTxt('gone.example', ['here']);
    expect(await ask('gone.example')).toEqual([['here']]);
    sandbox().control.setTxt('gone.example', []);
    await expect(ask('gone.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('fails and falls silent when told to', async () => {
    const { control } = sandbox();
    control.setTxt('riverbend.example', ['here']);
    control.setDnsFault('servfail');
    await expect(ask('riverbend.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
    control.setDnsFault('silence');
    await expect(ask('riverbend.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    control.setDnsFault(undefined);
    expect(await ask('riverbend.example')).toEqual([['here']]);
  });
});
