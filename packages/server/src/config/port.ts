import { z } from "zod";

const wholeNumberOfPort = "a whole number from 1 to 65535";

/** A port, as text in the environment. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/, wholeNumberOfPort)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, wholeNumberOfPort);
