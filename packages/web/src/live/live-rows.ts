import type { MemberId } from '@rollcall/core/ids.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import type { MemberPage, MemberPlaces } from '@rollcall/core/members/contract.ts';
import type { ChangeLog } from './change-log.ts';
import { foldNews, outOfSight } from './fold-news.ts';
import type { ListQuery } from './list-order.ts';
import {
  extendAfter,
  extendBefore,
  type ListWindow,
  oldestSeq,
  openWindow,
  type PageRequest,
  trimWindow,
} from './list-window.ts';
import { NamedTimers } from './named-timers.ts';
import { Newcomers } from './newcomers.ts';
import {
  fromTheEnd,
  isFarAway,
  type NextRead,
  readAgain,
  readToExtend,
  readToOpen,
  type Seen,
} from './next-read.ts';
import { letGo, type ShownRows, showAll, showHeld, showWindow } from './shown-rows.ts';

/** Where the rows come from. */
export interface RowsSource {
  readPage(request: PageRequest, signal: AbortSignal): Promise<MemberPage>;
  readPlaces(signal: AbortSignal): Promise<MemberPlaces>;
}

export interface RowsState {
  /** Both null until something has been read. */
  readonly window: ListWindow | null;
  readonly shown: ShownRows | null;
  readonly reading: boolean;
  /** Why the last read failed, and what it was for. */
  readonly failure: { readonly error: unknown; readonly kind: NextRead['kind'] } | null;
  readonly places: MemberPlaces | null;
  /** How many people were added and have not been on screen, or are held back from it. */
  readonly newcomers: number;
}

/** More rows than this are not kept. */
const rowLimit = 1_200;
/** While the bar is dragged nothing is read: this long at one place is a stop. In ms. */
const settleMs = 90;
/** What is on screen is read anew at most this often, however much is told in bulk. In ms. */
const anewMs = 1_000;
/** The count of a filtered list follows its changes this slowly. In ms. */
const placesMs = 4_000;

const nothingRead: RowsState = {
  window: null,
  shown: null,
  reading: true,
  failure: null,
  places: null,
  newcomers: 0,
};

/**
 * The people of one list around what is on screen: reads on when the reader comes near an end, reads elsewhere when
 * they jump, folds in what is told, and reads anew what was told without rows. Start it, tell it what is seen and
 * heard, and stop it.
 */
export class LiveRows {
  readonly query: ListQuery;
  readonly #source: RowsSource;
  readonly #listeners = new Set<() => void>();
  readonly #newcomers = new Newcomers();
  #state = nothingRead;
  #log: ChangeLog = [];
  #heard = 0;
  #readFrom: FeedPosition | null = null;
  #logFrom = 0;
  #total: number | null = null;
  #seen: Seen = { from: 0, to: 0 };
  #onScreen: ReadonlySet<MemberId> = new Set();
  #busy = false;
  readonly #dismissed = new Set<MemberId>();
  #flight: { readonly kind: NextRead['kind']; readonly control: AbortController } | null = null;
  readonly #timers = new NamedTimers<'settle' | 'anew' | 'places'>();
  #settled = true;
  #anewAt = Number.NEGATIVE_INFINITY;
  #wantsAnew = false;
  #running = false;

