/**
 * The key under a passphrase that nobody has written down on this box: AES-256-GCM under what scrypt
 * makes of it. Who has the file alone can only guess, slowly, at 128 MiB for each guess.
 */

import * as z from "zod";

import { onceAsked } from "../../domain/once-asked.ts";
import { type Random } from "../../domain/ports.ts";
import {
  CIPHER,
  decrypt,
  encrypt,
  KEY_BYTES,
  NONCE_BYTES,
  TAG_BYTES,
} from "../authenticated-cipher.ts";
import { StoreError } from "../store-error.ts";
import { KEY, type KeptKey, type KeyProvider, newKey, parseLine } from "./key-provider.ts";
import { type Passphrase } from "./passphrase.ts";

const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
/** So that nothing else that is ever wrapped so can be passed off as this. */
const PURPOSE = "tillmesh/ledger-key/1\0";

const hex = onceAsked(() => z.string().regex(/^(?:[0-9a-f]{2})+$/u));
/** Within limits: a file that somebody bent must not eat all memory. */
const wrappedSchema = onceAsked(() =>
  z.object({
    version: z.literal(1),
    provider: z.literal("passphrase"),
    kdf: z.object({
      name: z.literal("scrypt"),
      N: z
        .int()
        .min(2 ** 14)
        .max(2 ** 20)
        .refine((cost) => Number.isInteger(Math.log2(cost))),
      r: z.int().min(1).max(16),
      p: z.int().min(1).max(4),
      salt: hex().length(2 * SALT_BYTES),
    }),
    cipher: z.literal(CIPHER),
    nonce: hex().length(2 * NONCE_BYTES),
    /** Ciphertext of the 32 bytes, then the tag. */
    key: hex().length(2 * (KEY_BYTES + TAG_BYTES)),
  }),
);
type Wrapped = z.infer<ReturnType<typeof wrappedSchema>>;

export const wrappedKey: KeyProvider<{
  readonly type: "passphrase";
  readonly passphrase: Passphrase;
}> = {
  read: (text) => {
    const wrapped = wrappedSchema().safeParse(parseLine(text)).data;
    return wrapped === undefined ? undefined : keptKey(text, wrapped);
  },
  make: ({ passphrase }, { random }) => {
    const wrapped = wrap(newKey(random), passphrase, random);
    return keptKey(JSON.stringify(wrapped), wrapped);
  },
};

function keptKey(text: string, wrapped: Wrapped): KeptKey {
  return {
    provider: "passphrase",
    text,
    unlock: ({ passphrase }) => {
      if (passphrase === undefined) {
        throw new StoreError(
          "store/no-passphrase",
          "A passphrase opens this store: --passphrase-file FILE, TILL_PASSPHRASE_FILE, or a terminal to ask on.",
        );
      }
      return unwrap(wrapped, passphrase);
    },
  };
}

function wrap(key: string, passphrase: Passphrase, random: Random): Wrapped {
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString("hex");
  const nonce = Buffer.from(random.bytes(NONCE_BYTES));
  const plain = Buffer.from(key, "hex");
  const sealed = encrypt(passphrase.derive({ ...COST, salt }), { nonce, about: PURPOSE, plain });
  return {
    version: 1,
    provider: "passphrase",
    kdf: { name: "scrypt", ...COST, salt },
    cipher: CIPHER,
    nonce: nonce.toString("hex"),
    key: sealed.toString("hex"),
  };
}

function unwrap({ kdf, nonce, key }: Wrapped, passphrase: Passphrase): string {
  const wrapping = passphrase.derive(kdf);
  const sealed = {
    nonce: Buffer.from(nonce, "hex"),
    about: PURPOSE,
    sealed: Buffer.from(key, "hex"),
  };
  try {
    const plain = decrypt(wrapping, sealed).toString("hex");
    if (KEY.test(plain)) return plain;
  } catch {
    // The tag doesn't fit: somebody mistyped, or bent the file.
  }
  throw new StoreError(
    "store/wrong-passphrase",
    "That passphrase doesn't open this store: check how it is typed.",
  );
}
