import type { AskPublic } from '../../outbound/ask-public.ts';
import { type AccessTokens, createAccessTokens } from '../openid/access-tokens.ts';
import { createPlatformKeys, type PlatformKeys } from './platform-keys.ts';
import type { ToolSigner } from './tool-signer.ts';

/** What talking to learning management systems needs, made once per server. */
export interface LtiServices {
  readonly ask: AskPublic;
  readonly signer: ToolSigner;
  readonly keys: PlatformKeys;
  readonly tokens: AccessTokens;
}

/** Who has them: the context of the server. */
export interface WithLti {
  readonly lti: LtiServices;
}

export function createLtiServices(ask: AskPublic, signer: ToolSigner): LtiServices {
  return { ask, signer, keys: createPlatformKeys(ask), tokens: createAccessTokens() };
}
