/**
 * A run that fails, made smaller as long as it fails: fewer tills, fewer kinds of trouble, less time. What
 * is left says what the failure needs.
 */

import { type SimOptions, TROUBLES } from "./options.ts";

const ATTEMPTS_MAX = 36;
const HOURS_MIN = 0.005;

/** The smallest that was found; `options` itself when nothing smaller fails. */
export async function shrink(
  options: SimOptions,
  fails: (options: SimOptions) => Promise<boolean>,
): Promise<SimOptions> {
  let smallest = options;
  let attempts = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerThan(smallest)) {
      if (attempts >= ATTEMPTS_MAX) return smallest;
      attempts += 1;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** What saves most first. */
function smallerThan(options: SimOptions): ReadonlyArray<SimOptions> {
  const { without, tills, hours } = options;
  const half = Number((hours / 2).toFixed(4));
  return [
    ...(half >= HOURS_MIN ? [{ ...options, hours: half }] : []),
    ...TROUBLES.flatMap((trouble) =>
      without.has(trouble) ? [] : [{ ...options, without: new Set([...without, trouble]) }],
    ),
    ...(tills > 2 ? [{ ...options, tills: tills - 1 }] : []),
  ];
}
