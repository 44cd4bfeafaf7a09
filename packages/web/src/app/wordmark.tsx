import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import classes from "./layout.module.css";

/** The product's name with its sign: two certificates, the front one in order. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <Link to="/orders" className={classes.wordmark}>
      <img src="/favicon.svg" alt="" width={26} height={26} />
      {t("app.name")}
    </Link>
  );
}
