/** `npm run cashier -- --keys 20000 --seed 7`: the random cashier of docs/testing.md, as long as one likes. */

import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { keys: { type: "string", default: "20000" }, seed: { type: "string", default: "7" } },
});
const wrong = Object.entries(values).find(([, value]) => !/^[1-9]\d{0,8}$/u.test(value));

if (wrong === undefined) {
  const env = {
    ...process.env,
    PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}`,
    TILL_CASHIER_KEYS: values.keys,
    TILL_CASHIER_SEED: values.seed,
  };
  const words = ["run", "test/app/random-cashier.test.ts"];
  process.exitCode =
    spawnSync("node_modules/.bin/vitest", words, { stdio: "inherit", env }).status ?? 1;
} else {
  console.error(`--${wrong[0]} takes a whole number above zero, not ${wrong[1]}.`);
  process.exitCode = 2;
}
