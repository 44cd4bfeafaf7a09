import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { buildSchema, coerceInputValue, parse, typeFromAST, validate } from "graphql";
import { exampleKeys, examples, forGood } from "./examples.ts";

const schema = buildSchema(readFileSync(new URL("../../../server/schema.graphql", import.meta.url), "utf8"));
const data = { orderNumber: 1, certificateId: "c", domainId: "d", waitingRequestId: "w", failedRequestId: "f" };

test.each(exampleKeys)("the example %s is an operation of this API", (key) => {
  expect(validate(schema, parse(examples[key].query))).toEqual([]);
});

test.each(exampleKeys)("the variables of the example %s are the ones that it declares", (key) => {
  const [operation] = parse(examples[key].query).definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("no operation");
  const given = examples[key].variables?.(data) ?? {};
  const declared = operation.variableDefinitions ?? [];
  expect(Object.keys(given).sort()).toEqual(declared.map(({ variable }) => variable.name.value).sort());
  for (const { variable, type } of declared) {
    const input = typeFromAST(schema, type as never);
    expect(() => coerceInputValue(given[variable.name.value], input as never)).not.toThrow();
  }
});

test.each([...forGood])("nothing of the account is in the example %s, so that nobody runs it by accident", (key) => {
  const mine = JSON.stringify(examples[key].variables?.(data));
  const none = {
    orderNumber: null,
    certificateId: null,
    domainId: null,
    waitingRequestId: null,
    failedRequestId: null,
  };
  expect(mine).toBe(JSON.stringify(examples[key].variables?.(none)));
});
