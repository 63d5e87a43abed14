/**
 * The time of a simulated shop: a queue of what happens next. Nothing waits; a day takes as long as
 * what happens in it.
 *
 * Of two things at one instant the one that was put into the queue first happens first, so that a run
 * is the same run each time.
 */

export interface VirtualTime {
  /** Since the run began, by a clock that nobody in the shop has. */
  readonly nowMs: () => number;
  /** Runs `action` once after so long; the returned function cancels it. */
  readonly after: (delayMs: number, action: Action) => () => void;
  /** Lets everything happen up to then. */
  readonly runUntil: (untilMs: number) => Promise<void>;
  /** How much waits to happen. */
  readonly pendingCount: () => number;
}

/** What packs a segment takes its time outside of the queue, and is waited for. */
export type Action = () => void | Promise<void>;

interface Entry {
  readonly atMs: number;
  readonly order: number;
  action: Action | undefined;
}

export function createVirtualTime(): VirtualTime {
  const heap: Entry[] = [];
  let nowMs = 0;
  let order = 0;

  return {
    nowMs: () => nowMs,
    after: (delayMs, action) => {
      order += 1;
      const entry: Entry = { atMs: nowMs + Math.max(0, delayMs), order, action };
      push(heap, entry);
      return () => {
        entry.action = undefined;
      };
    },
    runUntil: async (untilMs) => {
      for (let next = heap[0]; next !== undefined && next.atMs <= untilMs; next = heap[0]) {
        pop(heap);
        const { action } = next;
        if (action === undefined) continue;
        nowMs = next.atMs;
        const done = action();
        // A turn of the real event loop per event would cost more than the event.
        if (done !== undefined) await done;
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    pendingCount: () => heap.length,
  };
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || isBefore(above, entry)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

/** Takes the first away, and puts the last where it sinks to. */
function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const child = firstChild(heap, index);
    const below = heap[child];
    if (below === undefined || isBefore(last, below)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}

function firstChild(heap: ReadonlyArray<Entry>, index: number): number {
  const left = 2 * index + 1;
  const [one, other] = [heap[left], heap[left + 1]];
  return one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
}
