#!/usr/bin/env node
// Checks an export of a shop's events without the shop's program:
//
//   till export events --out export.jsonl        (on a till)
//   node verify.js export.jsonl                  (anywhere: Node 20.16 or newer, nothing else)
//
// It ends with 0 when everything is in order; with 1 and the first wrong line; or with 2 when all is
// genuine but some of it is in question, which is listed and in no sum. docs/ledger.md has the format.
// No file can prove that it is the whole story: compare the shop's name and the last numbers, which
// are printed at the end, with what you know from elsewhere.

// Loaded in a way that works whether Node takes this file for a module or for a script.
const { createHash, createPublicKey, verify } = process.getBuiltinModule("node:crypto");
const { createReadStream } = process.getBuiltinModule("node:fs");
const { createInterface } = process.getBuiltinModule("node:readline");

const members = new Map(); // device → its key, its rights, whether it may enrol others
const chains = new Map(); // origin → its transactions, by the hash that each ends with
const acts = []; // of those who may: who belongs to the shop, and what of a chain counts
let head; // the first line: what this export is
let shop; // the founding, from its event
let number = 0; // of the line

main(process.argv[2]).catch((error) => {
  console.error(number > 0 ? `line ${number}: ${error.message}` : error.message);
  process.exitCode = 1;
});

async function main(file) {
  must(file !== undefined, "Say which file: node verify.js export.jsonl");
  for await (const text of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (number > 1) checkEvent(JSON.parse(text));
    else head = JSON.parse(text);
    must(head.format === "tillmesh/events" && head.version === 1, "this format is unknown.");
  }
  must(shop !== undefined, "this is no export: in it nothing founded the shop.");
  const events = number - 1;
  checkEnds();
  const questions = whatIsInQuestion();
  printSummary(checkReceipts(), questions, events);
  if (questions.length > 0) process.exitCode = 2;
}

// Header and body are the very text that was hashed: they are read here, never written anew.
function checkEvent(line) {
  const header = JSON.parse(line.header);
  const { origin, seq, kind } = header;
  const body = line.body === undefined ? undefined : JSON.parse(line.body);
  // An origin is a device in one of its lives, `<device>.<life>`, and has one chain of events.
  const device = origin.slice(0, 26);
  if (kind === "shop/founded" && shop === undefined) found(device, body);
  if (kind === "device/enrolled" && isBySheet(body)) enrol(body, true);
  const member = members.get(device);
  must(member !== undefined, `event ${seq} of ${origin} is of no device of this shop.`);
  const transaction = checkChain(line, header, member.key);
  if (member.authority) act(kind, body, transaction);
  if (kind !== "receipt/issued" && kind !== "refund/issued") return;
  must(member.rights.includes("till"), `${device} may not issue receipts.`);
  if (body === undefined) return;
  const returned = body.items.reduce((sum, { net }) => sum + Math.min(net, 0), 0);
  transaction.receipts.push({ ...body, items: [], returned, line: number });
}

// Names can't be stolen: a shop's is a hash that its founder's key goes into, a device's is a hash of
// its key. Who has authority enrols others, always on a line before theirs; so does the recovery sheet,
// by a signature of its own that whoever it enrols may carry.
function found(device, body) {
  const { key, sheetKey, nonce } = body;
  const name = nameOf("tillmesh/shop/1\0", key + sheetKey + nonce);
  must(name === head.shop, `this founding is not that of the shop ${head.shop}.`);
  shop = body;
  enrol({ device, key, rights: ["till"] }, true);
}

function isBySheet({ device, key, code, name, rights, sheetProof }) {
  const statement = JSON.stringify([head.shop, device, key, code, name, rights]);
  if (shop === undefined || sheetProof === undefined) return false;
  return isSigned(`tillmesh/sheet/1\0${statement}`, sheetProof, shop.sheetKey);
}

function enrol({ device, key, rights }, authority) {
  must(nameOf("tillmesh/device/1\0", key) === device, `${device} is not the name of its key.`);
  const member = members.get(device) ?? { key, rights: [], authority: false };
  member.rights.push(...rights);
  member.authority ||= authority;
  members.set(device, member);
}

function act(kind, body, transaction) {
  if (kind === "device/enrolled") enrol(body, false);
  const promoted = kind === "device/promoted" && members.get(body.device);
  if (promoted) promoted.authority = true;
  if (/^device\/|^chain\/admitted/u.test(kind)) acts.push({ kind, body, transaction });
}

