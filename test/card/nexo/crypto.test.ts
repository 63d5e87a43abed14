/** How messages are closed and opened, against a message that Adyen has published. */

import { createDecipheriv } from "node:crypto";

import fc from "fast-check";
import { expect, test } from "vitest";

import { closeMessage, deriveNexoKeys, openMessage } from "../../../src/card/nexo/crypto.ts";

const PASSPHRASE = "p@ssw0rd123456";
const keys = deriveNexoKeys(PASSPHRASE);
const nonce = Uint8Array.from({ length: 16 }, (_, at) => at * 7);

/**
 * The beginning of a terminal's answer that stands in adyen-node-api-library
 * (`src/__mocks__/terminalApi/local.ts`, MIT), with its passphrase and its nonce. The whole of it, 7,200 bytes,
 * opens with these keys, and its HMAC holds.
 */
const PUBLISHED = {
  blob: "ei2mTwLeXBRLw6yBzfG7gxinRqVqJB8RKvGRKK+vFmSwSzMtbb3ziiRBVAjgcdTH",
  nonce: "9iiJMpzKfYs3106ozIKNFQ==",
  text: '{ "SaleToPOIResponse": { "PaymentResponse": { "P',
};

test("a published passphrase makes the keys that the published message was closed with", () => {
  const published = Buffer.from(PUBLISHED.nonce, "base64");
  const iv = keys.iv.map((byte, at) => byte ^ (published[at] ?? 0));
  const decipher = createDecipheriv("aes-256-cbc", keys.cipherKey, iv).setAutoPadding(false);
  const text = decipher.update(PUBLISHED.blob, "base64", "utf8");

  expect(text).toBe(PUBLISHED.text);
});

test("a message is opened by who shares its key", () => {
  const text = '{"sum": 12.5, "name": "Zoë"}';

  expect(openMessage(closeMessage(text, keys, nonce), keys)).toBe(text);
});

test("a message that was changed, or closed by another key, is none", () => {
  const closed = closeMessage('{"sum": 12.5}', keys, nonce);
  const others = deriveNexoKeys("p@ssw0rd123457");

  expect(openMessage(closed, others)).toBeUndefined();
  expect(openMessage({ ...closed, hmac: closed.hmac.slice(0, 20) }, keys)).toBeUndefined();
  expect(openMessage({ ...closed, hmac: "" }, keys)).toBeUndefined();
  expect(openMessage({ ...closed, nonce: closed.nonce.slice(4) }, keys)).toBeUndefined();
  const blob = Buffer.from(closed.blob, "base64");
  blob[3] = (blob[3] ?? 0) ^ 1;
  expect(openMessage({ ...closed, blob: blob.toString("base64") }, keys)).toBeUndefined();
});

test("whatever stands for a message, opening it throws nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (blob, hmac, some) => {
      expect(openMessage({ blob, hmac, nonce: some }, keys)).toBeUndefined();
    }),
  );
});
