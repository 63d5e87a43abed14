/**
 * Plays shops in which lines of the program are other ones, in a process of its own. Prints what is wrong in
 * each of them, until something is found that reads as it should.
 */

import { registerHooks } from "node:module";

import type { SimWish, Trouble } from "../../proof/sim/options.ts";

interface Planted {
  readonly changes: ReadonlyArray<{
    readonly file: string;
    readonly from: string;
    readonly to: string;
  }>;
  /** The source of a regular expression. */
  readonly noticed: string;
  readonly seeds: number;
  /** One seed in so many; each unless said otherwise. */
  readonly step?: number;
  /** Nothing else goes wrong. */
  readonly troubles: ReadonlyArray<Trouble>;
  readonly wish: Partial<SimWish>;
}

const {
  changes,
  noticed,
  seeds,
  step = 1,
  troubles,
  wish,
} = JSON.parse(process.argv[2] ?? "") as Planted;
const expected = new RegExp(noticed, "u");
const missing = new Set(changes);

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const own = changes.filter(({ file }) => url.endsWith(`/${file}`));
    if (own.length === 0) return loaded;
    let source = Buffer.from(loaded.source as Uint8Array).toString("utf8");
    for (const change of own) {
      if (source.includes(change.from)) missing.delete(change);
      source = source.replace(change.from, change.to);
    }
    return { ...loaded, source };
  },
});

const { completeOptions, TROUBLES } = await import("../../proof/sim/options.ts");
const { simulate } = await import("../../proof/sim/run.ts");
for (const { file, from } of missing) throw new Error(`${file} has no ${from}`);

const without = new Set(TROUBLES.filter((trouble) => !troubles.includes(trouble)));
for (let seed = step; seed <= seeds * step; seed += step) {
  const { problems } = await simulate(completeOptions({ tills: 3, ...wish, without, seed }));
  for (const { sentence } of problems) process.stdout.write(`${seed}: ${sentence}\n`);
  if (problems.some(({ sentence }) => expected.test(sentence))) break;
}
