/** Temporary files of a lane of tests lie on the disk, and not in memory. */

import { inject } from "vitest";

process.env["TMPDIR"] = inject("diskFolder");
