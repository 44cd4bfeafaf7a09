import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Dependents } from "../words/dependents.tsx";

const fragment = graphql(`
  fragment DomainDependents_domain on Domain {
    id
    dependents: orders(first: 10) {
      totalCount
      nodes {
        id
        number
        commonName
        status
      }
    }
    waitingRequests {
      id
      order {
        id
        number
        commonName
      }
    }
  }
`);

/** The orders and waiting requests that rely on a domain's validation. */
export function DomainDependents({ domain: from }: { domain: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  const { dependents, waitingRequests } = domain;
  return <Dependents lead={t("lapse.domainLead")} orders={dependents} requests={waitingRequests} />;
}
