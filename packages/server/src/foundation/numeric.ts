import type { ValueTransformer } from "typeorm";

/** bigint columns whose values stay far below 2^53: numbers in code. */
export const numeric: ValueTransformer = {
  to: (value?: number) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
