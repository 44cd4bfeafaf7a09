const certificates: Record<string, Record<string, RegExp>> = {
  "a certificate for another name": {
    OpenSSL: /hostname mismatch/,
    GnuTLS: /name in the certificate does not match/,
    Java: /No subject alternative DNS name matching/,
    Go: /is valid for .* not other\.example\.net/,
    Node: /ERR_TLS_CERT_ALTNAME_INVALID/,
  },
  "a certificate that is over": {
    OpenSSL: /certificate has expired/,
    GnuTLS: /expired certificate/,
    NSS: /has expired/,
    Java: /CertificateExpiredException/,
    Go: /has expired/,
    Node: /CERT_HAS_EXPIRED/,
  },
  "a certificate of 398 days": {
    zlint: /e_server_cert_valid_time_longer_than_\d+_days/,
    pkilint: /cabf\.serverauth\.certificate_validity_period_exceeds_\d+_days/,
  },
  "a certificate without subjectAltName": {
    zlint: /e_ext_san_missing/,
    pkilint: /subject_altname_extension_absent/,
    Go: /relies on legacy Common Name/,
  },
  "a certificate without extKeyUsage": {
    zlint: /e_sub_cert_eku_missing/,
    pkilint: /extended_key_usage_extension_absent/,
  },
  "a certificate for TLS clients": {
    zlint: /e_sub_cert_eku_check/,
    pkilint: /serverauth_eku_absent/,
    OpenSSL: /unsuitable certificate purpose/,
    GnuTLS: /does not match the intended purpose/,
    NSS: /not approved for application/,
    Java: /does not permit use for TLS server/,
    Go: /incompatible key usage/,
    Node: /INVALID_PURPOSE/,
  },
  "a certificate with a damaged signature": {
    pkilint: /pkix\.signature_verification_failed/,
    OpenSSL: /certificate signature failure/,
    GnuTLS: /signature in the certificate is invalid/,
    NSS: /invalid signature/,
    Java: /SignatureException/,
    Go: /verification error/,
    Node: /CERT_SIGNATURE_FAILURE/,
  },
  "a certificate signed with SHA-1": {
    zlint: /e_sub_cert_or_sub_ca_using_sha1/,
    pkilint: /prohibited_signature_algorithm_encoding/,
    GnuTLS: /insecure algorithm/,
    Java: /keytool: uses the SHA1withRSA/,
    Go: /insecure algorithm/,
    Node: /digest algorithm too weak/,
  },
  // It is why a warning about the bit's presence is waived: BR 7.1.2.7.11 allows both, NSS asks for it.
  "an RSA certificate without keyEncipherment": { NSS: /key usage inadequate/ },
  "a certificate on its CRL": {
    OpenSSL: /certificate revoked/,
    GnuTLS: /revoked/,
    Java: /CertificateRevokedException/,
    Go: /revoked/,
    Node: /CERT_REVOKED/,
  },
};

const others: Record<string, Record<string, RegExp>> = {
  "a CA with a damaged signature": {
    pkilint: /pkix\.signature_verification_failed/,
    OpenSSL: /certificate signature failure/,
    GnuTLS: /signature in the certificate is invalid/,
    NSS: /invalid signature/,
    Java: /SignatureException/,
    Go: /verification error/,
    Node: /X509Certificate\.verify/,
  },
  "a CA whose basicConstraints is not critical": {
    zlint: /e_basic_constraints_not_critical/,
    pkilint: /non_critical_basic_constraints/,
    OpenSSL: /Basic Constraints of CA cert not marked critical/,
  },
  "a CRL without a number": { zlint: /e_crl_missing_crl_number/, pkilint: /pkix\.crl_number_missing/ },
  "a CRL of eleven days": { zlint: /e_crl_next_update_invalid/, pkilint: /cabf\.crl_invalid_validity_period/ },
  "a CRL with certificateHold": {
    zlint: /e_cab_crl_has_valid_reason_code/,
    pkilint: /cabf\.crl_prohibited_reason_code/,
  },
  "a root's CRL with a damaged signature": {
    OpenSSL: /verify failure/,
    GnuTLS: /signature in the certificate is invalid/,
    NSS: /SEC_ERROR_CRL_BAD_SIGNATURE/,
    Java: /SignatureException/,
    Go: /verification error/,
  },
  "an OCSP response with a damaged signature": {
    OpenSSL: /Response Verify Failure/,
    GnuTLS: /Signature failure/,
    Java: /Error verifying OCSP Response's signature/,
    Go: /bad OCSP signature/,
  },
  "an OCSP response that is over before it begins": {
    zlint: /e_this_update_not_after_produced_at/,
    pkilint: /pkix\.ocsp_negative_validity_period/,
    OpenSSL: /nextupdate before thisupdate/,
    Java: /validity interval is out-of-date/,
  },
};

/** Which tools must notice which spoiled thing, by what they then say. */
export const seenBy: Record<string, Record<string, RegExp>> = { ...certificates, ...others };
