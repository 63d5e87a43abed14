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

const keys = new Map(); // device → its key, of all that any enrolment names
const chains = new Map(); // origin → its transactions, by the hash that each ends with
const acts = []; // all that says who belongs to the shop, or names what others said
let head; // the first line: what this export is
let shop; // the founding, from its event
let number = 0; // of the line

const ACTS = /^device\/(enrolled|promoted|revoked)$|^chain\/admitted$|^day\/closed$/u;
const LIVES_MAX = 3; // new lives of a till that count although nobody has named them
const ENROLLED_MAX = 26; // by one authority
const DEPTH_MAX = 4; // enrolments from the founder or the sheet to a till
const DEVICES_MAX = 200; // of a shop

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
  const members = whatCounts();
  const questions = whatIsInQuestion();
  printSummary(checkReceipts(members), questions, events);
  if (questions.length > 0) process.exitCode = 2;
}

// Header and body are the very text that was hashed: they are read here, never written anew.
function checkEvent(line) {
  const header = JSON.parse(line.header);
  const { origin, seq, kind } = header;
  const body = textOf(line);
  // An origin is a device in one of its lives, `<device>.<life>`, and has one chain of events.
  const device = origin.slice(0, 26);
  if (kind === "shop/founded" && shop === undefined) found(device, body);
  const isSheets = kind === "device/enrolled" && isReadable(kind, body) && isBySheet(body);
  if (isSheets) learnKey(body);
  const key = keys.get(device);
  must(key !== undefined, `event ${seq} of ${origin} is of no device of this shop.`);
  const isBegun = seq > 1 || isFirstLife(origin) || kind === "incarnation/started";
  must(isBegun, `event 1 of ${origin} does not say that a new life of its till begins.`);
  const transaction = checkChain(line, header, key);
  // A name is that of its key: who enrols a device under another key says nothing.
  const isAct = ACTS.test(kind) && isReadable(kind, body);
  if (isAct && (kind !== "device/enrolled" || learnKey(body)))
    acts.push({ kind, body, device, seq, isSheets, at: transaction });
  if (kind !== "receipt/issued" && kind !== "refund/issued") return;
  if (body === undefined) return;
  const returned = body.items.reduce((sum, { net }) => sum + Math.min(net, 0), 0);
  transaction.receipts.push({ ...body, items: [], returned, line: number });
}

// A body that can't be read says nothing, and is genuine all the same.
function textOf({ body }) {
  try {
    return body === undefined ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isReadable(kind, body) {
  if (typeof body !== "object" || body === null) return false;
  if (kind === "device/enrolled") {
    const { device, key, rights } = body;
    return typeof device === "string" && /^[0-9a-f]{64}$/u.test(key) && Array.isArray(rights);
  }
  const isNamed = kind !== "chain/admitted" && kind !== "day/closed";
  if (isNamed && typeof body.device !== "string") return false;
  if (kind === "device/promoted") return true;
  const heads = headsOf({ kind, body });
  return Array.isArray(heads) && heads.every(isEnd);
}

function isEnd(end) {
  return typeof end?.origin === "string" && typeof end.hash === "string" && end.seq > 0;
}

// Names can't be stolen: a shop's is a hash of all that its founding says, a device's is a hash of its
// key. So a key that fits its device's name may check what the device signed, whoever tells of it;
// whether the device belongs to the shop is asked when all has been read.
function found(device, body) {
  const { shop: _, ...said } = body;
  const fields = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1));
  const isOurs = nameOf("tillmesh/shop/1\0", JSON.stringify(fields)) === head.shop;
  must(isOurs && body.device === device, `this founding is not that of the shop ${head.shop}.`);
  must(learnKey(body), `${device} is not the name of its key.`);
  shop = body;
}

function isBySheet({ device, key, code, name, rights, sheetProof }) {
  const statement = JSON.stringify([head.shop, device, key, code, name, rights]);
  if (shop === undefined || sheetProof === undefined) return false;
  return isSigned(`tillmesh/sheet/1\0${statement}`, sheetProof, shop.sheetKey);
}

function learnKey({ device, key }) {
  const isIts = nameOf("tillmesh/device/1\0", Buffer.from(key, "hex")) === device;
  if (isIts) keys.set(device, key);
  return isIts;
}

function isFirstLife(origin) {
  return origin.endsWith(".thefirstchain");
}

