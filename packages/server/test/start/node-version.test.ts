import { expect, test } from "@jest/globals";
import { nodeRefusal } from "../../src/start/node-version.ts";

test("Node 24 and later may run the server, an older one is told so in one line", () => {
  expect(nodeRefusal("v24.0.0")).toBeNull();
  expect(nodeRefusal("v26.1.0")).toBeNull();
  for (const version of ["v20.19.0", "v22.20.0", "v23.11.1"]) {
    expect(nodeRefusal(version)).toMatch(
      new RegExp(`^Duplicert needs Node 24 or newer, and this is ${version}: [^\\n]+$`),
    );
  }
});
