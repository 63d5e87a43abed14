import { createMemorySpoolStore } from "../support/memory-spool-store.ts";
import { spoolStoreContract } from "./spool-store-contract.ts";

spoolStoreContract("the store in memory", createMemorySpoolStore);
