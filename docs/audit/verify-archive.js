// Checks an archive of a shop's business days without the shop's program (docs/books.md):
//   node verify-archive.js FOLDER       (anywhere: Node 20.16 or newer)
// It ends with 0 when all is in order; with 1 and what is wrong; with 2 when the till that wrote it had
// not heard every till. events.jsonl is the whole story of these days: verify.js checks it.
const { createPublicKey, hash: digest, verify } = process.getBuiltinModule("node:crypto");
const { readdir, readFile } = process.getBuiltinModule("node:fs/promises");
const sha256 = (bytes) => digest("sha256", bytes);

main(process.argv[2] ?? "").catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(folder) {
  const bytes = await readFile(`${folder}/manifest.json`);
  const manifest = JSON.parse(bytes.toString());
  must(manifest.format === "tillmesh/archive" && manifest.version === 1, "this format is unknown.");
  checkSignature(manifest, bytes, (await readFile(`${folder}/manifest.sig`, "utf8")).trim());
  const named = ["manifest.json", "manifest.sig", ...manifest.files.map(({ name }) => name)];
  const other = (await readdir(folder)).find((name) => !named.includes(name));
  must(!other, `${other} is no file of this archive.`);
  const tables = new Map();
  for (const { name, bytes: size, sha256: hash } of manifest.files) {
    const content = await readFile(`${folder}/${name}`);
    must(content.length === size && sha256(content) === hash, `${name} was changed.`);
    if (name.endsWith(".csv")) tables.set(name, readTable(name, content.toString()));
    else must(content.includes(manifest.shop), `${name} is of another shop.`);
  }
  const cents = (text) => Math.round(Number(text.replace(",", ".")) * 10 ** manifest.decimals);
  checkPapers(tables, cents);
  checkClosings(tables, cents);
  const { name, shop, from, to, device, missing, demo } = manifest;
  console.log(`${name}${demo ? " (a demo shop)" : ""}, shop ${shop}: ${from} to ${to}`);
  console.log(`Signed by device ${device}: compare it with what the shop's tills say of it.`);
  for (const [table, rows] of tables) console.log(`${table}: ${rows.length}`);
  if (missing.length > 0) console.log(`Not all was heard of: ${missing.join(", ")}`);
  console.log("All in order.");
  process.exitCode = missing.length > 0 ? 2 : 0;
}

// A device is named by the hash of its key, so whoever knows the name knows the key.
function checkSignature({ device, key }, bytes, signature) {
  const prefixed = Buffer.concat([Buffer.from("tillmesh/device/1\0"), Buffer.from(key, "hex")]);
  const fives = (BigInt(`0x${sha256(prefixed)}`) >> 126n).toString(32).padStart(26, "0");
  const name = fives.replace(/./gu, (it) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(it, 32)]);
  must(name === device, `the key is not that of device ${device}.`);
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(key, "hex").toString("base64url") };
  const signed = Buffer.from(`tillmesh/archive/1\0${sha256(bytes)}`);
  const by = createPublicKey({ key: jwk, format: "jwk" });
  must(verify(null, signed, by, Buffer.from(signature, "hex")), "manifest.json was changed.");
}

function readTable(name, text) {
  const cells = (line) =>
    Array.from(line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^";]*))/gu), ([, quoted, bare]) =>
      quoted === undefined ? bare : quoted.replaceAll('""', '"'),
    );
  const [columns = [], ...rows] = text.split("\r\n").slice(0, -1).map(cells);
  const wrong = rows.findIndex((row) => row.length !== columns.length);
  must(wrong < 0, `${name}: line ${wrong + 2} has other columns than the first.`);
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

// Each paper is what its lines come to, and was paid so.
function checkPapers(tables, cents) {
  const sums = (table, column) => sumBy(tables.get(table), "BON_ID", (row) => cents(row[column]));
  const lines = sums("lines.csv", "POS_BRUTTO");
  const paid = sums("datapayment.csv", "BASISWAEH_BETRAG");
  for (const { BON_ID: id, BON_NR: no, ...paper } of tables.get("transactions.csv")) {
    const [total, rounding] = [cents(paper.UMS_BRUTTO), cents(paper.RUNDUNG)];
    must((lines.get(id) ?? 0) === total, `${no} is not what its lines come to.`);
    const due = paper.BON_NAME === "refund" ? total + rounding : total;
    must((paid.get(id) ?? 0) === due, `${no} is not what was paid for it.`);
  }
}

// Each closing is what its papers come to; those of a till follow each other, and its total goes on.
function checkClosings(tables, cents) {
  const papers = sumBy(tables.get("transactions.csv"), "Z_NR", (row) => cents(row.UMS_BRUTTO));
  const last = new Map();
  const number = ({ Z_NR: no }) => Number(no.slice(no.lastIndexOf("-") + 1));
  for (const z of tables.get("cashpointclosing.csv").sort((a, b) => number(a) - number(b))) {
    const [total, all] = [cents(z.Z_SUMME), cents(z.Z_GESAMTSUMME)];
    must((papers.get(z.Z_NR) ?? 0) === total, `Z ${z.Z_NR} is not what its papers come to.`);
    const [series, no] = [z.Z_NR.slice(0, z.Z_NR.lastIndexOf("-")), number(z)];
    const before = last.get(`${series} ${no - 1}`); // it may be of a day that is not here
    last.set(`${series} ${no}`, all);
    must(all === (before ?? all - total) + total, `Z ${z.Z_NR} does not go on from the last one.`);
  }
}

function must(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

function sumBy(rows, column, amount) {
  const sums = new Map();
  for (const row of rows) sums.set(row[column], (sums.get(row[column]) ?? 0) + amount(row));
  return sums;
}
