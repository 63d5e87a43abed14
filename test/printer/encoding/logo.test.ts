import { crc32, deflateSync } from "node:zlib";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type DotPicture, hasDot } from "../../../src/printer/encoding/dot-picture.ts";
import { logoToText, readLogo, textToLogo } from "../../../src/printer/encoding/logo.ts";

const [WHITE, BLACK, GREY] = [255, 0, 128];

describe("a PNG", () => {
  test.each([
    ["grey", { colour: 0, depth: 8, values: [BLACK, WHITE, WHITE, BLACK] }],
    ["one bit", { colour: 0, depth: 1, values: [0b01_000000, 0b10_000000] }],
    [
      "colours",
      { colour: 2, depth: 8, values: [10, 0, 40, 255, 255, 230, 250, 255, 255, 0, 20, 0] },
    ],
    ["a palette", { colour: 3, depth: 8, values: [1, 0, 0, 1] }],
    ["a palette of four bits", { colour: 3, depth: 4, values: [0x10, 0x01] }],
    [
      "transparency",
      { colour: 6, depth: 8, values: [0, 0, 0, 255, 0, 0, 0, 0, 9, 9, 9, 0, 0, 0, 0, 255] },
    ],
    ["sixteen bits", { colour: 0, depth: 16, values: [0, 0, 255, 255, 255, 255, 0, 9] }],
  ])("with %s is black where it is dark", (_, plan) => {
    expect(artOf(png({ width: 2, height: 2, ...plan }))).toBe("#.\n.#");
  });

  test.each([0, 1, 2, 3, 4])("whose rows were foretold by way %i comes out the same", (filter) => {
    const values = [0, 0, 255, 255, 0, 255, 0, 255, 255, 255, 0, 0];

    expect(artOf(png({ width: 4, height: 3, colour: 0, depth: 8, values, filter }))).toBe(
      "##..\n#.#.\n..##",
    );
  });

  test("of grey has as many dots as it is dark", () => {
    const values = Array.from({ length: 1600 }, () => GREY);

    const dots = Array.from(artOf(png({ width: 40, height: 40, colour: 0, depth: 8, values })));

    expect(dots.filter((dot) => dot === "#").length).toBeGreaterThan(760);
    expect(dots.filter((dot) => dot === "#").length).toBeLessThan(840);
  });

  test("in a great many pieces takes no longer than in one", () => {
    const whole = png({ width: 2, height: 1, colour: 0, depth: 8, values: [BLACK, WHITE] });
    const nothing = chunk("IDAT", Buffer.alloc(0));
    const at = Buffer.from(whole).indexOf("IDAT") - 4;
    // Copying all pieces for each piece would take minutes.
    const pieces = Array.from({ length: 100_000 }, () => nothing);

    expect(artOf(Buffer.concat([whole.subarray(0, at), ...pieces, whole.subarray(at)]))).toBe("#.");
  });

  test("that is wider than narrow paper is made to fit, in its proportions", () => {
    const values = Array.from({ length: 800 * 200 }, (_, at) => (at % 800 < 400 ? BLACK : WHITE));
    const logo = readLogo(png({ width: 800, height: 200, colour: 0, depth: 8, values }));

    expect(logo.ok && [logo.value.widthDots, logo.value.rows.length]).toEqual([384, 96]);
    expect(logo.ok && [hasDot(logo.value.rows[9], 191), hasDot(logo.value.rows[9], 193)]).toEqual([
      true,
      false,
    ]);
  });

  test("in passes, of a photo's size, cut off or none at all is refused with its reason", () => {
    const whole = png({ width: 2, height: 2, colour: 0, depth: 8, values: [0, 0, 0, 0] });
    const passes = Uint8Array.from(whole);
    passes[28] = 1;

    expect(readLogo(passes)).toMatchObject({ ok: false, fault: { type: "picture/interlaced" } });
    expect(
      readLogo(png({ width: 3000, height: 2, colour: 0, depth: 8, values: [] })),
    ).toMatchObject({ fault: { type: "picture/too-large", sideMax: 2048 } });
    for (const file of [whole.subarray(0, 45), whole.subarray(0, 10), Buffer.from("GIF89a")]) {
      expect(readLogo(file)).toMatchObject({ ok: false, fault: { type: "picture/unreadable" } });
    }
  });
});

