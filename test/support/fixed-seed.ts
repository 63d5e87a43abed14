/** Properties are tried with the same values each time; a proof (`TILL_PROOF_RUNS`) draws others. */

import fc from "fast-check";

const SEED = 20_261_121;

if (process.env["TILL_PROOF_RUNS"] === undefined) fc.configureGlobal({ seed: SEED });