// Each event follows the one before it, down to the byte: its hash covers that one's hash. The events
// of one command are a transaction; its first one says when. A signature vouches for the whole chain
// up to there, so not every transaction needs one of its own.
function checkChain({ header: text, hash, signature, after, ...line }, header, key) {
  const { origin, seq, tx, tag, day } = header;
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

  const device = origin.slice(0, 26);
  const transaction = isFirst
    ? { origin, device, first: tx, tag, day, before, followers: 0, receipts: [] }
    : before;
  if (isFirst) {
    before.followers += 1;
    chain.all.push(transaction);
  } else chain.byEnd.delete(before.hash);
  Object.assign(transaction, { seq, hash, signed, line: number });
  chain.byEnd.set(hash, transaction);
  return (chain.last = transaction);
}

function newChain(origin) {
  const hash = sha256("tillmesh/chain/1\0", `${head.shop}\0${origin}`).toString("hex");
  const start = { seq: 0, hash, signed: true, followers: 0, receipts: [] };
  const device = origin.slice(0, 26);
  const chain = { origin, device, start, last: start, byEnd: new Map([[hash, start]]), all: [] };
  chains.set(origin, chain);
  return chain;
}

// An export of some days leaves others out, but nothing between two events of those days.
function leftOut({ last, byEnd, all, origin, device }, { seq, day = "" }, hash) {
  const isAsked = (date = "") => date >= (head.from ?? "") && date <= (head.to ?? "9999");
  if (!isPart() || seq <= last.seq + 1 || (isAsked(last.day) && isAsked(day))) return undefined;
  const place = { origin, device, first: last.seq + 1, seq: seq - 1, hash, before: last };
  const missing = { ...place, signed: true, followers: 0, receipts: [] };
  byEnd.set(hash, missing);
  all.push(missing);
  return missing;
}

