/** Random histories of secrets with a thief among the tills: see random-secrets.ts. Size: both. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { proofRuns } from "../support/proof-runs.ts";
import {
  beginSecrets,
  expectedOf,
  meetAll,
  playSecrets,
  revoke,
  SECRET_ACTIONS,
  type SecretStep,
  shownBy,
} from "../support/random-secrets.ts";

/** Each is a shop of five stores on disk. */
const HISTORIES = { small: 8, whole: 25 };

const steps: fc.Arbitrary<ReadonlyArray<SecretStep>> = fc.array(
  fc.record({
    action: fc.constantFrom(...SECRET_ACTIONS),
    till: fc.nat(7),
    other: fc.nat(31),
    id: fc.nat(8),
  }),
  { minLength: 10, maxLength: 60, size: "max" },
);

test("at rest all tills show the same of all secrets, and once the thief is shut out what was said before", () => {
  fc.assert(
    fc.property(steps, (told) => {
      const history = beginSecrets();
      using _ = history.shop;
      const { honest } = history;
      for (const step of told) playSecrets(history, step);

      meetAll(history);
      const [first, ...others] = honest.map(shownBy);
      for (const other of others) expect(other).toEqual(first);
      // Who has followed it all shows what a till shows that looks at it for the first time.
      for (const till of honest) till.reopen();
      expect(honest.map(shownBy)).toEqual(honest.map(() => first));

      if (history.theft !== undefined) revoke(history, history.theft);
      meetAll(history);
      const shown = honest.map(shownBy);
      for (const other of shown) expect(other).toEqual(shown[0]);
      expect(shown[0]?.ids).toEqual(expectedOf(history));
    }),
    { numRuns: proofRuns(HISTORIES) },
  );
});
