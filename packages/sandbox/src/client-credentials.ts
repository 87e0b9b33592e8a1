/** How Rollcall is known to the sandbox. Not secret: the sandbox answers on this machine only. */
export const sandboxClientId = 'rollcall.apps.sandbox.example';
export const sandboxClientSecret = 'sandbox-secret-that-is-none';
