/**
 * How tests wait: as long as something new comes. What is waited for takes milliseconds on an idle machine; on
 * a busy one it comes late, and whoever counted the seconds would fail for it.
 */

/** Without anything new. */
export const PATIENCE_MS = 45_000;

/** In all, for what changes for ever and never comes true. */
const GUARD_MS = 600_000;

/** For `vi.waitFor`, which waits so by itself (`patient-waits.ts`): how often it looks. */
export const PATIENCE = { timeout: PATIENCE_MS, interval: 5 } as const;

/** Tells at each look whether waiting is in vain: nothing else than before was seen for so long. */
export function createPatience(patienceMs: number = PATIENCE_MS): (seen: string) => boolean {
  const beganMs = performance.now();
  let last = { seen: "", atMs: beganMs };
  return (seen) => {
    const nowMs = performance.now();
    if (seen !== last.seen) last = { seen, atMs: nowMs };
    return nowMs - last.atMs > patienceMs || nowMs - beganMs > GUARD_MS;
  };
}
