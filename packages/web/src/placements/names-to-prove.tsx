import { useQuery } from "@apollo/client/react";
import { covers } from "@duplicert/shared/dns-name";
import { domainValidation, type Validation } from "@duplicert/shared/validation";
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NamesToProveQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { Dotted } from "../ui/dotted.tsx";
import { ValidationText } from "../words/validation-text.tsx";

const query = graphql(`
  query NamesToProve {
    domains(first: 100) {
      nodes {
        id
        name
        proofs {
          id
          scope
          obtainedAt
          voidedAt
        }
      }
    }
  }
`);

type KnownDomain = NamesToProveQuery["domains"]["nodes"][number];

/** How far each name is proved already, and that what is missing comes after the order is placed. */
export function NamesToProve({ names, now }: { names: string[]; now: Date }) {
  const { t } = useTranslation();
  const { data } = useQuery(query, { fetchPolicy: "cache-and-network" });
  if (names.length === 0 || !data) return null;
  const states = names.map((name) => ({ name, validation: bestOf(data.domains.nodes, name, now) }));
  const missing = states.some(({ validation }) => validation.status !== "VALIDATED");
  return (
    <Stack gap={4} role="status">
      {states.slice(0, 20).map(({ name, validation: { status, validUntil } }) => (
        <div key={name}>
          <Text size="sm" fw={600} component="span" mr="xs">
            <Dotted text={name} />
          </Text>
          <ValidationText validation={{ status, validUntil: validUntil?.toISOString() ?? null }} />
        </div>
      ))}
      <Text size="sm" c="dimmed">
        {t(missing ? "placement.toProve" : "placement.allProved")}
      </Text>
    </Stack>
  );
}

const worth = { VALIDATED: 2, EXPIRED: 1, PENDING: 0 };

/** By the same rule as on the server, for the domains that are known here. */
function bestOf(domains: readonly KnownDomain[], name: string, now: Date): Validation {
  const states = domains
    .filter((domain) => covers(domain.name, name))
    .map((domain) =>
      domainValidation(
        domain.name,
        name,
        domain.proofs.map(({ id, scope, obtainedAt, voidedAt }) => ({
          id,
          scope,
          kind: "DOMAIN",
          obtainedAt: new Date(obtainedAt),
          voidedAt: voidedAt === null ? null : new Date(voidedAt),
        })),
        now,
      ),
    );
  const nothing: Validation = { status: "PENDING", validFrom: null, validUntil: null, proofId: null };
  return states.sort((a, b) => worth[b.status] - worth[a.status])[0] ?? nothing;
}
