/** What the sandbox's process tells who started it, over the IPC channel. */
export type SandboxReport =
  | {
      readonly up: {
        readonly url: string;
        readonly port: number;
        readonly googleIssuer: string;
        readonly otherIssuer: string;
        readonly dnsPort: number;
        readonly smtpUrl: string;
      };
    }
  | { readonly failed: { readonly message: string; readonly code: string | undefined } };
