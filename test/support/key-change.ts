/** Puts a store's key under a passphrase, as a process of its own: `node key-change.ts DIR PASSPHRASE`. */

import { systemRandom } from "../../src/app/system/random.ts";
import { changeKey } from "../../src/ledger/key/change-key.ts";
import { NO_ACCESS } from "../../src/ledger/key/key-provider.ts";
import { createPassphrase } from "../../src/ledger/key/passphrase.ts";

const [dir = "", passphrase = ""] = process.argv.slice(2);

changeKey(dir, () => ({ type: "passphrase", passphrase: createPassphrase(passphrase) }), {
  random: systemRandom,
  access: NO_ACCESS,
});
process.stdout.write("done\n");
