/** `npm run dev`: the program from source, without a build. */

import { main } from "./main.ts";

process.exitCode = await main(process.argv);
