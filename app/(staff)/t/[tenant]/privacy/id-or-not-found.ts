import { notFound } from "next/navigation";
import { z } from "zod";

/** An id of an address; what is none leads nowhere, like an id of nobody. */
export const idOrNotFound = (given: string): string =>
  z.uuid().safeParse(given).success ? given : notFound();
