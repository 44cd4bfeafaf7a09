import type { OrganizationDetails } from "@duplicert/shared/organization-details";
import type { ContactDetails } from "@duplicert/shared/organization-refusals";
import { Field, ID, InputType } from "type-graphql";
import { plainText } from "../foundation/plain-text.ts";

// more than any field may have: how long each may be, the rules say in words
const longest = 1000;

@InputType({ description: "An organization to add, as official records have it." })
export class AddOrganizationInput {
  @Field(() => String, { description: "Registered name (O), at most 64 characters." }) legalName: string;
  @Field(() => String, { nullable: true, description: "Street address; needed before it is submitted." })
  streetAddress?: string | null;
  @Field(() => String, { nullable: true, description: "City (L); it or the state is needed before it is submitted." })
  locality?: string | null;
  @Field(() => String, { nullable: true, description: "State or province (ST)." }) stateOrProvince?: string | null;
  @Field(() => String, { nullable: true, description: "Postal code." }) postalCode?: string | null;
  @Field(() => String, { description: "Country (C), ISO 3166-1 alpha-2." }) country: string;
  @Field(() => String, { nullable: true, description: "Registration number; EV needs it." })
  registrationNumber?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Private Organization, Government Entity, Business Entity or Non-Commercial Entity (EVG 7.1.4.2.3); EV needs it.",
  })
  businessCategory?: string | null;
  @Field(() => String, { nullable: true, description: "Country of incorporation or registration; EV needs it." })
  jurisdictionCountry?: string | null;
  @Field(() => String, { nullable: true, description: "Main phone number, with + and the country's code." })
  phone?: string | null;
}

@InputType({ description: "What to change of an organization: a field left out stays, null empties it." })
export class ChangeOrganizationInput {
  @Field(() => ID, { description: "Id of the organization." }) id: string;
  @Field(() => String, { nullable: true, description: "Registered name (O)." }) legalName?: string | null;
  @Field(() => String, { nullable: true, description: "Street address." }) streetAddress?: string | null;
  @Field(() => String, { nullable: true, description: "City (L)." }) locality?: string | null;
  @Field(() => String, { nullable: true, description: "State or province (ST)." }) stateOrProvince?: string | null;
  @Field(() => String, { nullable: true, description: "Postal code." }) postalCode?: string | null;
  @Field(() => String, { nullable: true, description: "Country (C)." }) country?: string | null;
  @Field(() => String, { nullable: true, description: "Registration number." }) registrationNumber?: string | null;
  @Field(() => String, { nullable: true, description: "Business category." }) businessCategory?: string | null;
  @Field(() => String, { nullable: true, description: "Country of incorporation or registration." })
  jurisdictionCountry?: string | null;
  @Field(() => String, { nullable: true, description: "Main phone number; no legal detail." }) phone?: string | null;
}

type Wished = OrganizationDetails & { phone: string | null };

/** What an input asks for: trimmed, empty as null, countries in upper case; what is left out as `before` has it. */
export function wishedOrganization(
  input: AddOrganizationInput | ChangeOrganizationInput,
  before: Wished | null,
): Wished {
  const field = (name: keyof Wished): string | null =>
    input[name] === undefined ? (before?.[name] ?? null) : plainText(name, input[name], longest);
  return {
    legalName: field("legalName") ?? "",
    streetAddress: field("streetAddress"),
    locality: field("locality"),
    stateOrProvince: field("stateOrProvince"),
    postalCode: field("postalCode"),
    country: field("country")?.toUpperCase() ?? "",
    registrationNumber: field("registrationNumber"),
    businessCategory: field("businessCategory"),
    jurisdictionCountry: field("jurisdictionCountry")?.toUpperCase() ?? null,
    phone: field("phone"),
  };
}

@InputType({ description: "A person who speaks for an organization." })
export class AddOrganizationContactInput {
  @Field(() => ID, { description: "Id of the organization." }) organizationId: string;
  @Field(() => String, { description: "Name." }) name: string;
  @Field(() => String, { description: "E-mail address." }) email: string;
  @Field(() => String, { nullable: true, description: "Phone number, with + and the country's code; EV needs it." })
  phone?: string | null;
  @Field(() => String, { nullable: true, description: "Title or office." }) title?: string | null;
}

@InputType({ description: "What to change of a contact: a field left out stays, null empties it." })
export class ChangeOrganizationContactInput {
  @Field(() => ID, { description: "Id of the contact." }) id: string;
  @Field(() => String, { nullable: true, description: "Name." }) name?: string | null;
  @Field(() => String, { nullable: true, description: "E-mail address." }) email?: string | null;
  @Field(() => String, { nullable: true, description: "Phone number." }) phone?: string | null;
  @Field(() => String, { nullable: true, description: "Title or office." }) title?: string | null;
}

/** What an input asks a contact to be; what is left out as `before` has it. */
export function wishedContact(
  input: AddOrganizationContactInput | ChangeOrganizationContactInput,
  before: ContactDetails | null,
): ContactDetails {
  const field = (name: keyof ContactDetails): string | null =>
    input[name] === undefined ? (before?.[name] ?? null) : plainText(name, input[name], longest);
  return {
    name: field("name") ?? "",
    email: field("email") ?? "",
    phone: field("phone"),
    title: field("title"),
  };
}
