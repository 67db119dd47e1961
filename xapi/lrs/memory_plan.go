// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"errors"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// Plan implements Store.
func (m *Memory) Plan(context.Context, Tenant, xapi.Selection) (xapi.Plan, error) {
	return xapi.Plan{}, errors.ErrUnsupported
}

// Apply implements Store.
func (m *Memory) Apply(context.Context, Tenant, xapi.Plan) (xapi.Report, error) {
	return xapi.Report{}, errors.ErrUnsupported
}
