// Checks an export of a shop's events without the shop's program (docs/ledger.md has the format):
//   till export events --out export.jsonl      (on a till)
//   node verify.js export.jsonl                (anywhere: Node 20.16 or newer, nothing else)
// It ends with 0 when all is in order; with 1 and the first wrong line; with 2 when all is genuine but
// some of it is in question: that is listed and in no sum. Who counts, and what is in question, is not
// judged here but taken from the export, whose till says so. No file can prove that it is the whole
// story: compare the names and the last numbers with what you know from elsewhere.
const { createPublicKey, hash: digest, verify } = process.getBuiltinModule("node:crypto");
const { open } = process.getBuiltinModule("node:fs/promises");
const [ends, lasts] = [new Map(), new Map()]; // transactions, by the hash at the end and by origin
const [papers, questions, sums] = [[], new Set(), new Map()]; // papers: receipts and refunds
let [head, shop, number] = [undefined, undefined, 0]; // first line, founding, number of the line
const READ = /^(shop\/founded|receipt\/issued|refund\/issued|z\/closed)$/u;
const hex = (text) => Buffer.from(text, "hex");
const sha256 = (...parts) => digest("sha256", Buffer.concat(parts.map((it) => Buffer.from(it))));
const must = (holds, sentence) => {
  if (!holds) throw new Error(sentence);
};

main(process.argv[2] ?? "").catch((error) => {
  console.error(number > 0 ? `line ${number}: ${error.message}` : error.message);
  process.exitCode = 1;
});

async function main(file) {
  for await (const text of (await open(file)).readLines()) {
    if (++number > 1) checkEvent(JSON.parse(text));
    else head = JSON.parse(text);
    must(head.format === "tillmesh/events" && head.version === 1, "this format is unknown.");
  }
  must(shop !== undefined, "this is no export: in it nothing founded the shop.");
  for (const { origin, seq, hash } of head.heads)
    must(ends.has(hash), `here ends ${origin}, without its event ${seq}.`);
  for (const { seq, origin, isFollowed, signature } of ends.values())
    must(isFollowed || signature || !seq, `the end of ${origin}, event ${seq}, is not signed.`);
  const [events, series] = [number - 1, checkNumbers()];
  console.log(`${shop.name}${shop.demo ? " (a demo shop)" : ""}, shop ${head.shop}`);
  console.log(`Days: ${head.from ?? "from the first"} to ${head.to ?? "the last"}`);
  console.log("Who counts, and what is in question, is the word of the till that wrote this file:");
  for (const { origin, seq, rights } of head.heads)
    console.log(`Chain ${origin} (${rights ?? "not of the shop"}): up to event ${seq}`);
  for (const [name, { first, last }] of series)
    console.log(`Receipts ${name}: ${first} to ${last}`);
  if (!head.bodies) console.log("No receipts, Zs and sums: this export leaves bodies out.");
  for (const what of new Set([...[...sums.keys()].sort(), ...questions]))
    console.log(`${what}: ${(sums.get(what) ?? [0, 0]).join(", total ")}`);
  console.log(`${events} events, ${questions.size > 0 ? "some in question" : "all in order"}.`);
  process.exitCode = questions.size > 0 ? 2 : 0;
}

// Header and body are the very text that was hashed: they are read here, never written anew. A name
// is a hash, a shop's of all that its founding says and a device's of its key, so none can be forged.
function checkEvent(line) {
  const { kind, ...header } = JSON.parse(line.header);
  const [device, event] = [header.origin.slice(0, 26), `event ${header.seq} of ${header.origin}`];
  const body = READ.test(kind) && line.body && !line.unread ? JSON.parse(line.body) : undefined;
  if (kind === "shop/founded" && shop === undefined) {
    const fields = Object.entries((shop = body)).filter(([field]) => field !== "shop");
    const isOurs = nameOf("tillmesh/shop/1\0", JSON.stringify(fields.sort())) === head.shop;
    must(isOurs && shop.device === device, `this founding is not that of the shop ${head.shop}.`);
  }
  const { key, rights } = head.heads.find(({ origin }) => origin === header.origin) ?? { key: "" };
  const isIts = nameOf("tillmesh/device/1\0", hex(key)) === device;
  must(isIts, `${event} is of no device of this shop.`);
  const at = checkChain(line, header, key, event);
  if (at.question) questions.add(at.question);
  if (body === undefined || kind === "shop/founded") return;
  must(!rights || rights.includes("till"), `${device} may not issue receipts.`);
  if (kind === "z/closed") return checkZ(body, at, header.seq);
  papers.push({ ...body, ...at, rights, line: number });
  at.paper = { seq: header.seq, total: body.total, before: at.paper };
}

function nameOf(...parts) {
  const fives = (BigInt(`0x${sha256(...parts)}`) >> 126n).toString(32).padStart(26, "0");
  return fives.replace(/./gu, (five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five, 32)]);
}

