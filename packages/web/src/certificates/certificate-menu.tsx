import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { RevokeItem } from "../words/revoke-item.tsx";

const fragment = graphql(`
  fragment CertificateMenu_certificate on Certificate {
    id
    serverPlatform {
      id
      name
      defaultFormat
    }
    downloads {
      format
      url
    }
    revocationEligibility {
      refusals {
        code
        subject
      }
    }
  }
`);

interface Props {
  certificate: FragmentType<typeof fragment>;
  onRevoke: () => void;
}

/** The menu of what can be done with this certificate. */
export function CertificateMenu({ certificate: from, onRevoke }: Props) {
  const { t } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const { serverPlatform, downloads, revocationEligibility } = certificate;
  const download = downloads.find(({ format }) => format === (serverPlatform?.defaultFormat ?? "default"));
  return (
    <Menu position="bottom-end" width={300} withinPortal>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{t("order.actions")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {download && (
          <>
            <Menu.Item component="a" href={download.url} download leftSection={<IconDownload size={16} aria-hidden />}>
              {serverPlatform
                ? t("certificate.downloadFor", { platform: serverPlatform.name })
                : t("certificate.downloadDefault")}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <RevokeItem label={t("revocation.certificate")} refusals={revocationEligibility.refusals} onClick={onRevoke} />
      </Menu.Dropdown>
    </Menu>
  );
}
