import { vi } from "vitest";

/** Files of tests share a thread and the libraries in it; what our own modules remember belongs to one file. */
vi.resetModules();
