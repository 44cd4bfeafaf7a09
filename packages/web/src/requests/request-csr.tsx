import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CsrContent } from "../csr/csr-content.tsx";
import { useCsrReading } from "../csr/use-csr-reading.ts";
import { graphql } from "../gql/index.ts";
import { CopyBlock } from "../ui/copy-block.tsx";

const fragment = graphql(`
  fragment RequestCsr_request on IssuingRequest {
    id
    csr
    dnsNames
    order {
      id
      dnsNames
    }
  }
`);

/** The CSR of a request, decoded in the browser, and as it was handed in. */
export function RequestCsr({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  const reading = useCsrReading(request.csr);
  // of a duplicate, the order's: it may have fewer
  const names = request.__typename === "DuplicateRequest" ? request.order.dnsNames : request.dnsNames;
  return (
    <Stack gap="sm">
      {reading?.csr && <CsrContent csr={reading.csr} orderNames={names} />}
      <details>
        <summary style={{ cursor: "pointer", fontSize: "0.875rem" }}>{t("request.csrText")}</summary>
        <div style={{ marginTop: 8 }}>
          <CopyBlock value={request.csr} of={t("request.csrText")} lines={16} />
        </div>
      </details>
    </Stack>
  );
}
