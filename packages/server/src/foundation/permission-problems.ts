import { ObjectType } from "type-graphql";
import { Problem } from "./problem.ts";

@ObjectType({ implements: Problem, description: "Your role may not do this." })
export class NotPermitted extends Problem {}

@ObjectType({
  implements: Problem,
  description:
    "Another person has to decide: the requester and the approver of EV requests, and the two approvers of two-step approval, are different people.",
})
export class SecondPersonRequired extends Problem {}
