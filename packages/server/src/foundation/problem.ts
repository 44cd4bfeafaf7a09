import { Field, InterfaceType } from "type-graphql";
import type { Tx } from "./transact.ts";

/**
 * An expected refusal: part of the schema, returned, never thrown. Returning one from `transact` rolls everything back;
 * what must outlive the refusal (its audit row) is written by `after`, in a transaction of its own.
 */
@InterfaceType({
  description:
    "A refusal. Every mutation returns either the thing it made or changed, or one of these; select `... on Problem { message }` and no refusal is ever missed. `__typename` is the machine-readable code.",
})
export abstract class Problem {
  @Field(() => String, { description: "What is wrong and what to do about it, in English, for a person." })
  readonly message: string;

  after?: (tx: Tx) => Promise<void>;

  constructor(message: string) {
    this.message = message;
  }
}