test("a PNG that unpacks to far more than its header says is refused at once", () => {
  const whole = Buffer.from(
    png({ width: 2, height: 2, colour: 0, depth: 8, values: [0, 0, 0, 0] }),
  );
  const at = whole.indexOf("IDAT") - 4;
  const bomb = chunk("IDAT", deflateSync(Buffer.alloc(2 ** 28), { level: 1 }));
  const before = process.memoryUsage().arrayBuffers;

  const read = readLogo(
    Buffer.concat([whole.subarray(0, at), bomb, chunk("IEND", Buffer.alloc(0))]),
  );

  expect(read).toMatchObject({ ok: false, fault: { type: "picture/unreadable" } });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
});

test("a bitmap of one bit is taken as it is, as text and as bytes", () => {
  expect(artOf(Buffer.from("P1\n# a logo\n3 2\n1 0 1\n011\n"))).toBe("#.#\n.##");
  expect(artOf(Buffer.from("P4\n3 2\n\u{A0}\u{60}", "latin1"))).toBe("#.#\n.##");
  expect(readLogo(Buffer.from("P4\n30 20\n\u{A0}", "latin1"))).toMatchObject({ ok: false });
});

test("a logo comes back from its text, and any other text is none", () => {
  const row = fc.uint8Array({ minLength: 3, maxLength: 3 });

  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const picture: DotPicture = { widthDots: 24, rows };

      expect(textToLogo(logoToText(picture))?.rows.map((each) => Array.from(each))).toEqual(
        rows.map((each) => Array.from(each)),
      );
    }),
    { numRuns: 20 },
  );
  for (const text of ["", "24x2:", "24x2:AAAA", "9x9", "999x1:eJwDAAAAAAE="]) {
    expect(textToLogo(text)).toBeUndefined();
  }
});

test("no bytes at all make the reader fail otherwise than by saying so", () => {
  const whole = png({
    width: 4,
    height: 4,
    colour: 0,
    depth: 8,
    values: Array.from({ length: 16 }, () => 9),
  });

  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
      const broken = Uint8Array.from(whole);
      broken[at] = byte;

      expect(typeof readLogo(broken).ok).toBe("boolean");
    }),
  );
});

interface PngPlan {
  readonly width: number;
  readonly height: number;
  readonly colour: number;
  readonly depth: number;
  /** Bytes of all rows, before they are foretold. */
  readonly values: ReadonlyArray<number>;
  readonly filter?: number;
}

/** As the specification says it is written; palette of white and black. */
function png({ width, height, colour, depth, values, filter = 0 }: PngPlan): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour], 8);
  const rowBytes = values.length / height;
  const rows = Array.from({ length: height }, (_, y) => [
    filter,
    ...Array.from({ length: rowBytes }, (_each, x) => residue(values, { x, y, rowBytes }, filter)),
  ]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from([255, 255, 255, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Of pictures with a byte for each pixel. */
function residue(
  values: ReadonlyArray<number>,
  { x, y, rowBytes }: { readonly x: number; readonly y: number; readonly rowBytes: number },
  filter: number,
): number {
  const [left, above, corner] = [at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)];
  const distances = [left, above, corner].map((each) => Math.abs(left + above - corner - each));
  const paeth = [left, above, corner][distances.indexOf(Math.min(...distances))] ?? 0;
  const foretold = [0, left, above, Math.floor((left + above) / 2), paeth][filter] ?? 0;
  return (at(x, y) - foretold) & 0xff;

  function at(column: number, row: number): number {
    return column < 0 || row < 0 ? 0 : (values[row * rowBytes + column] ?? 0);
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function artOf(file: Uint8Array): string {
  const logo = readLogo(file);
  if (!logo.ok) return logo.fault.type;
  const { rows, widthDots } = logo.value;
  return rows
    .map((row) =>
      Array.from({ length: widthDots }, (_, at) => (hasDot(row, at) ? "#" : ".")).join(""),
    )
    .join("\n");
}