// Each event follows the one before it, down to the byte: its hash covers that one's hash. The events
// of one command are a transaction; its first one says when. A signature vouches for the whole chain
// up to there, so not every transaction needs one of its own.
function checkChain({ header: text, hash, signature, after, ...line }, header, key) {
  const { origin, seq, tx, day } = header;
  const event = `event ${seq} of ${origin}`;
  const chain = chains.get(origin) ?? newChain(origin);
  const known = after === undefined ? chain.last : chain.byEnd.get(after);
  const before = known ?? leftOut(chain, header, after);
  must(before !== undefined, `events before ${event} are missing.`);
  must(seq > before.seq, `${event} comes twice, or after its turn.`);
  must(seq === before.seq + 1, `event ${before.seq + 1} of ${origin} is missing, ${seq} is next.`);
  const isFirst = tx === seq && day !== undefined;
  const isNext = after === undefined && tx === before.first && day === undefined;
  must(isFirst || isNext, `${event} does not belong to the transaction in which it stands.`);

  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  const bodyHash = line.bodyHash
    ? Buffer.from(line.bodyHash, "hex")
    : sha256(line.body ?? Buffer.from(line.bodyBase64, "base64"));
  const previous = Buffer.from(before.hash, "hex");
  const computed = sha256("tillmesh/event/1\0", previous, length, text, bodyHash).toString("hex");
  must(computed === hash, `${event} was changed: its hash is another one.`);
  const signed = signature !== undefined;
  const isGood = !signed || isSigned(`tillmesh/tx/1\0${hash}`, signature, key);
  must(isGood, `${event}: the signature is not its device's, or is not for this text.`);

  const transaction = isFirst ? { first: tx, day, before, followers: 0, receipts: [] } : before;
  if (isFirst) before.followers += 1;
  else chain.byEnd.delete(before.hash);
  Object.assign(transaction, { seq, hash, signed, line: number });
  chain.byEnd.set(hash, transaction);
  return (chain.last = transaction);
}

function newChain(origin) {
  const hash = sha256("tillmesh/chain/1\0", `${head.shop}\0${origin}`).toString("hex");
  const start = { seq: 0, hash, signed: true, followers: 0, receipts: [] };
  const chain = { last: start, byEnd: new Map([[hash, start]]) };
  chains.set(origin, chain);
  return chain;
}

// An export of some days leaves others out, but nothing between two events of those days.
function leftOut({ last, byEnd }, { seq, day = "" }, hash) {
  const isAsked = (date = "") => date >= (head.from ?? "") && date <= (head.to ?? "9999");
  const isPart = head.from !== null || head.to !== null;
  if (!isPart || seq <= last.seq + 1 || (isAsked(last.day) && isAsked(day))) return undefined;
  const missing = { seq: seq - 1, hash, signed: true, followers: 0, receipts: [] };
  byEnd.set(hash, missing);
  return missing;
}

function checkEnds() {
  for (const { origin, seq, hash } of head.heads) {
    const isHere = chains.get(origin)?.byEnd.get(hash)?.seq === seq;
    must(isHere, `here ends ${origin}, without its event ${seq}.`);
  }
  for (const [origin, { byEnd }] of chains) {
    for (const { seq, followers, signed } of byEnd.values())
      must(followers > 0 || signed, `the end of ${origin}, event ${seq}, is not signed.`);
  }
}

// A device that spoke with two voices (two transactions follow one hash) is in question from there on,
// and a revoked one beyond what its revocation names. A person may admit a chain, by the hash of its
// end: then it counts up to there.
function whatIsInQuestion() {
  const ranges = [];
  const admitted = new Set();
  for (const { kind, body } of acts) {
    let at = kind === "chain/admitted" ? chains.get(body.origin)?.byEnd.get(body.hash) : undefined;
    for (; at !== undefined; at = at.before) admitted.add(at);
  }
  for (const [origin, { byEnd }] of chains) {
    const all = [...byEnd.values()];
    const fork = Math.min(...all.filter(({ followers }) => followers > 1).map(({ seq }) => seq));
    const heads = acts
      .filter(({ kind }) => kind === "device/revoked")
      .filter(({ body }) => origin.startsWith(`${body.device}.`))
      .map(({ body }) => body.heads.filter((end) => end.origin === origin));
    const spared = Math.min(...heads.map((ends) => Math.max(0, ...ends.map(({ seq }) => seq))));
    for (const at of all.filter(({ before }) => before !== undefined)) {
      at.forked = at.seq > fork;
      if (admitted.has(at) || (!at.forked && at.seq <= spared)) continue;
      const why = at.forked ? `one of two voices after event ${fork}` : `revoked after ${spared}`;
      const { range, followers } = at.before;
      if (range?.why === why && followers === 1) at.range = range;
      else ranges.push((at.range = { origin, why, first: at.first, transactions: [] }));
      at.range.transactions.push(at);
    }
  }
  for (const { kind, transaction } of acts) {
    number = transaction.line;
    const sentence = `${kind} by a device that is in question itself: what counts then takes more rules than are written here. Ask a till: till ledger quarantine list.`;
    must(transaction.range === undefined, sentence);
  }
  return ranges;
}

