#!/usr/bin/env node
// Checks an export of a shop's events without the shop's program:
//
//   till export events --out export.jsonl        (on a till)
//   node verify.js export.jsonl                  (anywhere: Node 20.16 or newer, nothing else)
//
// It ends with 0 when everything is in order, or with 1 and the first wrong line. Forks, revocations
// and enrolments by the recovery sheet it does not judge yet: ask `till verify`. docs/ledger.md has
// the format. No file can prove that it is the whole story: compare the shop's name and the last
// numbers, which are printed at the end, with what you know from elsewhere.

// Loaded in a way that works whether Node takes this file for a module or for a script.
const { createHash, createPublicKey, verify } = process.getBuiltinModule("node:crypto");
const { createReadStream } = process.getBuiltinModule("node:fs");
const { createInterface } = process.getBuiltinModule("node:readline");

const members = new Map(); // device → its key, its rights, whether it may enrol others
const chains = new Map(); // origin → where its chain of events stands
const series = new Map(); // series of receipt numbers → first and last number
const days = new Map(); // business day → sums of its receipts
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
  for (const { origin, seq } of head.heads) {
    must(chains.get(origin)?.seq === seq, `here ends ${origin}, without its event ${seq}.`);
  }
  for (const [origin, { signed }] of chains) must(signed, `the end of ${origin} is not signed.`);
  printSummary();
}

// Header and body are the very text that was hashed: they are read here, never written anew.
function checkEvent(line) {
  const header = JSON.parse(line.header);
  const { origin, seq, kind } = header;
  const body = line.body === undefined ? undefined : JSON.parse(line.body);
  // An origin is a device in one of its lives, `<device>.<life>`, and has one chain of events.
  const device = origin.slice(0, 26);
  if (kind === "shop/founded" && shop === undefined) found(device, body);
  const member = members.get(device);
  must(member !== undefined, `event ${seq} of ${origin} is of no device of this shop.`);
  const chain = checkChain(line, header, member.key);
  if (kind === "device/enrolled" && member.authority) enrol(body);
  const promoted = kind === "device/promoted" && member.authority && members.get(body.device);
  if (promoted) promoted.authority = true;
  if (kind !== "receipt/issued") return;
  must(member.rights.includes("till"), `${device} may not issue receipts.`);
  if (body !== undefined) addReceipt(body, chain.day);
}

// Names can't be stolen: a shop's is a hash that its founder's key goes into, a device's is a hash of
// its key. Who has authority enrols others, always on a line before theirs.
function found(device, body) {
  const { key, sheetKey, nonce } = body;
  const name = nameOf("tillmesh/shop/1\0", key + sheetKey + nonce);
  must(name === head.shop, `this founding is not that of the shop ${head.shop}.`);
  shop = body;
  enrol({ device, key, rights: ["till"] });
  members.get(device).authority = true;
}

function enrol({ device, key, rights }) {
  must(nameOf("tillmesh/device/1\0", key) === device, `${device} is not the name of its key.`);
  const known = members.get(device) ?? { key, rights: [], authority: false };
  members.set(device, { ...known, rights: [...known.rights, ...rights] });
}

// Each event follows the one before it, down to the byte: its hash covers that one's hash. The events
// of one command are a transaction, with one signature at its end.
function checkChain({ header: text, hash, signature, after, ...line }, header, key) {
  const { origin, seq, tx, day } = header;
  const start = sha256("tillmesh/chain/1\0", `${head.shop}\0${origin}`).toString("hex");
  const last = chains.get(origin) ?? { seq: 0, hash: start, signed: true };
  const event = `event ${seq} of ${origin}`;
  if (after !== undefined) must(mayLeaveOut(last, header), `events before ${event} are missing.`);
  else if (seq <= last.seq) must(false, `${event} comes twice, or after its turn.`);
  else must(seq === last.seq + 1, `event ${last.seq + 1} of ${origin} is missing, ${seq} is next.`);
  const fits = last.signed ? tx === seq && day !== undefined : tx === last.tx;
  must(fits, `${event} does not belong to the transaction in which it stands.`);

  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  const previous = Buffer.from(after ?? last.hash, "hex");
  const bodyHash = line.bodyHash
    ? Buffer.from(line.bodyHash, "hex")
    : sha256(line.body ?? Buffer.from(line.bodyBase64, "base64"));
  const computed = sha256("tillmesh/event/1\0", previous, length, text, bodyHash).toString("hex");
  must(computed === hash, `${event} was changed: its hash is another one.`);
  const signed = signature !== undefined;
  const isGood = !signed || isSigned(hash, signature, key);
  must(isGood, `${event}: the signature is not its device's, or is not for this text.`);
  const chain = { seq, hash, signed, tx, day: last.signed ? day : last.day };
  chains.set(origin, chain);
  return chain;
}

// An export of some days leaves others out, but nothing between two events of those days.
function mayLeaveOut(last, { seq, day }) {
  const isAsked = (date) => date >= (head.from ?? "") && date <= (head.to ?? "9999");
  const isPart = head.from !== null || head.to !== null;
  return isPart && last.signed && seq > last.seq + 1 && !(isAsked(last.day ?? "") && isAsked(day));
}

// Each series counts 1, 2, 3… without a gap. The sums are of what receipts recorded: nothing is worked
// out again.
function addReceipt({ series: name, no, total, rounding, taxes }, day) {
  const first = head.from === null ? 1 : no;
  const known = series.get(name) ?? { first, last: first - 1 };
  must(no > known.last, `receipt ${name} ${no} was issued twice, or after its turn.`);
  must(no === known.last + 1, `receipt ${name} ${known.last + 1} is missing, ${no} is next.`);
  series.set(name, { ...known, last: no });
  const sums = days.get(day) ?? { receipts: 0, total: 0, rounding: 0, taxes: new Map() };
  days.set(day, sums);
  sums.receipts += 1;
  sums.total += total;
  sums.rounding += rounding;
  for (const { label, rate, included, base, tax } of taxes) {
    const kind = `${label} (${rate / 1000} %, ${included ? "in the prices" : "added"})`;
    const sum = sums.taxes.get(kind) ?? { base: 0, tax: 0 };
    sums.taxes.set(kind, { base: sum.base + base, tax: sum.tax + tax });
  }
}

function printSummary() {
  console.log(`${shop.name}${shop.demo ? " (a demo shop)" : ""}, shop ${head.shop}`);
  console.log(`Days: ${head.from ?? "from the first"} to ${head.to ?? "the last"}`);
  for (const [origin, { seq }] of chains) console.log(`Chain ${origin}: up to event ${seq}`);
  for (const [name, { first, last }] of series)
    console.log(`Receipts ${name}: ${first} to ${last}`);
  if (!head.bodies)
    console.log("Receipts and sums were not checked: this export leaves bodies out.");
  else console.log(`Sums, in ${shop.currency}'s smallest unit:`);
  for (const [day, { receipts, total, rounding, taxes }] of [...days].sort()) {
    console.log(`${day}  ${receipts} receipts, total ${total}, cash rounding ${rounding}`);
    for (const [kind, sum] of taxes) console.log(`  ${kind}: base ${sum.base}, tax ${sum.tax}`);
  }
  console.log(`${number - 1} events, all in order.`);
}

function must(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

function isSigned(hash, signature, key) {
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(key, "hex").toString("base64url") };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const text = Buffer.from(`tillmesh/tx/1\0${hash}`);
  return verify(null, text, publicKey, Buffer.from(signature, "hex"));
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
