import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type en from "./en.json";

type Kind = keyof typeof en.status;
type Status<K extends Kind> = Extract<keyof (typeof en.status)[K], string>;

const green = { bg: "#dff3e4", fg: "#14532d" };
const blue = { bg: "#e0effa", fg: "#0f4c81" };
const amber = { bg: "#fdf0d0", fg: "#6f4400" };
const red = { bg: "#fde4e4", fg: "#8c1d1d" };
const grey = { bg: "#e9edef", fg: "#3d4a50" };

// A new status does not compile until it has a colour here and a sentence in every language.
const colors: { [K in Kind]: Record<Status<K>, { bg: string; fg: string }> } = {
  order: {
    NEEDS_APPROVAL: amber,
    PENDING: amber,
    PROCESSING: blue,
    ISSUED: green,
    REISSUE_PENDING: blue,
    EXPIRED: grey,
    REVOKED: red,
    REJECTED: red,
    CANCELED: grey,
  },
  certificate: { ISSUED: green, EXPIRED: grey, REVOCATION_PENDING: amber, REVOKED: red },
  request: {
    SUBMITTED: amber,
    PENDING: amber,
    APPROVED: blue,
    ISSUED: green,
    REJECTED: red,
    CANCELED: grey,
    FAILED: red,
  },
  revocation: {
    SUBMITTED: amber,
    PENDING: amber,
    APPROVED: red,
    ISSUED: red,
    REJECTED: grey,
    CANCELED: grey,
    FAILED: red,
  },
  validation: { VALIDATED: green, PENDING: amber, EXPIRED: red },
  challenge: { OPEN: blue, PROVED: green, REPLACED: grey, EXPIRED: grey, CANCELED: grey },
  verification: { SUBMITTED: amber, COLLECTED: blue, VALIDATED: green, DECLINED: red, CANCELED: grey },
};

/** A status in words on its colour: `<StatusBadge of="order" status={order.status} />`. */
export function StatusBadge<K extends Kind>({ of, status }: { of: K; status: Status<K> }) {
  const { t } = useTranslation();
  const { bg, fg } = colors[of][status];
  return (
    <Badge
      variant="light"
      radius="sm"
      tt="none"
      fw={600}
      style={{ background: bg, color: fg, minWidth: "max-content" }}
    >
      {t(`status.${of}.${status}` as never)}
    </Badge>
  );
}
