import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconCopyPlus, IconDownload, IconFileDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { RevokeItem } from "../words/revoke-item.tsx";
import { whyNoDuplicateId } from "./why-no-duplicate.tsx";

const fragment = graphql(`
  fragment CertificateActions_order on Order {
    id
    number
    defaultPlatform {
      id
      name
      defaultFormat
    }
    certificate {
      id
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
    duplicateEligibility {
      allowed
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
  order: FragmentType<typeof fragment>;
  /** The primary certificate, by its id, or null for the whole order. */
  onRevoke: (certificateId: string | null) => void;
}

/** The menu of what can be done with the order's certificate; what cannot be done leads to the reasons. */
export function CertificateActions({ order: from, onRevoke }: Props) {
  const { t } = useTranslation();
  const { data: order } = useSuspenseFragment({ fragment, from });
  const [asked, setAsked] = useState(false); // for the reasons: then the focus goes there, not back to the button
  const { certificate, defaultPlatform } = order;
  const download = certificate?.downloads.find(({ format }) => format === defaultPlatform.defaultFormat);
  return (
    <Menu
      position="bottom-end"
      width={300}
      withinPortal
      returnFocus={!asked}
      onOpen={() => setAsked(false)}
      onExitTransitionEnd={() => asked && showReasons()}
    >
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{t("order.actions")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {order.duplicateEligibility.allowed ? (
          <Menu.Item
            component={Link}
            to={`/orders/${order.number}/duplicates/new`}
            leftSection={<IconCopyPlus size={16} aria-hidden />}
          >
            {t("order.requestDuplicate")}
          </Menu.Item>
        ) : (
          <Unavailable label={t("order.requestDuplicate")} why={t("order.notNow")} onClick={() => setAsked(true)} />
        )}
        <Menu.Divider />
        {certificate && download ? (
          <>
            <Menu.Item component="a" href={download.url} download leftSection={<IconDownload size={16} aria-hidden />}>
              {t("certificate.downloadFor", { platform: defaultPlatform.name })}
            </Menu.Item>
            <Menu.Item
              component={Link}
              to={`/certificates/${certificate.id}#downloads`}
              leftSection={<IconFileDownload size={16} aria-hidden />}
            >
              {t("order.allFormats")}
            </Menu.Item>
          </>
        ) : (
          <Menu.Item disabled leftSection={<IconDownload size={16} aria-hidden />}>
            {t("order.download")}
            <Text size="xs">{t("order.nothingToDownload")}</Text>
          </Menu.Item>
        )}
        <Menu.Divider />
        {certificate && (
          <RevokeItem
            label={t("revocation.certificate")}
            refusals={certificate.revocationEligibility.refusals}
            onClick={() => onRevoke(certificate.id)}
          />
        )}
        <RevokeItem
          label={t("revocation.order")}
          refusals={order.revocationEligibility.refusals}
          onClick={() => onRevoke(null)}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

// Not `disabled`: that would take it away from the keyboard, and with it the way to the reasons.
function Unavailable({ label, why, onClick }: { label: string; why: string; onClick: () => void }) {
  return (
    <Menu.Item
      component="button"
      aria-disabled
      c="dimmed"
      onClick={onClick}
      leftSection={<IconCopyPlus size={16} aria-hidden opacity={0.5} />}
    >
      {label}
      <Text size="xs">{why}</Text>
    </Menu.Item>
  );
}

function showReasons() {
  const box = document.getElementById(whyNoDuplicateId);
  box?.scrollIntoView({ block: "nearest" });
  box?.focus({ preventScroll: true });
}
