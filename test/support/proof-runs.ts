interface Runs {
  readonly small: number;
  readonly whole: number;
}

/**
 * How often a property is tried, or a history is played: a short while by default, as long as one likes for a
 * proof. With two numbers the second is for what `npm test` leaves out (`scripts/sizes.mjs`).
 */
export function proofRuns(byDefault: number | Runs): number {
  const asked = Number(process.env["TILL_PROOF_RUNS"] ?? "");
  if (Number.isSafeInteger(asked) && asked > 0) return asked;
  if (typeof byDefault === "number") return byDefault;
  return isWhole() ? byDefault.whole : byDefault.small;
}

function isWhole(): boolean {
  return ["rest", "whole"].includes(process.env["TILL_TEST_SIZE"] ?? "");
}
