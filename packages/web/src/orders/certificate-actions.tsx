import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconCopyPlus, IconDownload, IconFileDownload, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { reissueRefusalWords, type SpokenReissueRefusal } from "../words/reissue-refusal-words.ts";
import { RevokeItem } from "../words/revoke-item.tsx";
import { whyNoDuplicateId } from "./why-no-duplicate.tsx";

const fragment = graphql(`
  fragment CertificateActions_order on Order {
    id
    number
    product {
      key
      duplicatesAllowed
    }
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
    reissueEligibility {
      refusals {
        code
        subject
      }
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
          <Unavailable
            label={t("order.requestDuplicate")}
            why={t(order.product.duplicatesAllowed ? "order.notNow" : "order.notForDv")}
            onClick={() => setAsked(true)}
          />
        )}
        <ReissueItem number={order.number} refusals={order.reissueEligibility.refusals} />
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

/** Leads to the form; where that is not possible now, it says why, and the page it leads to says all of it. */
function ReissueItem({ number, refusals: [refusal] }: { number: number; refusals: SpokenReissueRefusal[] }) {
  const { t } = useTranslation();
  return (
    <Menu.Item
      component={Link}
      to={`/orders/${number}/reissues/new`}
      c={refusal && "dimmed"}
      leftSection={<IconRefresh size={16} aria-hidden opacity={refusal ? 0.5 : 1} />}
    >
      {t("reissue.action")}
      {refusal && <Text size="xs">{reissueRefusalWords(t, refusal).message}</Text>}
    </Menu.Item>
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
