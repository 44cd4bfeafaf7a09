import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { buildSchema, isAbstractType } from "graphql";
import { possibleTypes } from "./possible-types.ts";

test("the cache knows the types behind every interface and union of the API", () => {
  const schema = buildSchema(readFileSync(new URL("../../../server/schema.graphql", import.meta.url), "utf8"));
  const inSchema = Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type))
    .map(
      (type) =>
        [
          type.name,
          schema
            .getPossibleTypes(type)
            .map((possible) => possible.name)
            .sort(),
        ] as const,
    );

  const known = Object.entries(possibleTypes).map(([name, types]) => [name, [...types].sort()] as const);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(inSchema));
});
