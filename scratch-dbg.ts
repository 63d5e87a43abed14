import { completeOptions, TROUBLES } from "./src/sim/options.ts";
import { simulate } from "./src/sim/run.ts";
import * as booksM from "./src/sim/books.ts";
const [, , seed, x, who] = process.argv;
const wish = JSON.parse(x); wish.without = new Set(wish.without);
const ledgers: any[] = [];
let printed = false;
const result = await simulate(completeOptions({ seed: Number(seed), ...wish }), { wrap: { ledger: (l) => { ledgers.push(l); 
  const c = l.commit; (l as any).commit = (cmd: any) => { const r: any = c(cmd); if (r.ok) console.log("   commit", l.identity.key.device.slice(0, 4), r.value.ids.map((i: string) => i.slice(27, 31) + i.slice(40)).join(" "), r.value.events.map((e: any) => e.event.kind).join(" "), l.loss() ? JSON.stringify(l.loss()) : ""); return r; };
  return l; } }, onLine: (line) => {
  console.log(line.slice(0, 200));
  if (line.includes("!") && !printed) { printed = true;
    for (const l of ledgers) { try { if (!l.db.open) continue; console.log(l.identity.key.device.slice(0,4), JSON.stringify([...l.heads()].map(([o, h]: any) => [o.slice(0,4), o.slice(27, 31), h.seq, h.hash.slice(0, 6), h.others.length])), l.loss(), JSON.stringify(l.quarantined().map((q: any) => [q.origin.slice(0,4), q.origin.slice(27,31), q.fromSeq, q.toSeq, q.reason])));
     } catch (e) { console.log(String(e)); } }
  }
} });
