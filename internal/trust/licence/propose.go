// SPDX-License-Identifier: Apache-2.0

package licence

import (
	"os"

	"github.com/google/licenseclassifier/v2/assets"
)

// Propose returns what the classifier takes the licence of a module for: the
// best match of its first licence file, "" when it knows none. A person
// confirms it in table.json.
func Propose(m Module) (string, error) {
	files, err := m.Files()
	if err != nil || len(files) == 0 {
		return "", err
	}
	c, err := assets.DefaultClassifier()
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		return "", err
	}
	best, confidence := "", 0.0
	for _, match := range c.Match(data).Matches {
		if match.MatchType == "License" && match.Confidence > confidence {
			best, confidence = match.Name, match.Confidence
		}
	}
	return best, nil
}
