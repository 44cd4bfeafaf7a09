import { IconAdjustments, IconChecklist, IconFileCertificate, IconTerminal2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import classes from "./layout.module.css";

/** The left menu's links. */
export function Menu() {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t("app.certificates")}>
        <Item to="/orders" icon={<IconFileCertificate size={18} aria-hidden />} label={t("app.orders")} />
        <Item to="/requests" icon={<IconChecklist size={18} aria-hidden />} label={t("app.requests")} />
      </Section>
      <Section title={t("app.developers")}>
        <Item to="/playground" icon={<IconTerminal2 size={18} aria-hidden />} label={t("app.playground")} />
      </Section>
    </>
  );
}

/** What the account's administrators see below. */
export function SettingsMenu() {
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
