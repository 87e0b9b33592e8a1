/** An expected no, in words for whoever asked: an address that is taken, an organizational unit that is not there. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal';
}
