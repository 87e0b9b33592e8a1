/** Signs as this installation, with the key that it publishes. */
export interface ToolSigner {
  /** A JWT over these claims, RS256, with the key's name in the header. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
}
