import { z } from "zod";

/** Unknown fields are refused whether or not the schema says so (safety.md rule 28). */
export const strict = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject ? schema.strict() : schema;
