import { serveApi } from './api/serve-api.ts';
import { createControl, type Dials, type SandboxControl } from './commands/control.ts';
import { type DnsServer, startDnsServer } from './dns/dns-server.ts';
import { createFaults } from './faults/faults.ts';
import { addTokenFaults } from './faults/token-faults.ts';
import { ensureDemo } from './generate/demo.ts';
import { createHttpServer } from './http/server.ts';
import { ensureDemoLms } from './lms/generate/demo-lms.ts';
import { createLms, type LmsControl } from './lms/lms.ts';
import { serveRoster } from './lms/roster/serve-roster.ts';
import { serveLmsSite } from './lms/site/serve-lms-site.ts';
import { createMailFaults } from './mail/mail-fault.ts';
import { type MailServer, startMailServer } from './mail/mail-server.ts';
import { serveMail } from './mail/serve-mail.ts';
import { googleAccounts, otherAccounts } from './oidc/accounts.ts';
import { createIssuer, type Issuer, type IssuerName } from './oidc/issuer.ts';
import { isLocalRedirect } from './oidc/redirects.ts';
import { serveSignIn } from './oidc/serve-sign-in.ts';
import { serveActions } from './site/serve-actions.ts';
import { serveSite } from './site/serve-site.ts';
import { openStore } from './store/store.ts';

export interface SandboxOptions {
  /** 0 is any free one. */
  readonly port: number;
  readonly dnsPort: number;
  /** Of the mail server; any free one where nothing is said. */
  readonly mailPort?: number;
  /** A path, kept over restarts, or `:memory:`. */
  readonly file: string;
  /** Where Rollcall may be sent back to after a sign-in; this machine, where nothing is said. */
  readonly isAllowedRedirect?: (uri: string) => boolean;
  /** Without the two workspaces of the demo. */
  readonly empty?: boolean;
}

export interface Sandbox {
  /** Its pages, and the root of Google's APIs: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** The issuers for sign-in: the stand-in for Google, and one for any other provider. */
  readonly googleIssuer: string;
  readonly otherIssuer: string;
  readonly port: number;
  readonly dnsPort: number;
  /** Where mail is handed in, as SMTP_URL says it. */
  readonly smtpUrl: string;
  readonly control: SandboxControl;
  /** The learning management systems, each an issuer at `<url>/lms/<slug>`. */
  readonly lms: LmsControl;
  stop(): Promise<void>;
}

const accessTokenLifeS = 3_600;

/** Starts the stand-in for Google on this machine's loopback address only. @throws Error EADDRINUSE */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.file);
  if (options.empty !== true) {
    ensureDemo(store);
    ensureDemoLms(store);
  }
  const faults = createFaults();
  const dials: Dials = { accessTokenLifeS, dnsFault: undefined };
  const issuers: Issuer[] = [];
  let control: SandboxControl | undefined;
  let host = '';
  const lms = createLms(store, () => `http://${host}`);
  let dns: DnsServer | undefined;
  let mail: MailServer | undefined;
  const mailFaults = createMailFaults();
  const server = createHttpServer({ issuers: () => issuers, lms: () => lms, host: () => host });
  // Routes have to be there before the server listens, and the issuers need its port: they come in through `parts`.
  const issuer = (name: IssuerName): Issuer => {
    const found = issuers.find((known) => known.name === name);
    if (found === undefined) throw new Error(`The sandbox is not up yet: no issuer ${name}`);
    return found;
  };
  serveSignIn(server, { store, issuer });
  const controls = (): SandboxControl => {
    if (control === undefined) throw new Error('The sandbox is not up yet');
    return control;
  };
  serveSite(server, { control: controls, dnsPort: () => dns?.port ?? 0 });
  serveActions(server, controls);
  serveMail(server, controls);
  serveRoster(server, lms);
  serveLmsSite(server, lms);
  serveApi(server, { store, faults, google: () => issuer('google') });
  const stop = async (): Promise<void> => {
    await Promise.all([server.close(), dns?.stop(), mail?.stop()]);
    store.close();
  };
  try {
    const url = await server.listen({ host: '127.0.0.1', port: options.port });
    host = new URL(url).host;
    const shared = {
      url,
      store,
      isAllowedRedirect: options.isAllowedRedirect ?? isLocalRedirect,
      accessTokenLifeS: () => dials.accessTokenLifeS,
    };
    const google = createIssuer({ ...shared, name: 'google', accounts: googleAccounts(store) });
    const other = createIssuer({ ...shared, name: 'other-idp', accounts: otherAccounts(store) });
    addTokenFaults(google, store, faults);
    issuers.push(google, other);
    control = createControl({ store, faults, google, dials, mailFaults, lms: lms.control });
    dns = await startDnsServer({
      port: options.dnsPort,
      findTxt: control.findTxt,
      fault: () => dials.dnsFault,
    });
    mail = await startMailServer({
      port: options.mailPort ?? 0,
      faults: mailFaults,
      addMail: control.addMail,
    });
    const { port: dnsPort } = dns;
    const smtpUrl = `smtp://127.0.0.1:${mail.port}`;
    const port = Number(new URL(url).port);
    const issuerUrls = { googleIssuer: google.url, otherIssuer: other.url };
    return { url, ...issuerUrls, port, dnsPort, smtpUrl, control, lms: lms.control, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
