// Package manifest is how the runner says what to judge, and how it is answered.
package manifest

import (
	"encoding/json"
	"log"
	"os"
)

// Item is one signed thing on disk.
type Item struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	Type      string `json:"type"`
	DER       string `json:"der"`
	IssuerDER string `json:"issuerDer"`
	HostName  string `json:"hostName"`
	AboutDER  string `json:"aboutDer"`
}

// Bench is everything a program is told.
type Bench struct {
	RootDER string `json:"rootDer"`
	CRLs    []struct {
		DER string `json:"der"`
	} `json:"crls"`
	Items []Item `json:"items"`
}

// Finding is one thing said about an item.
type Finding struct {
	ID    string `json:"id"`
	Level string `json:"level"`
	Text  string `json:"text"`
}

// Judge reads the file named on the command line, asks about each item, and prints what was found.
func Judge(judge func(Bench) func(Item) []Finding) {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var bench Bench
	if err := json.Unmarshal(text, &bench); err != nil {
		log.Fatal(err)
	}
	ask := judge(bench)
	verdicts := map[string][]Finding{}
	for _, item := range bench.Items {
		verdicts[item.ID] = append([]Finding{}, ask(item)...)
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		log.Fatal(err)
	}
}

// Read gives the bytes of a file of the bench; without them there is nothing to judge.
func Read(path string) []byte {
	bytes, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	return bytes
}
