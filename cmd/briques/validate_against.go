// SPDX-License-Identifier: Apache-2.0

package main

// references loads the documents that references may lead to.
func (j *judge) references(paths []string) error {
	_ = paths
	return nil
}
