// Asks zlint about certificates, CRLs and OCSP responses.
package main

import (
	"log"
	"regexp"

	"duplicert/conformance/manifest"

	"github.com/zmap/zcrypto/x509"
	"github.com/zmap/zlint/v3"
	"github.com/zmap/zlint/v3/lint"
	"golang.org/x/crypto/ocsp"
)

var levels = map[lint.LintStatus]string{
	lint.Notice: "notice", lint.Warn: "warning", lint.Error: "error", lint.Fatal: "fatal",
}

// BR 7.2: twelve months for the CRL of CA certificates, ten days for that of subscribers'. zlint has to be told which it is.
const ofCAs = "[e_crl_next_update_invalid]\nSubscriberCRL = false\n"

var forCAs lint.Registry

func main() {
	manifest.Judge(func(manifest.Bench) func(manifest.Item) []manifest.Finding { return judge })
}

func init() {
	configuration, err := lint.NewConfigFromString(ofCAs)
	if err != nil {
		log.Fatal(err)
	}
	// All of them, but another registry: without a filter the global one comes back, and would be configured too.
	if forCAs, err = lint.GlobalRegistry().Filter(lint.FilterOptions{NameFilter: regexp.MustCompile(".")}); err != nil {
		log.Fatal(err)
	}
	forCAs.SetConfiguration(configuration)
}

func judge(item manifest.Item) []manifest.Finding {
	results, err := ask(item, manifest.Read(item.DER))
	if err != nil {
		return []manifest.Finding{{ID: "unreadable", Level: "fatal", Text: err.Error()}}
	}
	var found []manifest.Finding
	for name, result := range results.Results {
		if level, bad := levels[result.Status]; bad {
			found = append(found, manifest.Finding{ID: name, Level: level, Text: result.Details})
		}
	}
	return found
}

func ask(item manifest.Item, der []byte) (*zlint.ResultSet, error) {
	switch item.Kind {
	case "crl":
		crl, err := x509.ParseRevocationList(der)
		if item.Type == "ARL" {
			return zlint.LintRevocationListEx(crl, forCAs), err
		}
		return zlint.LintRevocationList(crl), err
	case "ocsp":
		response, err := ocsp.ParseResponse(der, nil)
		return zlint.LintOcspResponse(response), err
	}
	certificate, err := x509.ParseCertificate(der)
	return zlint.LintCertificate(certificate), err
}
