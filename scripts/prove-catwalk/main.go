// Prints what pkg/catwalk of catwalk does not take of the files that are named, a line each.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"charm.land/catwalk/pkg/catwalk"
)

func wrong(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var provider catwalk.Provider
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&provider); err != nil {
		return err
	}
	if !slices.Contains(catwalk.KnownProviderTypes(), provider.Type) {
		return fmt.Errorf("the type %q is not known", provider.Type)
	}
	// As internal/providers/providers_test.go has it.
	for _, id := range []string{provider.DefaultLargeModelID, provider.DefaultSmallModelID} {
		if !slices.ContainsFunc(provider.Models, func(model catwalk.Model) bool { return model.ID == id }) {
			return fmt.Errorf("the default model %q is not there", id)
		}
	}
	return nil
}

func main() {
	status := 0
	for _, path := range os.Args[1:] {
		if err := wrong(path); err != nil {
			fmt.Printf("%s: %v\n", path, err)
			status = 1
		}
	}
	os.Exit(status)
}
