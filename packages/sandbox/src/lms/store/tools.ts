import { randomBytes } from 'node:crypto';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';

/** A tool as it is registered with one system. */
export interface Tool {
  readonly school: string;
  readonly clientId: string;
  readonly name: string;
  readonly loginUrl: string;
  readonly targetLinkUri: string;
  readonly deepLinkUri: string | null;
  readonly jwksUri: string;
  readonly how: 'hand' | 'dynamic';
  readonly sharesNames: number;
  readonly sharesEmails: number;
  /** JSON: its own parameters, text to text. */
  readonly custom: string;
  readonly createdAt: number;
}

export interface Deployment {
  readonly school: string;
  readonly id: string;
  readonly clientId: string;
  readonly label: string;
}

const columns = `school, client_id as clientId, name, login_url as loginUrl, target_link_uri as targetLinkUri,
  deep_link_uri as deepLinkUri, jwks_uri as jwksUri, how, shares_names as sharesNames,
  shares_emails as sharesEmails, custom, created_at as createdAt`;
const deploymentColumns = 'school, id, client_id as clientId, label';

export function listTools(store: Store, school: string): Tool[] {
  return store.all(`select ${columns} from lms_tool where school = ? order by created_at, client_id`, school);
}

export function findTool(store: Store, school: string, clientId: string): Tool | undefined {
  return store.get(`select ${columns} from lms_tool where school = ? and client_id = ?`, school, clientId);
}

/** @throws SandboxRefusal when there is none. */
export function getTool(store: Store, school: string, clientId: string): Tool {
  const tool = findTool(store, school, clientId);
  if (tool === undefined) throw new SandboxRefusal('There is no such tool.');
  return tool;
}

/** Does not touch the client that oidc-provider keeps. */
export function insertTool(store: Store, tool: Omit<Tool, 'createdAt'>): Tool {
  store.run(
    `insert into lms_tool (school, client_id, name, login_url, target_link_uri, deep_link_uri, jwks_uri, how,
       shares_names, shares_emails, custom, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tool.school,
    tool.clientId,
    tool.name,
    tool.loginUrl,
    tool.targetLinkUri,
    tool.deepLinkUri,
    tool.jwksUri,
    tool.how,
    tool.sharesNames,
    tool.sharesEmails,
    tool.custom,
    Date.now(),
  );
  return getTool(store, tool.school, tool.clientId);
}

/** What launches and rosters tell the tool about people. */
export function setToolPrivacy(
  store: Store,
  school: string,
  clientId: string,
  shares: { readonly names: boolean; readonly emails: boolean },
): Tool {
  getTool(store, school, clientId);
  store.run(
    'update lms_tool set shares_names = ?, shares_emails = ? where school = ? and client_id = ?',
    Number(shares.names),
    Number(shares.emails),
    school,
    clientId,
  );
  return getTool(store, school, clientId);
}

export function listDeployments(store: Store, school: string, clientId?: string): Deployment[] {
  return store.all(
    `select ${deploymentColumns} from lms_deployment where school = ?1 and (?2 is null or client_id = ?2)
     order by rowid`,
    school,
    clientId ?? null,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getDeployment(store: Store, school: string, id: string): Deployment {
  const deployment = store.get<Deployment>(
    `select ${deploymentColumns} from lms_deployment where school = ? and id = ?`,
    school,
    id,
  );
  if (deployment === undefined) throw new SandboxRefusal('There is no such deployment.');
  return deployment;
}

/** One more place at which the tool is put up. Its id is made like those of Canvas: a number and a hash. */
export function addDeployment(
  store: Store,
  school: string,
  clientId: string,
  label: string,
  chosenId?: string,
): Deployment {
  getTool(store, school, clientId);
  const { count } = store.get<{ count: number }>('select count(*) as count from lms_deployment') ?? {
    count: 0,
  };
  const id = chosenId ?? `${count + 1}:${randomBytes(20).toString('hex')}`;
  store.run(
    'insert into lms_deployment (school, id, client_id, label) values (?, ?, ?, ?)',
    school,
    id,
    clientId,
    label,
  );
  return getDeployment(store, school, id);
}
