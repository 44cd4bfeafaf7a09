import { expect, test } from "@jest/globals";
import { isSpecialist, mayApprove, mayOrder, Role, seesAllOrders } from "./roles.ts";

test("administrators and managers approve; limited users see their own orders only", () => {
  expect(Object.values(Role).filter(mayApprove)).toEqual(["ADMINISTRATOR", "MANAGER"]);
  expect(Object.values(Role).filter((role) => !seesAllOrders(role))).toEqual(["LIMITED_USER"]);
});

test("everyone of an account may order, and the specialists of the CA may not", () => {
  expect(Object.values(Role).filter(isSpecialist)).toEqual(["VALIDATION_SPECIALIST"]);
  expect(Object.values(Role).filter((role) => mayOrder(role) === isSpecialist(role))).toEqual([]);
});
