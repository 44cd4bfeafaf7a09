import { expect, test } from "@jest/globals";
import { loadProfiles, type Profile, profileFaults, profileOf } from "./profile.ts";

const changed = (name: "DV" | "OV" | "EV", change: Partial<Profile>): Profile => ({ ...profileOf(name), ...change });
const without = (profile: Profile, fact: string) => profile.subject.filter((field) => field.fact !== fact);

test("the three profiles in force are good", () => {
  expect((["DV", "OV", "EV"] as const).flatMap((name) => profileFaults(profileOf(name)))).toEqual([]);
});

test("a bad profile is refused when it is loaded, with the reason", () => {
  expect(() => loadProfiles([changed("OV", { policyOid: "2.23.140.1.1" })])).toThrow(/OV is refused: the policy is/);
});

test.each<[string, Profile]>([
  ["version", changed("OV", { version: 0 })],
  ["extended key usage", changed("OV", { extendedKeyUsage: ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"] })],
  ["RSA keys", changed("OV", { keyUsage: { RSA: [0, 2, 5], EC: [0] } })],
  ["EC keys", changed("OV", { keyUsage: { RSA: [0, 2], EC: [0, 2] } })],
  [
    "no subject field comes twice",
    changed("OV", { subject: [...profileOf("OV").subject, ...profileOf("DV").subject] }),
  ],
  ["a DV subject", changed("DV", { subject: profileOf("OV").subject })],
  ["the subject requires", changed("OV", { subject: without(profileOf("OV"), "organization") })],
  ["registrationNumber", changed("EV", { subject: without(profileOf("EV"), "registrationNumber") })],
  ["a state or a locality", changed("OV", { oneOf: [] })],
  ["is allowed", changed("OV", { oneOf: ["postalCode"] })],
  ["an EV certificate has no wildcard", changed("EV", { wildcards: true })],
])("a profile that breaks the rule about %s is found out", (reason, profile) => {
  expect(profileFaults(profile).join("; ")).toContain(reason);
});
