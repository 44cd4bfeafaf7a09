/** A finding that is meant to be there: which tool, on which items (all whose id begins so), and why that is right. */
export interface Waiver {
  tool: string;
  finding: string;
  on: readonly string[];
  reason: string;
}

const everySubscriber = ["DV-", "OV-", "EV-"];
const commonName =
  "BR 7.1.4.3 allows a common name that repeats a name of the subjectAltName, as lint proves of ours; devices and people find certificates by it.";

/** All there are. One that no run needs any more fails the run. */
export const waivers: readonly Waiver[] = [
  {
    tool: "zlint",
    finding: "w_ext_subject_key_identifier_missing_sub_cert",
    on: everySubscriber,
    reason:
      "BR 7.1.2.7.6 says NOT RECOMMENDED of subjectKeyIdentifier in a subscriber's certificate, and is stricter than the SHOULD of RFC 5280 §4.2.1.2.",
  },
  { tool: "zlint", finding: "w_subject_common_name_included", on: everySubscriber, reason: commonName },
  { tool: "pkilint", finding: "cabf.serverauth.dv.common_name_attribute_present", on: ["DV-"], reason: commonName },
  { tool: "pkilint", finding: "cabf.serverauth.ov.common_name_attribute_present", on: ["OV-"], reason: commonName },
  { tool: "pkilint", finding: "cabf.ev_guidelines.common_name_attribute_present", on: ["EV-"], reason: commonName },
  {
    tool: "pkilint",
    finding: "cabf.serverauth.subscriber_rsa_digitalsignature_and_keyencipherment_present",
    on: everySubscriber,
    reason:
      "BR 7.1.2.7.11 allows both bits for an RSA key. NSS refuses a TLS server's RSA certificate without keyEncipherment, as this run shows with one.",
  },
  {
    tool: "zlint",
    finding: "e_cab_crl_has_valid_reason_code",
    on: ["crl/root/root.crl/revoked", "crl/root-2/root-2.crl/revoked"],
    reason:
      "RFC 5280 §5.3.1 has cACompromise for CA certificates, which alone are on a root's CRL; zlint's list is of the reasons for subscribers (BR 7.2.2). pkilint, which tells them apart, agrees.",
  },
];