// Each series counts 1, 2, 3… without a gap, refunds among the receipts; a number in question is given
// all the same. The sums are of what receipts and refunds recorded, whose amounts are below zero:
// nothing is worked out again.
function checkReceipts() {
  const [series, days] = [new Map(), new Map()];
  const all = [...chains.values()].flatMap(({ byEnd }) =>
    [...byEnd.values()].flatMap((at) => at.receipts.map((receipt) => ({ ...receipt, at }))),
  );
  for (const { at, ...receipt } of all.sort((a, b) => a.no - b.no || a.line - b.line)) {
    const { series: name, no } = receipt;
    number = receipt.line;
    const first = head.from === null ? 1 : no;
    const known = series.get(name) ?? { first, last: first - 1, counted: 0 };
    must(no <= known.last + 1, `receipt ${name} ${known.last + 1} is missing, ${no} is next.`);
    series.set(name, known);
    known.last = no;
    if (at.range !== undefined) continue;
    // What both voices of a till gave, and a person admitted, is no fault of this file.
    must(known.counted < no || at.forked, `receipt ${name} ${no} was issued twice.`);
    known.counted = no;
    if (!days.has(at.day)) days.set(at.day, newSums());
    addReceipt(days.get(at.day), receipt);
  }
  return { series, days };
}

function newSums() {
  return { receipts: 0, total: 0, returned: 0, refunds: 0, refunded: 0, rounding: 0, taxes: {} };
}

function addReceipt(sums, { of, total, returned, rounding, taxes }) {
  sums[of === undefined ? "receipts" : "refunds"] += 1;
  sums[of === undefined ? "total" : "refunded"] += total;
  if (of === undefined) sums.returned += returned;
  sums.rounding += rounding;
  for (const { label, rate, included, base, tax } of taxes) {
    const kind = `${label} (${rate / 1000} %, ${included ? "in the prices" : "added"})`;
    sums.taxes[kind] ??= { base: 0, tax: 0 };
    sums.taxes[kind].base += base;
    sums.taxes[kind].tax += tax;
  }
}

function printSummary({ series, days }, questions, events) {
  console.log(`${shop.name}${shop.demo ? " (a demo shop)" : ""}, shop ${head.shop}`);
  console.log(`Days: ${head.from ?? "from the first"} to ${head.to ?? "the last"}`);
  for (const [origin, { byEnd }] of chains) {
    for (const { seq, followers } of byEnd.values())
      if (followers === 0) console.log(`Chain ${origin}: up to event ${seq}`);
  }
  for (const [name, { first, last }] of series)
    console.log(`Receipts ${name}: ${first} to ${last}`);
  if (!head.bodies)
    console.log("Receipts and sums were not checked: this export leaves bodies out.");
  else console.log(`Sums, in ${shop.currency}'s smallest unit:`);
  for (const [day, sums] of [...days].sort()) {
    const { receipts, total, returned, refunds, refunded, rounding, taxes } = sums;
    const goods = returned === 0 ? "" : `of which returned without receipt ${returned}, `;
    const back = refunds === 0 ? "" : `${refunds} refunds, total ${refunded}, `;
    console.log(
      `${day}  ${receipts} receipts, total ${total}, ${goods}${back}cash rounding ${rounding}`,
    );
    for (const [kind, sum] of Object.entries(taxes))
      console.log(`  ${kind}: base ${sum.base}, tax ${sum.tax}`);
  }
  for (const { origin, first, why, transactions } of questions) {
    const totals = transactions.flatMap(({ receipts }) => receipts.map(({ total }) => total));
    const sum = totals.reduce((a, b) => a + b, 0);
    const range = `events ${first} to ${transactions.at(-1).seq} of ${origin}`;
    console.log(
      `IN QUESTION: ${range}, ${why}: ${totals.length} receipts, total ${sum}, in no sum`,
    );
  }
  const inOrder = questions.length === 0 ? "all in order" : "all genuine, some in question";
  console.log(`${events} events, ${inOrder}.`);
}

function must(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

function isSigned(text, signature, key) {
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(key, "hex").toString("base64url") };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "hex"));
}

// The first 130 bits of a hash, five for each of 26 letters and digits.
function nameOf(prefix, hex) {
  const bytes = [...sha256(prefix, Buffer.from(hex, "hex"))];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{5}/gu).slice(0, 26);
  return fives.map((five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five, 2)]).join("");
}

function sha256(...parts) {
  return parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
}
