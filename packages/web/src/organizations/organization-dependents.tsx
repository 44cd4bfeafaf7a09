import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Dependents } from "../words/dependents.tsx";

const fragment = graphql(`
  fragment OrganizationDependents_organization on Organization {
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

/** The orders and waiting requests that rely on an organization's validation. */
export function OrganizationDependents({ organization: from }: { organization: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  const { dependents, waitingRequests } = organization;
  return <Dependents lead={t("lapse.organizationLead")} orders={dependents} requests={waitingRequests} />;
}