  constructor(query: ListQuery, source: RowsSource) {
    this.query = query;
    this.#source = source;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly getState = (): RowsState => this.#state;

  start(): void {
    this.#running = true;
    this.#pump();
  }

  stop(): void {
    this.#running = false;
    this.#flight?.control.abort();
    this.#flight = null;
    this.#timers.stop();
  }

  /** How many there are where the licence's counters tell; null where the places have to. */
  setTotal(total: number | null): void {
    this.#total = total;
    this.#pump();
  }

  /** Somebody works in the list: nothing comes under their hand. */
  setBusy(busy: boolean): void {
    this.#busy = busy;
  }

  /** Which positions are on screen. Who has left the list goes when out of sight. */
  see(from: number, to: number): void {
    const { window, shown } = this.#state;
    this.#seen = { from, to };
    if (window !== null && shown !== null) {
      const begin = Math.max(0, from - window.first);
      this.#onScreen = new Set(
        shown.rows.slice(begin, Math.max(begin, to + 1 - window.first)).map(({ id }) => id),
      );
      this.#newcomers.see([...this.#onScreen].filter((id) => !shown.stayed.has(id)));
      const settled = letGo(shown, window, (id) => !this.#onScreen.has(id));
      this.#set({ shown: showHeld(settled, window, outOfSight({ window, shown: settled }, this.#seen)) });
      this.#settled = !isFarAway(window, shown.rows.length, this.#seen);
      if (!this.#settled) this.#timers.later('settle', settleMs, () => this.#settle(), true);
    }
    this.#pump();
  }

  #settle(): void {
    this.#settled = true;
    this.#pump();
  }

  /** What was told lately; reads from before `readFrom` are out of date, and the log begins behind `logFrom`. */
  hear(log: ChangeLog, readFrom: FeedPosition, logFrom: number): void {
    const news = log.filter(({ to }) => to > this.#heard);
    this.#log = log;
    this.#heard = log.at(-1)?.to ?? this.#heard;
    this.#readFrom = readFrom;
    this.#logFrom = logFrom;
    if (news.length > 0) {
      this.#fold(news);
      if (this.#state.places !== null || this.#total === null)
        this.#timers.later('places', placesMs, () => void this.#readPlaces());
    }
    this.#pump();
  }

  /** Reads everything anew, where the reader is, or tries again what failed. */
  readAnew(): void {
    const { failure, window } = this.#state;
    this.#wantsAnew = window !== null && (failure === null || failure.kind === 'anew');
    this.#anewAt = Number.NEGATIVE_INFINITY;
    this.#set({ failure: null });
    this.#pump();
  }

  /** Somebody whom the reader removed themselves does not stay on screen, whether the news of it came or is to come. */
  dismiss(id: MemberId): void {
    this.#dismissed.add(id);
    this.#fold([]);
  }

  /** Shows those who were held back, and counts anew. True when others came who are not in what is shown here. */
  showNewcomers(): boolean {
    const { window, shown } = this.#state;
    if (window === null || shown === null) return false;
    this.#newcomers.see(shown.held);
    const elsewhere = this.#newcomers.count > 0;
    this.#newcomers.forget();
    this.#set({ shown: showHeld(shown, window, () => true) });
    return elsewhere;
  }

  #fold(news: ChangeLog): void {
    const { window, shown } = this.#state;
    if (window === null || shown === null) return;
    const reader = { seen: this.#seen, onScreen: this.#onScreen, busy: this.#busy };
    const rows = foldNews({ window, shown }, news, reader, this.#newcomers, new Date());
    const gone = (id: MemberId) => this.#dismissed.has(id);
    this.#set({ window: rows.window, shown: letGo(rows.shown, rows.window, gone) });
  }

  #set(change: Partial<RowsState>): void {
    const held = (change.shown ?? this.#state.shown)?.held ?? [];
    const next = { ...this.#state, ...change, newcomers: this.#newcomers.countWith(held) };
    const keys = Object.keys(next) as (keyof RowsState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Begins the read that is needed most, if one is and none is under way. */
  #pump(): void {
    const { window, shown, failure } = this.#state;
    if (!this.#running || failure !== null) return;
    const far = window !== null && shown !== null && isFarAway(window, shown.rows.length, this.#seen);
    if (this.#flight !== null) {
      if (!far || this.#flight.kind === 'open' || this.#flight.kind === 'places') return;
      this.#flight.control.abort();
      this.#flight = null;
    }
    const next = this.#next(far);
    if (next !== null) void this.#read(next);
    else this.#set({ reading: false });
  }

  #next(far: boolean): NextRead | null {
    const { window, shown, places } = this.#state;
    const total = this.#total ?? (places?.isExact ? places.total : null);
    if (window === null || shown === null) return readToOpen(this.#seen, total, places);
    if (far) return this.#settled ? readToOpen(this.#seen, total, places) : null;
    if (this.#wantsAnew || this.#isBehind(window)) {
      const waitMs = this.#anewAt + anewMs - performance.now();
      if (waitMs <= 0) return readAgain(window, this.#seen);
      this.#timers.later('anew', waitMs, () => this.#pump());
      return null;
    }
    const more = readToExtend(window, shown.rows.length, this.#seen);
    if (more !== null) return more;
    return places === null && this.#total === null ? { kind: 'places' } : null;
  }

  #isBehind(window: ListWindow): boolean {
    const from = this.#readFrom;
    return from !== null && window.epoch === from.epoch && oldestSeq(window) < from.seq;
  }

  async #read(next: NextRead): Promise<void> {
    const control = new AbortController();
    const flight = { kind: next.kind, control };
    this.#flight = flight;
    if (next.kind === 'anew') this.#anewAt = performance.now();
    this.#set({ reading: true });
    try {
      if (next.kind === 'places') {
        const places = await this.#source.readPlaces(control.signal);
        if (this.#flight === flight) this.#set({ places });
      } else {
        let page = await this.#source.readPage(next.request, control.signal);
        // A jump behind the end, which has come nearer meanwhile.
        if (page.members.length === 0 && next.kind === 'open' && next.begins !== 0)
          page = await this.#source.readPage(fromTheEnd, control.signal);
        if (this.#flight === flight) this.#take(next, page);
      }
    } catch (error) {
      if (this.#flight === flight && !control.signal.aborted)
        this.#set({ failure: { error, kind: next.kind }, reading: false });
    }
    if (this.#flight !== flight) return;
    this.#flight = null;
    this.#pump();
  }

  #take(next: Exclude<NextRead, { kind: 'places' }>, page: MemberPage): void {
    const { window, shown } = this.#state;
    const old =
      page.seq < this.#logFrom || (this.#readFrom?.epoch === page.epoch && page.seq < this.#readFrom.seq);
    // Read so long ago that what happened since is not known any more: the pump asks again.
    if (old && next.kind !== 'open') return;
    if (next.kind === 'after' || next.kind === 'before') {
      if (window === null || shown === null || window.epoch !== page.epoch) return;
      const longer = (next.kind === 'after' ? extendAfter : extendBefore)(window, page, next.request);
      const trimmed = trimWindow(longer, this.#seen.from, this.#seen.to, rowLimit);
      this.#set({ window: trimmed, shown: showWindow(shown, trimmed) });
    } else {
      this.#wantsAnew = false;
      const ends = page.nextCursor === null ? (this.#total ?? next.ends) : next.ends;
      const begins = ends === undefined ? (next.begins ?? 0) : ends - page.members.length;
      const opened = openWindow(this.query, page, next.request, begins);
      this.#onScreen = new Set();
      this.#set({ window: opened, shown: showAll(opened) });
    }
    this.#fold(this.#log.filter(({ to }) => to > page.seq));
  }

  async #readPlaces(): Promise<void> {
    const control = new AbortController();
    const places = await this.#source.readPlaces(control.signal).catch(() => null);
    if (places !== null && this.#running) this.#set({ places });
  }
}
