import {
  IconAdjustments,
  IconBuilding,
  IconChecklist,
  IconFileCertificate,
  IconTerminal2,
  IconUserCheck,
  IconWorld,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { Role } from "../gql/graphql.ts";
import classes from "./layout.module.css";

/** The left menu's links, as they are for that role; null while nobody is signed in. */
export function Menu({ role }: { role: Role | null }) {
  const { t } = useTranslation();
  return (
    <>
      {role === "VALIDATION_SPECIALIST" ? <Specialists /> : <Customers />}
      <Section title={t("app.developers")}>
        <Item to="/playground" icon={<IconTerminal2 size={18} aria-hidden />} label={t("app.playground")} />
      </Section>
      {role === "ADMINISTRATOR" && <Settings />}
    </>
  );
}

function Customers() {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t("app.certificates")}>
        <Item to="/orders" icon={<IconFileCertificate size={18} aria-hidden />} label={t("app.orders")} />
        <Item to="/requests" icon={<IconChecklist size={18} aria-hidden />} label={t("app.requests")} />
      </Section>
      <Section title={t("app.validation")}>
        <Item to="/domains" icon={<IconWorld size={18} aria-hidden />} label={t("app.domains")} />
        <Item to="/organizations" icon={<IconBuilding size={18} aria-hidden />} label={t("app.organizations")} />
      </Section>
    </>
  );
}

function Specialists() {
  const { t } = useTranslation();
  return (
    <Section title={t("app.validation")}>
      <Item to="/verifications" icon={<IconUserCheck size={18} aria-hidden />} label={t("app.verifications")} />
    </Section>
  );
}

/** What the account's administrators see below. */
function Settings() {
  const { t } = useTranslation();
  return (
    <Section title={t("app.settings")}>
      <Item
        to="/settings/preferences"
        icon={<IconAdjustments size={18} aria-hidden />}
        label={t("settings.preferences")}
      />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <div className={classes.section}>{title}</div>
      {children}
    </div>
  );
}

function Item({ to, icon, label }: { to: string; icon: ReactNode; label: string }) {
  return (
    <NavLink to={to} className={classes.link}>
      {icon}
      {label}
    </NavLink>
  );
}