function isPart() {
  return head.from !== null || head.to !== null;
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

// Who belongs to the shop, and what of all this counts. Nothing hangs on a clock, or on who heard what
// first: tills, and whoever holds the same events, judge alike. Returns the members with their rights.
function whatCounts() {
  for (const { all } of chains.values())
    for (const at of all) at.forked = at.before.followers > 1 || at.before.forked === true;
  const settled = settleAuthorities();
  const named = new Set();
  for (const act of [...settled.revocations, ...settled.admissions]) name(act, named);
  const isCut = cutting(settled.revocations, settled.ranks);
  let closes = acts.filter((act) => act.kind === "day/closed" && mayClose(settled.members, act));
  // A close of the day that counts names what was known then, which may let other closes count.
  for (;;) {
    for (const [device, own] of groupBy(chains.values(), (chain) => chain.device)) {
      const { sound, tooMany } = soundOf(device, named, isCut);
      for (const chain of own) countChain(chain, { ...settled, sound, tooMany, isCut });
    }
    const counting = closes.filter(({ at }) => at.why === undefined);
    closes = closes.filter(({ at }) => at.why !== undefined);
    const known = named.size;
    for (const act of counting) name(act, named);
    if (named.size === known) return settled.members;
  }
}

function mayClose(members, { device }) {
  return members.get(device)?.rights.includes("till") === true;
}

// The authorities have one turn each, the senior first. At its turn an act of an authority counts if it
// is sound by what the revocations name that count so far, and if these do not cut it. So who may what
// hangs on those before it alone. What the recovery sheet signed always counts.
function settleAuthorities() {
  const [ranks, members, promoted, turned] = [new Map(), new Map(), new Set(), new Set()];
  const [revocations, admissions, named] = [[], [], new Set()];
  const enrol = ({ body: { device, rights }, ...act }, rank) => {
    const isNew = !ranks.has(device);
    if (isNew) ranks.set(device, [...rank, stepOf(act)]);
    members.set(device, { rights: [...(members.get(device)?.rights ?? []), ...rights] });
    return isNew;
  };
  const inOrder = [...acts].sort((a, b) => compare(stepOf(a), stepOf(b)));
  for (const act of inOrder.filter(({ isSheets }) => isSheets)) {
    enrol(act, ["0"]);
    promoted.add(act.body.device);
  }
  if (!ranks.has(shop.device)) ranks.set(shop.device, ["1"]);
  members.set(shop.device, { rights: ["till", ...(members.get(shop.device)?.rights ?? [])] });
  promoted.add(shop.device);
  for (;;) {
    const waiting = [...ranks].filter(([own]) => promoted.has(own) && !turned.has(own));
    const [next] = waiting.sort(([, a], [, b]) => compareRanks(a, b));
    if (next === undefined) return { ranks, members, revocations, admissions };
    const [device, rank] = next;
    turned.add(device);
    const isCut = cutting(revocations, ranks);
    const { sound } = soundOf(device, new Set(named), isCut);
    let enrolled = 0;
    for (const act of inOrder.filter((own) => own.device === device && !own.isSheets)) {
      const { kind, body, at } = act;
      if (!sound.has(at) || isCut(at) !== undefined) continue;
      const isFull =
        enrolled === ENROLLED_MAX || rank.length - 1 === DEPTH_MAX || ranks.size >= DEVICES_MAX;
      if (kind === "device/enrolled" && (ranks.has(body.device) || !isFull))
        enrolled += Number(enrol(act, rank));
      if (kind === "device/promoted") promoted.add(body.device);
      if (kind === "chain/admitted") admissions.push(act);
      if (kind === "device/revoked") {
        revocations.push(act);
        name(act, named);
      }
    }
  }
}

// Senior is whom the recovery sheet enrolled, then the founder, then who is fewer enrolments away from
// these, then whose enrolments stand earlier.
function compareRanks(a, b) {
  return compare(a[0], b[0]) || a.length - b.length || compare(a.join(), b.join());
}

function stepOf({ seq, at: { origin, hash } }) {
  return `${String(seq).padStart(16, "0")} ${origin} ${hash}`;
}

function compare(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}

// What of a device's chains no other voice of it can have said otherwise: at a fork (two transactions
// follow one hash) only a branch that is named, and no life among too many that nobody has named.
function soundOf(device, named, isCut) {
  const lives = [...chains.values()].filter((chain) => chain.device === device);
  const unnamed = lives.filter(({ origin, start, all }) => {
    const firsts = all.filter(({ before }) => before === start);
    if (isFirstLife(origin) || firsts.some((at) => named.has(at))) return false;
    return !firsts.every((at) => isCut(at) !== undefined);
  });
  const tooMany = unnamed.length > LIVES_MAX ? unnamed : [];
  const sound = new Set();
  for (const { start, all } of lives.filter((life) => !tooMany.includes(life))) {
    sound.add(start);
    for (const at of all) {
      const isOnWay = sound.has(at.before) && (at.before.followers < 2 || named.has(at));
      if (isOnWay) sound.add(at);
    }
  }
  return { sound, tooMany: new Set(tooMany.map(({ origin }) => origin)) };
}

// An act names the chains that end in its heads, but never its author's own: or a stolen key would
// choose among its branches.
function name(act, named) {
  for (const end of headsOf(act)) {
    if (end.origin.slice(0, 26) === act.device) continue;
    for (let at = find(end); at !== undefined && !named.has(at); at = at.before) named.add(at);
  }
}

function headsOf({ kind, body }) {
  if (kind === "device/revoked") return body.heads;
  return kind === "day/closed" ? body.frontier : [body];
}

function find({ origin, seq, hash }) {
  const chain = chains.get(origin);
  const end = chain?.byEnd.get(hash);
  if (end !== undefined || chain === undefined) return end?.seq === seq ? end : undefined;
  // It may stand among the days that were not asked for; what follows a fork is always here.
  const isForked = chain.all.some(({ forked }) => forked);
  return isPart() && !isForked ? chain.all.findLast((at) => at.seq <= seq) : undefined;
}

// A revocation cuts what none of its heads names; while a head isn't here, its number is all that is
// known. Of several each cuts, but none cuts what a senior's names: those of devices that the revoked
// one enrolled come last, and after them its own. Returns what says which one cuts.
function cutting(revocations, ranks) {
  const weighed = revocations.map((act) => {
    act.spared ??= sparedBy(act);
    const [rank, other] = [ranks.get(act.device), ranks.get(act.body.device)];
    const isBelow = other !== undefined && rank.length > other.length;
    const below = isBelow && other.every((step, index) => step === rank[index]) ? 1 : 0;
    return { ...act, rank, turn: act.device === act.body.device ? 2 : below };
  });
  const byDevice = groupBy(weighed, ({ body }) => body.device);
  return (at) => {
    const own = byDevice.get(at.device) ?? [];
    const spares = ({ spared }) => spared.here.has(at);
    const mayKnow = ({ spared: { lacked } }) =>
      lacked.some(({ origin, seq }) => origin === at.origin && at.seq <= seq);
    return own.find((act) => {
      const seniors = own.filter((o) => (o.turn - act.turn || compareRanks(o.rank, act.rank)) < 0);
      return !spares(act) && !mayKnow(act) && !seniors.some(spares);
    });
  };
}

function sparedBy(act) {
  const here = new Set();
  const lacked = [];
  for (const end of act.body.heads) {
    let at = find(end);
    if (at === undefined) lacked.push(end);
    for (; at !== undefined && !here.has(at); at = at.before) here.add(at);
  }
  return { here, lacked };
}

// What a device of the shop said counts if it is sound and not cut, or if a person has admitted it. Of
// two transactions under one id the one stays that the senior device admitted.
function countChain({ origin, all }, { ranks, admissions, sound, tooMany, isCut }) {
  const isMember = ranks.has(all[0]?.device);
  const ways = admissions
    .filter(({ body }) => isMember && body.origin === origin)
    .sort((a, b) => compareRanks(ranks.get(a.device), ranks.get(b.device)))
    .map(({ body }) => wayTo(find(body)));
  const admitted = new Set(ways.flat());
  const byTag = new Map();
  const inOrder = [...all].sort((a, b) => a.seq - b.seq || compare(a.hash, b.hash));
  for (const at of new Set([...admitted, ...inOrder])) {
    const others = at.forked ? (byTag.get(at.tag) ?? []) : [];
    const isTaken = others.some(({ first, seq }) => at.first <= seq && first <= at.seq);
    const cut = isCut(at);
    const isIn = isMember && (admitted.has(at) || (sound.has(at) && cut === undefined));
    at.admitted = admitted.has(at);
    at.why = at.before.why;
    if (isIn && !isTaken && at.why === undefined) byTag.set(at.tag, [...others, at]);
    else if (!isMember) at.why = "said by a device that nobody enrolled who may";
    else if (cut !== undefined) at.why ??= `revoked after ${lastSpared(cut, at)}`;
    else if (tooMany.has(origin)) at.why ??= "in one of too many lives that nobody has looked at";
    else at.why ??= `one of two voices after event ${at.before.seq}`;
  }
}

// From the first on.
function wayTo(end) {
  const way = [];
  for (let at = end; at?.before !== undefined; at = at.before) way.push(at);
  return way.reverse();
}

function lastSpared({ body }, { origin, seq, before }) {
  const named = body.heads.filter((end) => end.origin === origin && end.seq < seq);
  return Math.max(before.seq, ...named.map((end) => end.seq));
}

function whatIsInQuestion() {
  const ranges = [];
  const all = [...chains.values()].flatMap((chain) => chain.all);
  for (const at of all.filter(({ why, line }) => why !== undefined && line !== undefined)) {
    const { range, followers } = at.before;
    const { origin, why, first } = at;
    if (range?.why === why && followers === 1) at.range = range;
    else ranges.push((at.range = { origin, why, first, transactions: [] }));
    at.range.transactions.push(at);
  }
  return ranges;
}

// Each series counts 1, 2, 3… without a gap, refunds among the receipts; a number in question is given
// all the same. The sums are of what receipts and refunds recorded, whose amounts are below zero:
// nothing is worked out again.
function checkReceipts(members) {
  const [series, days] = [new Map(), new Map()];
  const all = [...chains.values()].flatMap(({ byEnd }) =>
    [...byEnd.values()].flatMap((at) => at.receipts.map((receipt) => ({ ...receipt, at }))),
  );
  for (const { at, ...receipt } of all.sort((a, b) => a.no - b.no || a.line - b.line)) {
    const { series: name, no } = receipt;
    const member = members.get(at.device);
    // Who isn't of the shop gives none of its numbers.
    if (member === undefined) continue;
    number = receipt.line;
    must(
      at.why !== undefined || member.rights.includes("till"),
      `${at.device} may not issue receipts.`,
    );
    const first = head.from === null ? 1 : no;
    const known = series.get(name) ?? { first, last: first - 1, counted: 0 };
    // One in question may say any number: it is none that the shop gave before its turn.
    if (at.why !== undefined && no > known.last + 1) continue;
    must(no <= known.last + 1, `receipt ${name} ${known.last + 1} is missing, ${no} is next.`);
    series.set(name, known);
    known.last = no;
    if (at.why !== undefined) continue;
    // What both voices of a till gave, and what a person admitted, is no fault of this file.
    must(known.counted < no || at.forked || at.admitted, `receipt ${name} ${no} was issued twice.`);
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

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
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
function nameOf(prefix, ...parts) {
  const bytes = [...sha256(prefix, ...parts)];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{5}/gu).slice(0, 26);
  return fives.map((five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five, 2)]).join("");
}

function sha256(...parts) {
  return parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
}
