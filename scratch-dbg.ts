import { completeOptions } from "./src/sim/options.ts";
import { simulate } from "./src/sim/run.ts";
let n = 0;
const options = completeOptions({ seed: Number(process.argv[2]) });
const ledgers: any[] = [];
const result = await simulate(options, { wrap: { ledger: (l) => { ledgers.push(l); return l; } }, onLine: (line) => {
  if (line.includes("can't sell")) {
    for (const l of ledgers) { try { if (!l.db.open) continue; console.log(l.identity.key.device.slice(0,4), [...l.admission().values()].map((d: any) => d.code + (d.authority ? "*" : "") + (d.revoked ? "-" : "")).join(" "), l.loss(), JSON.stringify(l.quarantined().map((q: any) => [q.origin.slice(0,4), q.fromSeq, q.toSeq, q.reason])));
     } catch (e) { console.log(String(e)); } }
  }
} });
console.log(result.problems);
