/** One line of the table, and the little statistics behind it. */

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Gated when there is one. */
  readonly limit?: number;
  readonly note: string;
  /** Where the limit is known to be missed: where the time goes, or why it is so. */
  readonly why?: string;
}

/** What the process that receives tells. */
export interface ReceiveFigures {
  readonly events: number;
  readonly rawMs: number;
  /** Verified and durable, not folded yet. */
  readonly takeMs: number;
  readonly receiveMs: number;
  /** The longest time in which nobody else gets a turn. */
  readonly longestSliceMs: number;
  readonly peakMb: number;
}

/** What the process that makes a report tells. */
export interface ReportFigures {
  readonly rows: number;
  readonly ms: number;
  readonly peakMb: number;
}

/** Runs `work` so many times and returns the sorted durations in microseconds. */
export function timeEach(count: number, work: (index: number) => void): ReadonlyArray<number> {
  const durations: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = process.hrtime.bigint();
    work(index);
    durations.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  return durations.toSorted((a, b) => a - b);
}

/** `share` 0.5 is the median. */
export function quantile(sorted: ReadonlyArray<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function rounded(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}
