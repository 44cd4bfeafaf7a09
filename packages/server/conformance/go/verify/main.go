// Asks Go's own crypto/x509, as a Go client would: chain, name, purpose, and the CRLs.
package main

import (
	"crypto/x509"
	"fmt"
	"log"
	"math/big"
	"strings"

	"duplicert/conformance/manifest"

	"golang.org/x/crypto/ocsp"
)

func main() { manifest.Judge(prepare) }

type trust struct {
	roots   *x509.CertPool
	revoked map[string]bool
}

func prepare(bench manifest.Bench) func(manifest.Item) []manifest.Finding {
	t := trust{roots: x509.NewCertPool(), revoked: map[string]bool{}}
	t.roots.AddCert(mustParse(bench.RootDER))
	for _, file := range bench.CRLs {
		crl, err := x509.ParseRevocationList(manifest.Read(file.DER))
		if err != nil {
			log.Fatal(err)
		}
		for _, entry := range crl.RevokedCertificateEntries {
			t.revoked[serialKey(crl.RawIssuer, entry.SerialNumber)] = true
		}
	}
	return t.judge
}

func (t trust) judge(item manifest.Item) []manifest.Finding {
	issuer := mustParse(item.IssuerDER)
	switch item.Kind {
	case "crl":
		return asFinding(verifyCRL(manifest.Read(item.DER), issuer))
	case "ocsp":
		return asFinding(verifyAnswer(item, issuer))
	}
	certificate, err := x509.ParseCertificate(manifest.Read(item.DER))
	if err != nil {
		return asFinding(err)
	}
	between := x509.NewCertPool()
	between.AddCert(issuer)
	_, err = certificate.Verify(x509.VerifyOptions{
		DNSName: item.HostName, Roots: t.roots, Intermediates: between,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	if err == nil && (t.isRevoked(certificate) || t.isRevoked(issuer)) {
		err = fmt.Errorf("revoked by its CRL")
	}
	return asFinding(err)
}

func (t trust) isRevoked(certificate *x509.Certificate) bool {
	return t.revoked[serialKey(certificate.RawIssuer, certificate.SerialNumber)]
}

func serialKey(issuer []byte, serial *big.Int) string { return string(issuer) + serial.Text(16) }

func verifyCRL(der []byte, issuer *x509.Certificate) error {
	crl, err := x509.ParseRevocationList(der)
	if err != nil {
		return err
	}
	return crl.CheckSignatureFrom(issuer)
}

var statuses = map[int]string{ocsp.Good: "good", ocsp.Revoked: "revoked"}

func verifyAnswer(item manifest.Item, issuer *x509.Certificate) error {
	answer, err := ocsp.ParseResponseForCert(manifest.Read(item.DER), mustParse(item.AboutDER), issuer)
	if err == nil && statuses[answer.Status] != item.Type {
		err = fmt.Errorf("status %d", answer.Status)
	}
	return err
}

func mustParse(path string) *x509.Certificate {
	certificate, err := x509.ParseCertificate(manifest.Read(path))
	if err != nil {
		log.Fatal(err)
	}
	return certificate
}

func asFinding(err error) []manifest.Finding {
	if err == nil {
		return nil
	}
	text := strings.TrimPrefix(err.Error(), "x509: ")
	return []manifest.Finding{{ID: text, Level: "error", Text: text}}
}
