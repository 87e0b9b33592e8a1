import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Store } from '../store/store.ts';

interface Row {
  readonly payload: string;
  readonly expiresAt: number | null;
}

/** Keeps what oidc-provider wants kept, per issuer, in the sandbox's file: grants and tokens outlive a restart. */
export function createAdapter(store: Store, issuer: string): (model: string) => Adapter {
  return (name) => {
    const model = `${issuer}:${name}`;
    const read = (row: Row | undefined): AdapterPayload | undefined => {
      if (row === undefined) return undefined;
      if (row.expiresAt !== null && row.expiresAt <= Date.now()) return undefined;
      return JSON.parse(row.payload) as AdapterPayload;
    };
    const columns = 'payload, expires_at as expiresAt';
    const find = async (id: string) =>
      read(store.get<Row>(`select ${columns} from oidc where model = ? and id = ?`, model, id));
    return {
      find,
      // Sessions are not remembered, and there is no device flow.
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      upsert: async (id, payload, expiresInS) => {
        store.run(
          `insert or replace into oidc (model, id, payload, expires_at, grant_id, account_id)
           values (?, ?, ?, ?, ?, ?)`,
          model,
          id,
          JSON.stringify(payload),
          expiresInS === undefined ? null : Date.now() + expiresInS * 1_000,
          payload.grantId ?? null,
          payload.accountId ?? null,
        );
      },
      consume: async (id) => {
        const payload = await find(id);
        if (payload === undefined) return;
        const consumed = JSON.stringify({ ...payload, consumed: Math.floor(Date.now() / 1_000) });
        store.run('update oidc set payload = ? where model = ? and id = ?', consumed, model, id);
      },
      destroy: async (id) => {
        store.run('delete from oidc where model = ? and id = ?', model, id);
      },
      revokeByGrantId: async (grantId) => {
        store.run('delete from oidc where model = ? and grant_id = ?', model, grantId);
      },
    };
  };
}
