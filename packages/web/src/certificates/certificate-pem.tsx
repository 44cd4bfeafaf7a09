import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment CertificatePem_certificate on Certificate {
    id
    pem
    chainPem
    rootPem
  }
`);

/** The certificate, its intermediate and its root as text. */
export function CertificatePem({ certificate: from }: { certificate: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const texts = [
    { key: "leaf", label: t("certificate.pemLeaf"), pem: certificate.pem },
    { key: "chain", label: t("certificate.pemChain"), pem: certificate.chainPem },
    { key: "root", label: t("certificate.pemRoot"), pem: certificate.rootPem ?? "" },
  ].filter(({ pem }) => pem !== "");
  return (
    <Section title={t("certificate.pem")}>
      <Tabs defaultValue="leaf">
        <Tabs.List mb="sm">
          {texts.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {texts.map(({ key, label, pem }) => (
          <Tabs.Panel key={key} value={key}>
            <CopyBlock value={pem.trim()} of={`${t("certificate.pem")}, ${label}`} lines={20} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
