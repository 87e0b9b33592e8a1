/** Things to do later, each at most once at a time. */
export class NamedTimers<Name extends string> {
  readonly #timers = new Map<Name, ReturnType<typeof setTimeout>>();

  /** Runs something once after a while; with `restart` a while that has begun begins again. */
  later(name: Name, delayMs: number, run: () => void, restart = false): void {
    const before = this.#timers.get(name);
    if (before !== undefined && !restart) return;
    clearTimeout(before);
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      run();
    }, delayMs);
    this.#timers.set(name, timer);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
