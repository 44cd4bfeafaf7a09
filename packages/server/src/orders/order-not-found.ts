import { ObjectType } from "type-graphql";
import { Problem } from "../foundation/problem.ts";

@ObjectType({ implements: Problem, description: "There is no order of that number that you may see." })
export class OrderNotFound extends Problem {
  constructor(number: number) {
    super(`There is no order ${number} in your account. See the list of orders for yours.`);
  }
}
