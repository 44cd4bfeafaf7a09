import { useEffect } from "react";
import { useLocation } from "react-router";

/** Goes to the part of the page that the URL's hash names; the router looks for it before a suspended page is there. */
export function useScrollToHash(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}