// Each event follows the one before it, down to the byte: its hash covers that one's hash. The events
// of one command are a transaction; its first has the day. A signature vouches for all before it.
function checkChain({ header: text, after, hash, signature, ...line }, header, key, event) {
  const { origin, seq, tx, day } = header;
  const start = sha256("tillmesh/chain/1\0", `${head.shop}\0${origin}`);
  if (!ends.has(start)) ends.set(start, { origin, seq: 0, hash: start, leftOut: 0 });
  const last = lasts.get(origin) ?? ends.get(start);
  const before = ends.get(after ?? last.hash) ?? gap(last, after, header);
  must(before?.origin === origin, `events before ${event} are missing.`);
  must(seq > before.seq, `${event} comes twice, or after its turn.`);
  must(seq === before.seq + 1, `event ${before.seq + 1} of ${origin} is missing, ${seq} is next.`);
  const isFirst = tx === seq && day !== undefined;
  const isNext = !after && tx === before.first && day === undefined;
  must(isFirst || isNext, `${event} does not belong to the transaction in which it stands.`);
  const length = hex(Buffer.byteLength(text).toString(16).padStart(8, "0"));
  const body = line.bodyHash ?? sha256(line.body ?? Buffer.from(line.bodyBase64, "base64"));
  const isHash = sha256("tillmesh/event/1\0", hex(before.hash), length, text, hex(body)) === hash;
  must(isHash, `${event} was changed: its hash is another one.`);
  const jwk = { kty: "OKP", crv: "Ed25519", x: hex(key).toString("base64url") };
  const [signed, by] = [Buffer.from(`tillmesh/tx/1\0${hash}`), { key: jwk, format: "jwk" }];
  const isGood = !signature || verify(null, signed, createPublicKey(by), hex(signature));
  must(isGood, `${event}: the signature is not its device's, or is not for this text.`);
  const isForked = before.isForked || before.isFollowed; // both voices may give the same numbers
  const at = isFirst ? { ...before, first: seq, day, question: line.question, isForked } : before;
  if (isFirst) before.isFollowed = true;
  else ends.delete(before.hash);
  const leftOut = line.bodyHash === undefined ? before.leftOut : seq;
  lasts.set(origin, Object.assign(at, { seq, hash, signature, leftOut, isFollowed: false }));
  return ends.set(hash, at).get(hash);
}

// An export of some days leaves others out, but nothing between two events of those days.
function gap(last, hash, { seq, day = "" }) {
  const isAsked = (date = "") => date >= (head.from ?? "") && date <= (head.to ?? "9999");
  if (seq <= last.seq + 1 || (isAsked(last.day) && isAsked(day))) return undefined;
  return ends.set(hash, { ...last, seq: seq - 1, hash, leftOut: seq - 1 }).get(hash);
}

// A Z goes on where the last one of its chain ended, and is what receipts and refunds in it come to.
function checkZ(z, at, seq) {
  const { z: last = { no: 0, to: 0, grandTotal: 0, grandTurnover: 0 } } = at;
  let { grandTotal, grandTurnover } = last;
  for (let { paper } = at; paper?.seq >= z.from; paper = paper.before) {
    grandTotal += paper.seq > z.to ? 0 : paper.total;
    grandTurnover += paper.seq > z.to ? 0 : Math.abs(paper.total);
  }
  const [no, from, to] = [last.no + 1, last.to + 1, Math.min(z.to, seq - 1)];
  const booked = { no, from, to, total: grandTotal - last.grandTotal, grandTotal, grandTurnover };
  at.z = z;
  if (at.question || z.from <= at.leftOut) return; // it can't be judged by what is here
  const wrong = Object.keys(booked).find((name) => z[name] !== booked[name]);
  must(!wrong, `Z ${z.series} ${z.no}: its chain's ${wrong} is ${booked[wrong]}.`);
}

// Each series counts 1, 2, 3… without a gap, refunds too; one in question may give any number.
function checkNumbers() {
  const series = new Map();
  for (const paper of papers.sort((a, b) => a.no - b.no || a.line - b.line)) {
    const { series: name, no, question, isForked } = paper;
    const what = question ?? `${paper.day} ${paper.of ? "refunds" : "receipts"}`;
    const [count, total] = sums.get(what) ?? [0, 0];
    sums.set(what, [count + 1, total + paper.total]);
    number = paper.line;
    const { first, next, counted } = series.get(name) ?? { first: no, next: head.from ? no : 1 };
    if (paper.rights === null || (question && no > next)) continue;
    must(no <= next, `receipt ${name} ${next} is missing, ${no} is next.`);
    must(question || no !== counted || isForked, `receipt ${name} ${no} was issued twice.`);
    series.set(name, { first, last: no, next: no + 1, counted: question ? counted : no });
  }
  return series;
}
