import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "@jest/globals";
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { buildSchema, schemaText } from "../src/schema.ts";

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
});
const types = () =>
  Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type));

test("schema.graphql is what the code says", async () => {
  const committed = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");
  expect(committed).toBe(await schemaText());
});

test("everything in the schema is described", () => {
  const bare: string[] = [];
  const look = (name: string, described: { description?: string | null }) => {
    if (!described.description?.trim()) bare.push(name);
  };
  for (const type of types()) {
    if (!["Query", "Mutation"].includes(type.name)) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      // `input` and `filter` are told of by their types, `id` by what it is the id of
      for (const argument of field.args)
        if (!["input", "filter", "id"].includes(argument.name))
          look(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(bare).toEqual([]);
});

test("every refusal can be selected as a Problem, and every mutation's answer is one of named things", () => {
  const problems = new Set(schema.getPossibleTypes(schema.getType("Problem") as never).map((type) => type.name));
  const entities = new Set([
    ...["DuplicateRequest", "OrderRequest", "ReissueRequest", "RevocationRequest"],
    ...["Order", "CertificateContent", "Account", "CompromisedKey"],
    ...["Domain", "DomainChallenge"],
    ...["Organization", "OrganizationContact", "OrganizationVerification"],
  ]);
  for (const type of types()) {
    if (!type.name.endsWith("Result") || !("getTypes" in type)) continue;
    for (const member of type.getTypes())
      expect([type.name, member.name, problems.has(member.name) || entities.has(member.name)]).toEqual([
        type.name,
        member.name,
        true,
      ]);
  }
});

test("nothing secret or internal has become a field", () => {
  const names = types().flatMap((type) =>
    isObjectType(type) && !type.name.startsWith("Idempotency")
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
  expect(
    names.filter((name) => /password|secret|token|privateKey|accountId|inputSha256|idempotencyKey|keyName/i.test(name)),
  ).toEqual([]);
});

test("the names of the contract are there", () => {
  const fields = (name: string) => Object.keys((schema.getType(name) as never as { getFields(): object }).getFields());
  expect(fields("Query")).toEqual(
    expect.arrayContaining([
      "viewer",
      "order",
      "orders",
      "certificate",
      "certificateRequest",
      "certificateRequests",
      "inspectCsr",
      "serverPlatforms",
      "keyChecks",
    ]),
  );
  expect(fields("Mutation")).toEqual(
    expect.arrayContaining([
      ...["requestDuplicate", "approveRequest", "rejectRequest", "cancelRequest", "retryRequest"],
      ...["reportCompromisedKey", "setKeyPolicy"],
    ]),
  );
  expect(fields("Order")).toEqual(
    expect.arrayContaining([
      ...[
        "id",
        "number",
        "status",
        "product",
        "commonName",
        "dnsNames",
        "validFrom",
        "validTo",
        "createdAt",
        "orderValidTo",
        "organization",
        "domains",
      ],
      ...["contacts", "certificate", "certificates", "duplicateRequests", "duplicateEligibility"],
    ]),
  );
  expect(fields("Certificate")).toEqual(
    expect.arrayContaining([
      ...[
        "id",
        "order",
        "kind",
        "status",
        "serialNumber",
        "commonName",
        "dnsNames",
        "validFrom",
        "validTo",
        "signatureHash",
        "keyAlgorithm",
      ],
      ...["sha256Fingerprint", "spkiSha256", "pem", "chainPem", "serverPlatform", "serverName", "request"],
    ]),
  );
  expect(fields("RequestDuplicateInput").sort()).toEqual(
    [
      "orderNumber",
      "csr",
      "validTo",
      "signatureHash",
      "serverPlatform",
      "commonName",
      "dnsNames",
      "serverName",
      "comments",
      "skipApproval",
      "idempotencyKey",
      "contentSha256",
    ].sort(),
  );
});
