/**
 * Writes to a database at full speed, as a process of its own: `node write-loop.ts FILE KEY WHO TURNS`.
 * Says so when it is ready, begins when its input says so, and stays until that is closed.
 */

import { once } from "node:events";

import { openDatabase } from "../../src/ledger/database.ts";

const [, , file = "", key = "", who = "", turns = "0"] = process.argv;
const db = openDatabase(file, key);
const take = db.prepare<[string]>("INSERT INTO turns (who) VALUES (?)");

process.stdout.write("ready\n");
await once(process.stdin, "data");
for (let turn = 0; turn < Number(turns); turn += 1) db.write(() => take.run(who));
db.close();
