/** The machine's own source of unpredictable bytes. */

import { randomBytes } from "node:crypto";

import { type Random } from "../../domain/ports.ts";

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
