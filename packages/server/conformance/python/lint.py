"""Asks pkilint about certificates, CRLs and OCSP responses, as its own commands do."""

import functools
import json
import sys

from pkilint import finding_filter, loader, pkix
from pkilint.bin import lint_pkix_signer_signee_cert_chain as chain
from pkilint.cabf import cabf_crl, serverauth
from pkilint.cabf.serverauth import serverauth_constants
from pkilint.pkix import certificate, crl, extension, name, ocsp

DECODERS = [
    pkix.create_attribute_decoder(name.ATTRIBUTE_TYPE_MAPPINGS),
    pkix.create_extension_decoder(extension.EXTENSION_MAPPINGS),
]


@functools.cache
def certificate_validator(kind):
    """Made once for each kind: every one of them reads the public suffix list anew, which takes a second."""
    return certificate.create_pkix_certificate_validator_container(
        serverauth.create_decoding_validators(), serverauth.create_validators(kind)
    )


def lint_certificate(item):
    """lint_cabf_serverauth_cert, and lint_pkix_signer_signee_cert_chain with its issuer."""
    kind = serverauth_constants.CertificateType.from_option_str(item["type"])
    document = load(loader.RFC5280CertificateDocumentLoader(), item["der"])
    results = certificate_validator(kind).validate(document.root)
    filters = serverauth.create_serverauth_finding_filters(kind)
    return finding_filter.filter_results(filters, results)[0] + lint_chain(item)


def lint_chain(item):
    both = {}
    for role, path in (("issuer", item["issuerDer"]), ("subject", item["der"])):
        with open(path, "rb") as file:
            both[role] = loader.RFC5280CertificateDocumentLoader().load_der_document(file.read(), path, role, both)
    decoders = chain.create_decoder_validation_container()
    results = decoders.validate(both["issuer"].root) + decoders.validate(both["subject"].root)
    results += chain.create_issuer_validation_container().validate(both["issuer"].root)
    return results + chain.create_subject_validation_container().validate(both["subject"].root)


def lint_crl(item):
    """lint_crl with the profile BR; the root's is an ARL."""
    kind = crl.CertificateRevocationListType[item["type"]]
    validator = crl.create_pkix_crl_validator_container(
        DECODERS,
        [
            crl.create_issuer_validator_container([]),
            crl.create_validity_validator_container([cabf_crl.create_validity_period_validator(kind)]),
            crl.create_extensions_validator_container([]),
            cabf_crl.CabfCrlReasonCodeAllowlistValidator(kind),
        ],
    )
    return validator.validate(load(loader.RFC5280CertificateListDocumentLoader(), item["der"]).root)


def lint_ocsp(item):
    """lint_ocsp_response."""
    validator = ocsp.create_pkix_ocsp_response_validator_container(
        [ocsp.create_response_decoder(), *DECODERS], []
    )
    return validator.validate(load(loader.RFC6960OCSPResponseDocumentLoader(), item["der"]).root)


def load(reader, path):
    with open(path, "rb") as file:
        return reader.load_der_document(file.read(), path)


LINTERS = {"certificate": lint_certificate, "ca": lint_certificate, "crl": lint_crl, "ocsp": lint_ocsp}


def findings(item):
    try:
        results = LINTERS[item["kind"]](item)
    except ValueError as error:
        return [{"id": "unreadable", "level": "fatal", "text": str(error)}]
    return [
        {
            "id": str(found.finding.code),
            "level": found.finding.severity.name.lower(),
            "text": str(found.message or ""),
        }
        for result in results
        for found in result.finding_descriptions
        if found.finding.severity.name != "DEBUG"
    ]


with open(sys.argv[1], encoding="utf-8") as told:
    items = json.load(told)["items"]
json.dump({item["id"]: findings(item) for item in items}, sys.stdout)
