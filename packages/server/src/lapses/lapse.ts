import { Field, Int, ObjectType } from "type-graphql";
import { DateTime } from "../foundation/scalars.ts";

@ObjectType({
  description:
    "When a validation that stands lapses unless it is renewed, and what can then not be issued any more. Certificates that are issued stay valid.",
})
export class Lapse {
  @Field(() => DateTime, { description: "The first moment at which it may no longer be relied on (BR 4.2.1)." })
  at: Date;
  @Field(() => Boolean, { description: "Whether that is within 30 days." }) soon: boolean;
  @Field(() => Int, {
    description:
      "How many orders that you may see it will block: of OV and EV, not over, with a name or an organization that nothing else proves.",
  })
  blocksOrders: number;
  @Field(() => Int, { description: "How many requests that you may see and that wait it will block." })
  blocksRequests: number;
}
