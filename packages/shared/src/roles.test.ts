import { expect, test } from "@jest/globals";
import { mayApprove, Role, seesAllOrders } from "./roles.ts";

test("administrators and managers approve; limited users see their own orders only", () => {
  expect(Object.values(Role).filter(mayApprove)).toEqual(["ADMINISTRATOR", "MANAGER"]);
  expect(Object.values(Role).filter((role) => !seesAllOrders(role))).toEqual(["LIMITED_USER"]);
});
