/** Properties are tried with the same values each time; a proof (`TILL_PROOF_RUNS`) draws others. So is what tests draw. */

import fc from "fast-check";
import { expect } from "vitest";

const SEED = 20_261_121;

if (process.env["TILL_PROOF_RUNS"] === undefined) fc.configureGlobal({ seed: SEED });

// What is drawn before the first test of a file goes by no test: a worker would know the last one of the file before.
expect.setState({ currentTestName: "" });
